# The signing leader, and the superior who receives filings.
circular-for-approval =
    { $level }{ $kind }呈批：《{ $title }》（{ $number }）

    { $paper }

    按「批准」即批准以上文本；其後只會加上文號及日期。
circular-approve = 批准
circular-return = 發還修改
circular-issue = 簽發
circular-approved-told = 《{ $title }》（{ $number }）已獲批准，可以簽發。
circular-returned-told =
    《{ $title }》（{ $number }）已發還修改。
    意見：{ $reason }
field-signer = 草擬人以外的簽發人
approvals-none = 沒有待批文書。
approvals-list = 有 { $count } 份待批文書：
approval-done = 已批准《{ $title }》（{ $number }）。由您或經辦人員按「簽發」後發出。
approval-moved-on = 《{ $title }》（{ $number }）現時的狀況是：{ $state }。這個按鈕已失效；如需批准，請看最新呈批的文本。
approval-ask-reason = 請寫明需要如何修改：
return-label-reason = 意見
approval-returned = 已將《{ $title }》（{ $number }）發還，意見已轉告草擬人。
ending-ask-lift = 請寫明解除的原因：
ending-ask-withdrawal = 請寫明撤回的原因：
lift-review =
    將解除 { $number }《{ $title }》，收到過它的單位和人員都會得到通知。
    原因：{ $reason }
withdraw-review =
    將撤回 { $number }《{ $title }》，收到過它的單位和人員都會得到通知。撤回後不能恢復，需要時只能重新發布。
    原因：{ $reason }
lift-label-reason = 原因
withdraw-label-reason = 原因
ending-done = { $number }《{ $title }》{ $state }，已通知曾收到該文書的機構及人士。

filing-received =
    { $office }呈報備案：{ $level }{ $kind } { $number }《{ $title }》

    { $paper }
filing-brief = { $office }呈報備案 { $number }，請登入本平台查看。
filing-acknowledge = 收悉
filing-acknowledged = 已於{ $at }收悉 { $number }《{ $title }》的備案。
filing-acknowledged-before = { $number }《{ $title }》的備案已於{ $at }收悉，無須再按。
filing-row = { $office } · { $number }
filings-none = 沒有待閱備案。
filings-list = 有 { $count } 件待閱備案：
