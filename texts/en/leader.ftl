# The signing leader, and the superior who receives filings.
circular-for-approval =
    For your approval: { $kind } ({ $level }) “{ $title }” ({ $number })

    { $paper }

    Pressing “Approve” approves exactly this text; only the document number and date will be added.
circular-approve = Approve
circular-return = Return for changes
circular-issue = Issue
circular-approved-told = “{ $title }” ({ $number }) has been approved and can be issued.
circular-returned-told =
    “{ $title }” ({ $number }) has been returned.
    What to change: { $reason }
field-signer = a signing leader other than the drafter
approvals-none = Nothing is waiting for your approval.
approvals-list = { $count ->
    [one] One circular is waiting for your approval:
   *[other] { $count } circulars are waiting for your approval:
    }
approval-done = You have approved “{ $title }” ({ $number }). It goes out when you or the officer press “Issue”.
approval-moved-on = “{ $title }” ({ $number }) now stands at: { $state }. This button no longer applies; please look at the latest text submitted.
approval-ask-reason = Please say what has to be changed:
return-label-reason = What to change
approval-returned = “{ $title }” ({ $number }) has been returned; its drafter has been told what to change.
ending-ask-lift = Please give the reason for lifting it:
ending-ask-withdrawal = Please give the reason for withdrawing it:
lift-review =
    { $number } “{ $title }” will be lifted, and everyone who received it will be told.
    Reason: { $reason }
withdraw-review =
    { $number } “{ $title }” will be withdrawn, and everyone who received it will be told. This cannot be undone; if need be, it has to be issued anew.
    Reason: { $reason }
lift-label-reason = Reason
withdraw-label-reason = Reason
ending-done = { $number } “{ $title }” is now { $state }. Everyone who received it has been told.

filing-received =
    Filed by { $office }: { $kind } { $number } ({ $level }) “{ $title }”

    { $paper }
filing-brief = { $office } has filed { $number }. Please sign in to read it.
filing-acknowledge = Acknowledge filing
filing-acknowledged = The filing of { $number } “{ $title }” was acknowledged at { $at }.
filing-acknowledged-before = The filing of { $number } “{ $title }” was acknowledged at { $at } already.
filing-row = { $office } · { $number }
filings-none = No filing is waiting for you.
filings-list = { $count ->
    [one] One filing is waiting for you:
   *[other] { $count } filings are waiting for you:
    }
