# The signing leader, and the superior who receives filings.
circular-for-approval =
    { $level }{ $kind }送签：《{ $title }》（{ $number }）

    { $paper }

    同意即按以上文本签批；签批后只加文号和日期。
circular-approve = 同意
circular-return = 退回修改
circular-issue = 签发
circular-approved-told = 《{ $title }》（{ $number }）已获同意，可以签发。
circular-returned-told =
    《{ $title }》（{ $number }）被退回修改。
    意见：{ $reason }
field-signer = 起草人以外的签发人
approvals-none = 没有待签文书。
approvals-list = 有 { $count } 份待签文书：
approval-done = 已同意《{ $title }》（{ $number }）。您或经办关员点“签发”后发出。
approval-moved-on = 《{ $title }》（{ $number }）现在的状态是：{ $state }。这个按钮已经不用了；如需签批，请看最新送签的文本。
approval-ask-reason = 请写明需要怎样修改：
return-label-reason = 意见
approval-returned = 已将《{ $title }》（{ $number }）退回，意见已转告起草人。
ending-ask-lift = 请写明解除的原因：
ending-ask-withdrawal = 请写明撤回的原因：
lift-review =
    将解除 { $number }《{ $title }》，收到过它的单位和人员都会得到通知。
    原因：{ $reason }
withdraw-review =
    将撤回 { $number }《{ $title }》，收到过它的单位和人员都会得到通知。撤回后不能恢复，需要时只能重新发布。
    原因：{ $reason }
lift-label-reason = 原因
withdraw-label-reason = 原因
ending-done = { $number }《{ $title }》{ $state }，已通知收到过它的单位和人员。

filing-received =
    { $office }报来备案：{ $level }{ $kind } { $number }《{ $title }》

    { $paper }
filing-brief = { $office }报来备案 { $number }，请登录本平台查看。
filing-acknowledge = 收悉
filing-acknowledged = 已收悉 { $number }《{ $title }》的备案，时间：{ $at }。
filing-acknowledged-before = { $number }《{ $title }》的备案已于 { $at } 收悉，不用再点。
filing-row = { $office } · { $number }
filings-none = 没有待阅备案。
filings-list = 有 { $count } 件待阅备案：
