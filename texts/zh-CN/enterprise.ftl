# The receiving side: circulars, receipts, answers, subscription, binding, duty reports.
circular-acknowledge = 签收
circular-pdf = 查看 PDF
circular-answer = 答复
circular-notice =
    { $paper }

    请阅后点“签收”。
circular-notice-reply =
    { $paper }

    请阅后点“签收”，并于 { $reply_by } 前点“答复”，告知是否涉及贵单位的产品。
circular-notice-colleague =
    【转送】贵单位先收到这份文书的同事未及时签收，现转送给您。

    { $paper }

    请阅后点“签收”。
circular-notice-colleague-reply =
    【转送】贵单位先收到这份文书的同事未及时签收，现转送给您。

    { $paper }

    请阅后点“签收”，并于 { $reply_by } 前点“答复”，告知是否涉及贵单位的产品。
circular-brief-colleague = { $level }{ $kind }（{ $number }）：贵单位同事尚未签收，现转送给您。内容请登录本平台阅看并签收。
circular-brief = { $level }{ $kind }（{ $number }）已送达。内容请登录本平台阅看并签收。
circular-brief-work = { $level }{ $kind }（{ $number }）有事项请您办理，请登录本平台查看。
circular-pdf-sent = 《{ $title }》（{ $number }）
circular-acknowledged =
    已签收 { $number }，时间：{ $at }。谢谢。
    { $title }第 { $receipt } 号
    签收身份：{ $capacity }　渠道：{ $channel }
    文书校验值：{ $digest }…
circular-acknowledged-before = 这份文书（{ $number }）您已于 { $at } 签收，不用再签。
circular-ended-lifted =
    { $kind } { $number }《{ $title }》已解除。
    原因：{ $reason }
circular-ended-withdrawn =
    { $kind } { $number }《{ $title }》已撤回，请不要再按它办理。
    原因：{ $reason }
circular-ended-expired = { $kind } { $number }《{ $title }》已到期，自动解除。
circular-ended-updated = { $kind } { $number }《{ $title }》已由 { $successor } 代替，请以新文书为准。
circular-ended-brief = 文书 { $number } 的状态有变化，请登录本平台查看。
circular-reminder =
    您还没有签收 { $kind } { $number }《{ $title }》（{ $level }）。
    请阅看后点“签收”。
circular-involved-yes = 涉及
circular-involved-no = 不涉及

field-address = 地址

due-open = 查看待办
due-nothing = 没有待签收、待答复的文书。
due-list = 您有 { $count } 件待办，点开即可阅看、签收和答复：
due-row-receipt = 待签收 · { $number }《{ $title }》
due-row-answer = { $date }前答复 · { $number }《{ $title }》

answer-ask-involved = 贵单位进口、出口、生产或销售过这份警示所指的产品吗？
answer-involved-yes = 涉及
answer-involved-no = 不涉及
answer-ask-batches = 涉及哪些型号、批次？不清楚可以跳过。
answer-ask-quantity = 已售出多少，库存多少？不清楚可以跳过。
answer-ask-action = 已经采取或准备采取什么措施？例如停止销售、下架、召回、通知客户。
answer-ask-evidence = { $count ->
    [0] 有证明材料可以发来，照片或文件都行，一次一份或多份；没有就跳过。
   *[other] 已收到 { $count } 份。可以接着发，发完点“发完了”。
    }
answer-review =
    请核对您就 { $number } 作的答复：
    涉及：是
    型号、批次：{ $batches }
    数量：{ $quantity }
    措施：{ $action }
    证明材料：{ $files } 份
answer-review-no =
    请核对您就 { $number } 作的答复：
    涉及：否
answer-label-involved = 是否涉及
answer-label-batches = 型号、批次
answer-label-quantity = 数量
answer-label-action = 措施
answer-label-evidence = 证明材料
answer-done = 对 { $number } 的答复已提交（{ $involved }）。情况有变化，可以再次点“答复”补充。
upload-send-a-file = 请发照片或文件；没有就点“跳过”。
upload-too-many = 最多收 { $limit } 份文件。
upload-done = 发完了（{ $count } 份）

subscription-open = 订阅设置
subscription-start = 全部订阅
subscription-none = 您还没有订阅风险警示。可以全部订阅，也可以先选关心的产品或危害。
subscription-menu =
    您的订阅，改动即时生效：
    产品：{ $products }
    危害：{ $hazards }
    原产地：{ $origins }
    最低级别：{ $level }
    免打扰：{ $quiet }
    每日汇总：{ $digest }
    不紧急的文书：{ $bundled }
    时区：{ $zone }
subscription-products = 产品
subscription-hazards = 危害
subscription-origins = 原产地
subscription-level = 级别
subscription-quiet = 免打扰
subscription-digest = 每日汇总
subscription-stop = 停止订阅
subscription-stopped = 已停止订阅，不再发送订阅消息和每日汇总。依法应当送达您的文书仍会送达；您收到过的警示，解除时也会告诉您。
subscription-resume = 恢复订阅
subscription-ended = 您已停止订阅。点“恢复订阅”，就按原来的设置继续。
unsubscribe-nothing = 您没有订阅，不用退订。依法应当送达您的文书与订阅无关，仍会送达。
subscription-everything = 全部
subscription-off = 不设
subscription-pick-products = { $count ->
    [0] 关心哪些产品？点选即可，可以选多项；直接输入文字可以查找。不选就是全部。
   *[other] 已选：{ $ticked }。可以继续选，或输入文字查找，选好点“选好了”。
    }
subscription-pick-hazards = { $count ->
    [0] 关心哪些危害？点选即可，可以选多项；直接输入文字可以查找。不选就是全部。
   *[other] 已选：{ $ticked }。可以继续选，或输入文字查找，选好点“选好了”。
    }
subscription-pick-origins = { $count ->
    [0] 关心哪些原产地？点选即可，可以选多项；直接输入国家或地区名可以查找。不选就是全部。
   *[other] 已选：{ $ticked }。可以继续选，或输入文字查找，选好点“选好了”。
    }
subscription-ask-level = 从哪个级别起通知您？红色最高，蓝色最低。
subscription-ask-quiet = 哪段时间不打扰您？也可以直接输入，例如 22-7。红色警示不受此限。
subscription-quiet-off = 不设免打扰
subscription-quiet-wrong = 没有看懂时间。请输入两个整点，例如 22-7。
subscription-ask-digest = 每天几点给您发一份汇总？也可以直接输入 0 到 23 的整点。
subscription-digest-off = 不要汇总
subscription-digest-wrong = 请输入 0 到 23 的整点，例如 9。
subscription-bundled = 合并发送
subscription-bundled-together = 合并到每日汇总
subscription-bundled-singly = 逐份发送
subscription-ask-bundled = 因订阅收到的、不紧急的文书，要合并到每日汇总里一起发吗？红色警示、依法直接发给您的文书和要求答复的文书，仍会立即逐份发送。
subscription-zone = 时区
subscription-ask-zone = 免打扰和每日汇总按哪里的时间算？也可以直接输入时区名，例如 Asia/Bangkok。
subscription-zone-ours = 本平台所在时区（{ $zone }）
subscription-zone-name = { $zone }
subscription-zone-wrong = 没有这个时区。请点选，或输入国际通用的时区名，例如 Asia/Bangkok。
zone-asia-shanghai = 北京时间
zone-asia-urumqi = 新疆时间
zone-asia-hong-kong = 香港时间
zone-asia-singapore = 新加坡时间
zone-asia-tokyo = 东京时间
zone-europe-berlin = 柏林时间
zone-europe-london = 伦敦时间
zone-america-new-york = 纽约时间
zone-america-los-angeles = 洛杉矶时间
subscription-hours = { $begins }:00—次日 { $ends }:00
subscription-hour = { $hour }:00
ticks-all = 全部
ticks-whole-list = 显示全部选项
ticks-none-found = 没有找到“{ $search }”，请换个说法。

bind-ask-uscc = 请输入贵单位的统一社会信用代码（18 位）。
bind-uscc-placeholder = 18 位代码
bind-uscc-wrong = 这个代码不对：应为 18 位，最后一位是校验码。请对照营业执照再输一次。
bind-uscc-yours = 您已经绑定了这个代码，不用再办。
bind-ask-company = 请输入营业执照上的企业名称。
bind-ask-contact = 您怎么称呼？主管海关会与您核实。
bind-ask-phone = 请留一个能联系到您的电话。
bind-review =
    请核对：
    企业：{ $company }
    统一社会信用代码：{ $uscc }
    联系人：{ $contact }
    电话：{ $phone }
    提交后由主管海关核实。
bind-label-uscc = 信用代码
bind-label-company = 企业名称
bind-label-contact = 联系人
bind-label-phone = 电话
bind-requested = 已提交“{ $company }”（{ $uscc }）的绑定申请。主管海关核实后会通知您。
bind-waiting = 您为“{ $company }”（{ $uscc }）提交的申请正在核实，请稍候。
bind-bound-already = 您目前绑定的是“{ $company }”。要换成别的企业，请继续。
binding-card =
    企业申请绑定信用代码，请核实：
    企业：{ $company }
    统一社会信用代码：{ $uscc }
    联系人：{ $contact }
    电话：{ $phone }
binding-brief = 有企业申请绑定统一社会信用代码，请登录本平台核实。
binding-confirm = 确认绑定
binding-refuse = 不予绑定
binding-confirmed = 绑定成功，您现在可以代表“{ $company }”接收和答复风险警示。建议设置订阅。
binding-refused =
    “{ $company }”的绑定申请没有通过。
    原因：{ $reason }
    更正后可以用 /bind 重新申请。

report-ask-text = 请说明发现了什么风险：什么产品（品牌、型号、批次），出了什么问题，涉及多少，已采取什么措施。
report-ask-trade = 这批产品属于哪种情况？
report-ask-harm = 造成了什么后果？
report-ask-files = { $count ->
    [0] 有检测报告、照片等可以发来；没有就跳过。
   *[other] 已收到 { $count } 份。可以接着发，发完点“发完了”。
    }
report-from-words = 您刚才说的先记作一份风险报告。再答几个问题，核对后才会提交；不是要报告，请点“取消”。
report-review =
    请核对风险报告（《办法》第十条）：
    { $text }
    贸易方式：{ $trade }
    后果：{ $harm }
    附件：{ $files } 份
report-label-text = 情况说明
report-label-trade = 贸易方式
report-label-harm = 后果
report-label-files = 附件
report-done = 风险报告已收到，编号 { $number }。主管海关会与您联系。
