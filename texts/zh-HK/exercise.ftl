# 演練：凡是提及演練文書的話，都以標記開頭（casework/exercise_marks.py）。
exercise-mark = 【演練】
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
    { exercise-mark }這是一次送達演練，並非真實警示，請勿據此採取措施。閱後按「簽收」即可，毋須回覆。

    { $paper }
exercise-circular-brief = { exercise-mark }一份演練文書（{ $level }{ $kind }，{ $number }）已送達。請登入本平台閱覽並簽收，毋須採取任何措施。
exercise-circular-for-approval =
    { exercise-mark }{ $level }{ $kind }呈批：《{ $title }》（{ $number }）

    { $paper }

    同意即按以上文本批准；批准後只加文號和日期。演練不備案、不公開，當天自動結束。
exercise-circular-ended-expired = { exercise-mark }{ $kind } { $number }《{ $title }》的演練已經結束。多謝配合，毋須再做甚麼。
exercise-circular-ended-withdrawn =
    { exercise-mark }{ $kind } { $number }《{ $title }》的演練已提前結束，毋須再做甚麼。
    原因：{ $reason }
exercise-circular-card-issued =
    { exercise-mark }{ $level }{ $kind } { $number }
    《{ $title }》
    狀態：{ $state }
    送達 { $deliveries } 條：待發 { $waiting }，已送到 { $sent }，已簽收 { $acknowledged }，未能送達 { $dead }
    簽收 { $receipts } 人
exercise-circular-acknowledged =
    { exercise-mark }已簽收演練文書 { $number }，時間：{ $at }。多謝配合，毋須採取任何措施。
    { $title }第 { $receipt } 號（演練）
    簽收身份：{ $capacity }　渠道：{ $channel }
    文書校驗值：{ $digest }…
error-exercise-wall = { $number } 是演練文書。演練與真實文書互不相通：不能公開，不能代替或解除，也不要求措施和回覆。

# 起草和查看演練
drill-new = 發起演練
drills-none = 本單位尚未進行過送達演練。
drills-list = 本單位共有 { $count } 次演練：
drill-title-prefilled = 關於檢驗預警文書送達情況的演練
drill-body-prefilled = 本次演練檢驗預警文書能否及時送達貴單位。請收到後盡快按「簽收」。演練不涉及任何產品，不要求採取任何措施，也毋須回覆。
drill-ask-kind = 演練哪一種文書？演練不會向公眾公開。
drill-ask-body = 請輸入正文，不超過 1000 字。
drill-review =
    { exercise-mark }請核對：
    種類：{ $kind }　級別：{ $level }
    標題：{ $title }
    正文：{ $body }
    發給：{ $audience }
    提交後同樣須經簽發人同意。演練不備案、不公開，不佔用正式文號，發布當天自動結束。
drill-label-kind = 種類
drill-label-level = 級別
drill-label-title = 標題
drill-label-body = 正文
drill-label-audience = 發給誰
drill-report = 演練結果
drill-report-again = 更新
exercise-drill-report-told =
    { exercise-mark }{ $number }《{ $title }》（{ $state }），{ $at } 的情況：
    { $whole }
    發布到發出：{ $sent }
    發布到簽收：{ $acknowledged }

    按渠道：
    { $channels }

    按單位（簽收最少的 { $shown } 個，共 { $of } 個）：
    { $organisations }
drill-report-told = { exercise-drill-report-told }
drill-line = 應送 { $addressed }，已發出 { $sent }，已知送到 { $delivered }，已簽收 { $acknowledged }，未能送達 { $unreachable }
drill-row =
    · { $name }：{ $line }
    　發出：{ $sent }；簽收：{ $acknowledged }
drill-latency = 半數 { $p50 }，九成 { $p90 }，九成九 { $p99 }，最後 { $last }
drill-no-channel = 沒有渠道
drill-seconds = { $seconds } 秒
drill-minutes = { $minutes } 分 { $seconds } 秒
drill-hours = { $hours } 小時 { $minutes } 分
telegram-command-drills = 送達演練
webchat-menu-drills = 送達演練
field-issued-at = 發布（演練尚未發布，沒有可統計的）

# 文書和回執
document-exercise-band = 演練文書 · 並非真實警示 · 請勿據此採取措施
document-exercise-ends = 本次演練於發布當日結束，毋須回覆。
document-exercise-basis = 本文書僅供演練，檢驗送達和簽收，不產生法律效力
receipt-paper-exercise = 本回執簽收的是演練文書，只證明演練中收到，不產生法律效力，不作為送達回證使用。

# 網頁
web-acknowledge-exercise = 演練文書，並非真實警示，請勿據此採取措施。
web-acknowledge-exercise-note = 簽收表示在演練中已經收到本文書，不產生其他效力。簽收時間、身份和文書校驗值會記入回執。
web-acknowledge-exercise-done = 您簽收的是演練文書，毋須採取任何措施。

# 命令列
cli-drill-started = 演練 { $number } 已呈批，等候簽發人在對話中同意。
cli-drill-drafted = 演練 { $number } 已起草。
cli-drill-not-one = { $number } 不是演練文書。
cli-drill-not-issued = 演練 { $number } 尚未發布，沒有可統計的。
cli-drill-sent = 已發出
cli-drill-acknowledged = 已簽收
cli-drill-whole = { exercise-mark }{ $number }《{ $title }》（{ $state }）
cli-drill-everybody = 全部
