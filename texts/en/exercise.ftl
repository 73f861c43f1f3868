# Exercises: whatever is said of one begins with the mark (casework/exercise_marks.py).
exercise-mark = {"[EXERCISE] "}
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
    { exercise-mark }This tests delivery. It is not a real warning; do not act on it. Please read it and press “Acknowledge receipt”. No answer is needed.

    { $paper }
exercise-circular-brief = { exercise-mark }An exercise circular ({ $kind }, { $level }, { $number }) has arrived. Please sign in to read and acknowledge it; nothing else is to be done.
exercise-circular-for-approval =
    { exercise-mark }For approval: { $kind } ({ $level }) “{ $title }” ({ $number })

    { $paper }

    Approving signs exactly this text; only number and date are added. An exercise is neither filed nor published, and ends on its day.
exercise-circular-ended-expired = { exercise-mark }The exercise { $number } ({ $kind } “{ $title }”) is over. Thank you; nothing else is to be done.
exercise-circular-ended-withdrawn =
    { exercise-mark }The exercise { $number } ({ $kind } “{ $title }”) was ended early; nothing else is to be done.
    Reason: { $reason }
exercise-circular-card-issued =
    { exercise-mark }{ $kind } { $number } ({ $level })
    “{ $title }”
    State: { $state }
    Deliveries { $deliveries }: waiting { $waiting }, arrived { $sent }, acknowledged { $acknowledged }, undeliverable { $dead }
    Receipts from { $receipts } people
exercise-circular-acknowledged =
    { exercise-mark }You acknowledged the exercise { $number } at { $at }. Thank you; nothing else is to be done.
    { $title } no. { $receipt } (exercise)
    Capacity: { $capacity }. Channel: { $channel }
    Checksum of the document: { $digest }…
error-exercise-wall = { $number } is an exercise. Exercises and real circulars are kept apart: an exercise is not published, does not replace or lift anything, and asks for no measures and no answer.

# Drafting and following an exercise
drill-new = Start an exercise
drills-none = Your office has not held a delivery exercise yet.
drills-list = { $count ->
    [one] Your office has one exercise:
   *[other] Your office has { $count } exercises:
    }
drill-title-prefilled = Exercise: are warnings delivered?
drill-body-prefilled = This exercise tests whether warnings reach you in time. Please press “Acknowledge receipt” as soon as you have it. No product is concerned, no measure is asked for, and no answer is needed.
drill-ask-kind = Which kind of circular is to be exercised? An exercise is never published.
drill-ask-body = Please write the text, at most 1000 characters.
drill-review =
    { exercise-mark }Please check:
    Kind: { $kind }, level: { $level }
    Title: { $title }
    Text: { $body }
    To: { $audience }
    It needs a signing leader's approval like any other. It is neither filed nor published, takes no official number, and ends on the day of its issue.
drill-label-kind = Kind
drill-label-level = Level
drill-label-title = Title
drill-label-body = Text
drill-label-audience = To whom
drill-report = Results
drill-report-again = Refresh
exercise-drill-report-told =
    { exercise-mark }{ $number } “{ $title }” ({ $state }), as of { $at }:
    { $whole }
    Issue to sent: { $sent }
    Issue to acknowledged: { $acknowledged }

    By channel:
    { $channels }

    By organisation (the { $shown } with the fewest receipts, of { $of }):
    { $organisations }
drill-report-told = { exercise-drill-report-told }
drill-line = addressed { $addressed }, sent { $sent }, known to have arrived { $delivered }, acknowledged { $acknowledged }, unreachable { $unreachable }
drill-row =
    · { $name }: { $line }
      sent: { $sent }; acknowledged: { $acknowledged }
drill-latency = half within { $p50 }, 90 % { $p90 }, 99 % { $p99 }, last { $last }
drill-no-channel = no channel
drill-seconds = { $seconds } s
drill-minutes = { $minutes } min { $seconds } s
drill-hours = { $hours } h { $minutes } min
telegram-command-drills = Delivery exercises
webchat-menu-drills = Delivery exercises
field-issued-at = the issue (the exercise has not been issued, there is nothing to count)

# Documents and receipts
document-exercise-band = EXERCISE · not a real warning · do not act on it
document-exercise-ends = This exercise ends on the day of its issue. No answer is needed.
document-exercise-basis = For an exercise of delivery and receipt only, without legal effect
receipt-paper-exercise = This receipt acknowledges an exercise. It shows that it arrived in the exercise, has no legal effect, and is no certificate of service.

# Pages
web-acknowledge-exercise = An exercise, not a real warning. Do not act on it.
web-acknowledge-exercise-note = Acknowledging says that you got this circular in the exercise, and nothing more. The time, your capacity and the document's checksum go into the receipt.
web-acknowledge-exercise-done = What you acknowledged is an exercise. Nothing else is to be done.

# The command line
cli-drill-started = The exercise { $number } was laid before the signing leaders, who approve it in their chats.
cli-drill-drafted = The exercise { $number } was drafted.
cli-drill-not-one = { $number } is not an exercise.
cli-drill-not-issued = The exercise { $number } has not been issued; there is nothing to count.
cli-drill-sent = Sent
cli-drill-acknowledged = Acknowledged
cli-drill-whole = { exercise-mark }{ $number } “{ $title }” ({ $state })
cli-drill-everybody = everybody
