# 演练：凡是说到演练文书的话，都以标记开头（casework/exercise_marks.py）。
exercise-mark = 【演练】
exercise-circular-brief-work = { exercise-mark }{ circular-brief-work }
exercise-circular-approved-told = { exercise-mark }{ circular-approved-told }
exercise-circular-returned-told = { exercise-mark }{ circular-returned-told }
exercise-circular-issued-told = { exercise-mark }{ circular-issued-told }
exercise-circular-issued-nobody = { exercise-mark }{ circular-issued-nobody }
exercise-circular-ended-brief = { exercise-mark }{ circular-ended-brief }
exercise-circular-reminder = { exercise-mark }{ circular-reminder }
exercise-circular-silent-told = { exercise-mark }{ circular-silent-told }
exercise-circular-row = { exercise-mark }{ circular-row }
exercise-circular-card = { exercise-mark }{ circular-card }
exercise-draft-saved = { exercise-mark }{ draft-saved }
exercise-draft-preview = { exercise-mark }{ draft-preview }
exercise-circular-pdf-sent = { exercise-mark }{ circular-pdf-sent }
exercise-draft-submitted = { exercise-mark }{ draft-submitted }
exercise-draft-discarded = { exercise-mark }{ draft-discarded }
exercise-circular-stands = { exercise-mark }{ circular-stands }
exercise-approval-returned = { exercise-mark }{ approval-returned }
exercise-approval-done = { exercise-mark }{ approval-done }
exercise-approval-moved-on = { exercise-mark }{ approval-moved-on }
exercise-ending-done = { exercise-mark }{ ending-done }
exercise-receipt-pdf-sent = { exercise-mark }{ receipt-pdf-sent }
exercise-receipts-list = { exercise-mark }{ receipts-list }
exercise-receipts-brief = { exercise-mark }{ receipts-brief }
exercise-due-row-receipt = { exercise-mark }{ due-row-receipt }
exercise-letter-circular = { exercise-mark }{ letter-circular }
exercise-circular-acknowledged-before = { exercise-mark }{ circular-acknowledged-before }
exercise-circular-notice =
    { exercise-mark }这是一次送达演练，不是真实警示，请勿据此采取措施。阅后点“签收”即可，不必答复。

    { $paper }
exercise-circular-brief = { exercise-mark }一份演练文书（{ $level }{ $kind }，{ $number }）已送达。请登录本平台阅看并签收，不必采取任何措施。
exercise-circular-for-approval =
    { exercise-mark }{ $level }{ $kind }送签：《{ $title }》（{ $number }）

    { $paper }

    同意即按以上文本签批；签批后只加文号和日期。演练不备案、不公开，当天自动结束。
exercise-circular-ended-expired = { exercise-mark }{ $kind } { $number }《{ $title }》的演练已经结束。感谢配合，不必再做什么。
exercise-circular-ended-withdrawn =
    { exercise-mark }{ $kind } { $number }《{ $title }》的演练已提前结束，不必再做什么。
    原因：{ $reason }
exercise-circular-card-issued =
    { exercise-mark }{ $level }{ $kind } { $number }
    《{ $title }》
    状态：{ $state }
    送达 { $deliveries } 条：待发 { $waiting }，已送到 { $sent }，已签收 { $acknowledged }，不能送达 { $dead }
    签收 { $receipts } 人
exercise-circular-acknowledged =
    { exercise-mark }已签收演练文书 { $number }，时间：{ $at }。谢谢配合，不必采取任何措施。
    { $title }第 { $receipt } 号（演练）
    签收身份：{ $capacity }　渠道：{ $channel }
    文书校验值：{ $digest }…
error-exercise-wall = { $number } 是演练文书。演练与真实文书互不相通：不能公开，不能代替或解除，也不要求措施和答复。

# 起草和查看演练
drill-new = 发起演练
drills-none = 本单位还没有做过送达演练。
drills-list = 本单位共有 { $count } 次演练：
drill-title-prefilled = 关于检验预警文书送达情况的演练
drill-body-prefilled = 本次演练检验预警文书能否及时送达贵单位。请收到后尽快点“签收”。演练不涉及任何产品，不要求采取任何措施，也不必答复。
drill-ask-kind = 演练哪一种文书？演练不向社会公开。
drill-ask-body = 请输入正文，不超过 1000 字。
drill-review =
    { exercise-mark }请核对：
    种类：{ $kind }　级别：{ $level }
    标题：{ $title }
    正文：{ $body }
    发给：{ $audience }
    提交后同样须经签发人同意。演练不备案、不公开，不占用正式文号，发布当天自动结束。
drill-label-kind = 种类
drill-label-level = 级别
drill-label-title = 标题
drill-label-body = 正文
drill-label-audience = 发给谁
drill-report = 演练结果
drill-report-again = 刷新
exercise-drill-report-told =
    { exercise-mark }{ $number }《{ $title }》（{ $state }），{ $at } 的情况：
    { $whole }
    发布到发出：{ $sent }
    发布到签收：{ $acknowledged }

    按渠道：
    { $channels }

    按单位（签收最少的 { $shown } 个，共 { $of } 个）：
    { $organisations }
drill-report-told = { exercise-drill-report-told }
drill-line = 应送 { $addressed }，已发出 { $sent }，已知送到 { $delivered }，已签收 { $acknowledged }，无法送达 { $unreachable }
drill-row =
    · { $name }：{ $line }
    　发出：{ $sent }；签收：{ $acknowledged }
drill-latency = 半数 { $p50 }，九成 { $p90 }，九成九 { $p99 }，最后 { $last }
drill-no-channel = 没有渠道
drill-seconds = { $seconds } 秒
drill-minutes = { $minutes } 分 { $seconds } 秒
drill-hours = { $hours } 小时 { $minutes } 分
telegram-command-drills = 送达演练
webchat-menu-drills = 送达演练
field-issued-at = 发布（演练还没有发布，没有可统计的）

# 文书和回执
document-exercise-band = 演练文书 · 不是真实警示 · 请勿据此采取措施
document-exercise-ends = 本次演练于发布当日结束，不需要答复。
document-exercise-basis = 本文书仅供演练，检验送达和签收，不产生法律效力
receipt-paper-exercise = 本回执签收的是演练文书，只证明演练中收到，不产生法律效力，不作为送达回证使用。

# 网页
web-acknowledge-exercise = 演练文书，不是真实警示，请勿据此采取措施。
web-acknowledge-exercise-note = 签收表示在演练中已经收到本文书，不产生其他效力。签收时间、身份和文书校验值会记入回执。
web-acknowledge-exercise-done = 您签收的是演练文书，不必采取任何措施。

# 命令行
cli-drill-started = 演练 { $number } 已送签，等签发人在对话中同意。
cli-drill-drafted = 演练 { $number } 已起草。
cli-drill-not-one = { $number } 不是演练文书。
cli-drill-not-issued = 演练 { $number } 还没有发布，没有可统计的。
cli-drill-sent = 已发出
cli-drill-acknowledged = 已签收
cli-drill-whole = { exercise-mark }{ $number }《{ $title }》（{ $state }）
cli-drill-everybody = 全部
