# Receipts: what they are called, the page where a link leads, the officer's list, the paper, the command line
receipt-title-reading = 阅知回执
receipt-title-service = 电子送达回证
capacity-enrolled = 登记的联系人
capacity-legal-representative = 法定代表人或主要负责人
capacity-receiver = 本单位负责收件的人员
capacity-designated = 送达地址确认书指定的代收人
capacity-agent = 委托代理人
capacity-self = 本人
means-button = 在对话中点击签收
means-link = 凭链接在网页签收

# In the chat
receipt-pdf = 回执 PDF
receipt-pdf-sent = { $title }第 { $receipt } 号（{ $number }）
receipts-open = 签收情况
receipts-none = 还没有人签收。
receipts-list =
    { $number }《{ $title }》已有 { $count } 人签收：
    { $rows }
receipts-row = · { $company } { $name }，{ $capacity }，{ $at }，{ $channel }
receipts-brief = 文书 { $number } 的签收情况请登录本平台查看。

# Confirmations of service addresses, in the chat and on the command line
confirmations-none = 还没有登记送达地址确认书。没有确认书的，签收只出具阅知回执，不称电子送达回证。
confirmations-list = 现有 { $count } 份有效的送达地址确认书：
confirmations-shown = 共 { $count } 份，显示最近 { $shown } 份。其余可用 fenghuo org address-confirmation list 查看。
confirmation-card =
    { $company }
    签订日期：{ $date }　归档编号：{ $reference }
    确认的渠道：{ $channels }
confirmation-brief = 送达地址确认书请登录本平台查看。
confirmation-channels-all = 各渠道
confirmation-new = 登记确认书
confirmation-withdraw = 撤销
confirmation-ask-addressee = 哪个单位签了送达地址确认书？请输入统一社会信用代码或者单位全称。
confirmation-addressee-unknown = 没有找到这个单位。请核对代码或全称，也可以请系统管理员先登记该单位。
confirmation-ask-date = 哪一天签订的？请按 2026-03-01 的格式输入。
confirmation-date-wrong = 日期不对。请按 2026-03-01 的格式输入，且不能晚于今天。
confirmation-ask-reference = 原件归档在哪里？请输入档号或文件名称。
confirmation-ask-channels = 确认书同意哪些电子送达渠道？可选多项，不选表示各渠道都同意。
confirmation-review =
    请核对：
    单位：{ $company }
    签订日期：{ $date }
    归档编号：{ $reference }
    确认的渠道：{ $channels }
    登记后，该单位的签收称为电子送达回证。此前的回执不变。
confirmation-label-addressee = 单位
confirmation-label-date = 签订日期
confirmation-label-reference = 归档编号
confirmation-label-channels = 渠道
confirmation-registered = 已登记“{ $company }”的送达地址确认书（{ $reference }）。
confirmation-ask-reason = 为什么撤销“{ $company }”的送达地址确认书？例如：对方书面撤回、地址变更。
confirmation-withdrawn = 已撤销“{ $company }”的送达地址确认书（{ $reference }）。此后的签收只出具阅知回执。

field-addressee = 收件单位
field-capacity = 签收身份
field-reference = 归档编号
field-signed-on = 签订日期

# The page that a link leads to
web-acknowledge-title = 签收文书
web-acknowledge-lead = { $office }发给您的{ $kind }，请阅看后签收。
web-acknowledge-number = 文号
web-acknowledge-kind = 种类
web-acknowledge-level = 级别
web-acknowledge-name = 标题
web-acknowledge-office = 发文单位
web-acknowledge-for = 收件单位
web-acknowledge-hidden = 这是内部文书，标题和正文须登录本平台后阅看。这里可以先签收，表示已经收到。
web-acknowledge-ended = 这份文书现在的状态是“{ $state }”，内容仅供查阅；仍可以签收，表示已经收到。
web-acknowledge-down = 去签收
web-acknowledge-as = 您以什么身份签收？
web-acknowledge-as-missing = 请先选择签收身份。
web-acknowledge-note = 签收表示已经收到并知悉本文书，签收时间、身份和文书校验值会记入回执。
web-acknowledge-go = 签收
web-acknowledge-done-title = 签收成功
web-acknowledge-done = 已经记下您的签收，谢谢。不用再做别的；需要答复的，请登录本平台办理。
web-acknowledge-already-title = 这份文书已经签收
web-acknowledge-already = 不用再签。下面是当时的回执。
web-acknowledge-at = 签收时间
web-acknowledge-capacity = 签收身份
web-acknowledge-channel = 签收渠道
web-acknowledge-receipt = 回执
web-acknowledge-receipt-number = { $title }第 { $number } 号
web-acknowledge-digest = 文书校验值
web-acknowledge-hash = 回执校验值
web-acknowledge-pdf = 打开回执 PDF
web-acknowledge-expired-title = 链接已过期
web-acknowledge-expired = 这个签收链接已经过期，文书没有因此签收。请登录本平台签收，或打开最近一次提醒中的新链接。
web-acknowledge-foreign-title = 链接不对
web-acknowledge-foreign = 这不是本平台发出的签收链接，或者复制时缺了一截。请回到原来的消息，重新点开完整的链接。
web-acknowledge-gone-title = 链接已停用
web-acknowledge-gone = 这个链接的收件人已经不在登记名册上，不能再用它签收。请联系发文单位更新联系人。

web-receipt-key-title = 回执签名公钥
web-receipt-key-lead = 本平台的每份回执都有电子签名。有了下面的公钥，任何人都可以在自己的电脑上核对回执文件是否完整、有没有改动，不必联网。
web-receipt-key-how = 核对方法：把公钥存成文件，运行 fenghuo receipt verify 回执文件 --key 公钥文件。
web-receipt-key-current = 正在使用的公钥
web-receipt-key-former = 以前用过的公钥（核对旧回执用）
web-receipt-key-id = 编号 { $id }
web-receipt-key-file = 下载全部公钥

# The paper
receipt-paper-number = 第 { $number } 号
receipt-paper-organisation = 收件单位
receipt-paper-uscc = 统一社会信用代码
receipt-paper-person = 签收人
receipt-paper-capacity = 签收身份
receipt-paper-document = 文书
receipt-paper-document-named = { $kind } { $number }《{ $title }》（{ $level }）
receipt-paper-office = 发文单位
receipt-paper-digest = 文书校验值（SHA-256）
receipt-paper-at = 签收时间
receipt-paper-means = 签收方式
receipt-paper-means-named = { $channel }，{ $means }
receipt-paper-confirmation = 送达地址确认书
receipt-paper-confirmation-named = { $date }签订，归档编号 { $reference }
receipt-paper-late = 本回执由系统根据以往的签收记录补签，补签时间 { $at }。
receipt-paper-reading = 本回执证明上述人员已经收到并知悉所列文书。收件单位没有签订送达地址确认书，或者确认书不包括这一渠道，因此本回执不作为送达回证使用。
receipt-paper-service = 收件单位已签订送达地址确认书，同意以上述方式电子送达。
receipt-paper-hash = 回执校验值（SHA-256）
receipt-paper-key = 签名公钥编号
receipt-paper-signature = 电子签名（Ed25519）
receipt-paper-check = 核对：fenghuo receipt verify，公钥见本平台“回执签名公钥”页。
receipt-paper-erased = （已依申请删除）
receipt-paper-list = 签收回执清单
receipt-paper-count = 共 { $count } 份回执。导出时间：{ $at }
receipt-paper-column-number = 序号
receipt-paper-column-at = 签收时间
receipt-paper-column-title = 性质
receipt-paper-closing = 本清单与同时导出的回执文件一致；文件末行的校验值和签名如下。

# The command line
cli-exporting-receipts = 正在导出回执
cli-receipts-exported = 已导出 { $number } 的 { $count } 份回执到 { $file }。
cli-receipt-current = 正在使用
cli-receipt-former = 以前用过
cli-receipt-no-key = { $file } 里没有公钥。请用 fenghuo receipt key 或网页上“回执签名公钥”给出的 PEM 文件。
cli-receipt-unreadable = { $file } 读不了：{ $reason }
cli-receipt-intact = 完好：{ $count } 份回执，每一行都与签名一致，没有缺少，没有挪动。
cli-receipt-changed = 有改动：
cli-receipt-missing = 有缺失：
cli-receipt-reordered = 次序被挪动：
cli-receipt-finding = 第 { $line } 行：{ $damage }
cli-receipt-damage-changed = 内容被改动
cli-receipt-damage-unknown-key = 用我们没有的公钥签名
cli-receipt-damage-foreign = 重复，或是别的文书的回执
cli-receipt-damage-missing = { $count ->
   *[other] 在这一行之前缺少 { $count } 行
    }
cli-receipt-damage-reordered = 不在原来的位置
cli-receipts-whole = { $count } 份回执完好，与签收记录和审计日志一致。
cli-receipts-damage = { $org }，第 { $number } 号：{ $damage }
cli-receipt-link-changed = 内容、签名或前后衔接被改动
cli-receipt-link-removed = 它前面有回执被删除
cli-receipt-link-truncated = 从这里起的回执被截掉
cli-receipt-link-unbooked = 与签收记录不符
cli-confirmation-registered = 已登记：{ $company }，编号 { $id }
cli-confirmation-withdrawn = 已撤销：{ $company }，编号 { $id }
error-no-public-key = 没有找到公钥。请给出 PEM 格式的 Ed25519 公钥文件。
