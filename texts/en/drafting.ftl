# An officer drafts, submits and issues a circular, and follows it.
circular-preview = Preview
circular-edit = Edit
circular-submit = Submit for approval
circular-discard = Discard
circular-answers = See answers
circular-lift = Lift
circular-update = Replace with a new one
circular-withdraw = Withdraw
circular-row = { $number } “{ $title }” · { $state }
circulars-none = Your office has no circulars yet.
circulars-list = { $count ->
    [one] Your office has one circular:
   *[other] Your office has { $count } circulars:
    }
circulars-new = Draft a new one
circular-card =
    { $kind } { $number } ({ $level })
    “{ $title }”
    State: { $state }
circular-card-issued =
    { $kind } { $number } ({ $level })
    “{ $title }”
    State: { $state }
    Deliveries { $deliveries }: waiting { $waiting }, arrived { $sent }, acknowledged { $acknowledged }, undeliverable { $dead }
    Receipts from { $receipts } people, answers from { $answers }
circular-stands = { $number } “{ $title }” now stands at: { $state }. This button no longer applies.
circular-answers-none = Nobody has answered yet.
circular-answer-received =
    “{ $company }” has answered { $number } “{ $title }”:
    Affected: { $involved }
    Models, batches: { $batches }
    Quantity: { $quantity }
    Action: { $action }
    Evidence files: { $files }
circular-answer-brief = An answer to { $number } has come in. Please sign in to read it.
circular-answer-evidence = See the evidence
circular-evidence-sent = Evidence with an answer to { $number }
undelivered-none = Everything has been delivered and acknowledged in time.
undelivered-list = { $count ->
    [one] One recipient was not reached or has not acknowledged in time. Please reach them by telephone or letter:
   *[other] { $count } recipients were not reached or have not acknowledged in time. Please reach them by telephone or letter:
    }
undelivered-silent = not acknowledged in time
undelivered-unreachable = not reached
undelivered-row =
    { $company } ({ $contact }, { $phone })
    Circular: { $number } “{ $title }”
    What: { $why }   Channel: { $channel }   In charge: { $owner }
undelivered-brief = { $number } did not reach everyone, or was not acknowledged in time. Please sign in to see the list.

draft-kind-bulletin = Bulletin (to customs offices)
draft-kind-advisory = Advisory (to companies and institutions)
draft-kind-announcement = Announcement (to the public)
draft-ask-kind = Which kind of circular?
draft-ask-kind-abroad = Which kind of circular? Bulletins are confidential and can only be drafted on our own web pages.
draft-bulletin-at-home = Bulletins are confidential and can only be written on our own web pages. Please sign in.
draft-ask-level = Which warning level?
draft-ask-product = Which product is it about?
draft-product-none = Any product
draft-ask-hazards = Which hazards? You can choose several.
draft-ask-title = Please enter the title. Suggestion: { $suggestion }
draft-title-use = Use the suggestion
draft-title-suggestion = Risk warning: { $product } ({ $hazards })
draft-title-suggestion-plain = Quality and safety risk warning: { $product }
draft-ask-body = Please enter the text: which risk was found, in which products, on what grounds.
draft-ask-measures = Which measures are required? One per line; press “No measures” if there are none.
draft-ask-measures-needed = An announcement must list its mandatory measures (Article 16 (3) of the Measures). Please enter them, one per line.
draft-measures-none = No measures
draft-measures-many = At most { $limit } measures; please combine some of them.
draft-ask-audience-bulletin = Which customs offices should receive it? Press a button, or type names of offices, separated by semicolons.
draft-ask-audience-advisory = Who should receive it? Press a button, or type credit codes, names of companies or institutions, regions, or importer, exporter, producer, agent, separated by semicolons.
draft-ask-audience-announcement = An announcement is public and goes to its subscribers. Which companies should also receive it directly? Press a button, or type credit codes, names or regions, separated by semicolons.
draft-audience-below = All customs offices below
draft-audience-subscribers = Subscribed companies
draft-audience-all = All companies
draft-audience-public = Nobody else, just publish
draft-audience-unknown = “{ $value }” was not found. Please check the credit code, name or region.
draft-ask-reply-by = By what date must they answer? Press a button, or type a date such as 2026-12-31.
draft-reply-none = No answer needed
draft-ask-valid-until = Until what date is it valid? Press a button, or type a date such as 2026-12-31.
draft-valid-none = No end date
draft-day = In { $days } days ({ $date })
draft-day-wrong = The date was not understood. Please type it like 2026-12-31.
draft-day-past = That date has passed. Please enter today or a later date.
draft-review =
    Please check:
    Kind: { $kind }   Level: { $level }
    Title: { $title }
    Product: { $product }   Hazards: { $hazards }
    Text: { $body }
    Measures: { $measures }
    Recipients: { $audience }
    Answer by: { $reply_by }
    Valid until: { $valid_until }
draft-label-kind = Kind
draft-label-level = Level
draft-label-product = Product
draft-label-hazards = Hazards
draft-label-title = Title
draft-label-body = Text
draft-label-measures = Measures
draft-label-audience = Recipients
draft-label-reply-by = Answer by
draft-label-valid-until = Valid until
draft-saved = The draft is saved as { $number }. Please preview it, then submit it for approval.
draft-preview =
    Preview of “{ $title }” ({ $number }):

    { $paper }
draft-submitted = “{ $title }” ({ $number }) has been submitted for approval.
draft-discarded = The draft “{ $title }” ({ $number }) has been discarded.
