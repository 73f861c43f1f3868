# The receiving side: circulars, receipts, answers, subscription, binding, duty reports.
circular-acknowledge = Acknowledge receipt
circular-pdf = View PDF
circular-answer = Answer
circular-notice =
    { $paper }

    Please read this and press “Acknowledge receipt”.
circular-notice-reply =
    { $paper }

    Please read this and press “Acknowledge receipt”, then press “Answer” by { $reply_by } to tell us whether your products are affected.
circular-notice-colleague =
    For a colleague: whoever got this document first in your organisation has not acknowledged it, so it comes to you.

    { $paper }

    Please read this and press “Acknowledge receipt”.
circular-notice-colleague-reply =
    For a colleague: whoever got this document first in your organisation has not acknowledged it, so it comes to you.

    { $paper }

    Please read this and press “Acknowledge receipt”, then press “Answer” by { $reply_by } to tell us whether your products are affected.
circular-brief-colleague = { $kind } { $number } ({ $level }): your colleague has not acknowledged it, so it comes to you. Please sign in to read and acknowledge it.
circular-brief = { $kind } { $number } ({ $level }) has arrived. Please sign in to read and acknowledge it.
circular-brief-work = { $kind } { $number } ({ $level }) is waiting for you. Please sign in to see it.
circular-pdf-sent = “{ $title }” ({ $number })
circular-acknowledged =
    Receipt of { $number } acknowledged at { $at }. Thank you.
    { $title } no. { $receipt }
    Capacity: { $capacity }. Channel: { $channel }
    Checksum of the document: { $digest }…
circular-acknowledged-before = You acknowledged { $number } at { $at }. There is no need to do it again.
circular-ended-lifted =
    { $kind } { $number } “{ $title }” has been lifted.
    Reason: { $reason }
circular-ended-withdrawn =
    { $kind } { $number } “{ $title }” has been withdrawn. Please do not act on it any longer.
    Reason: { $reason }
circular-ended-expired = { $kind } { $number } “{ $title }” has expired and is no longer in force.
circular-ended-updated = { $kind } { $number } “{ $title }” has been replaced by { $successor }. Please follow the new one.
circular-ended-brief = The status of { $number } has changed. Please sign in to see it.
circular-reminder =
    You have not yet acknowledged { $kind } { $number } “{ $title }” ({ $level }).
    Please read it and press “Acknowledge receipt”.
circular-involved-yes = affected
circular-involved-no = not affected

field-address = address

due-open = See my to-do list
due-nothing = There is nothing for you to acknowledge or answer.
due-list = { $count ->
    [one] One item is due. Open it to read, acknowledge and answer:
   *[other] { $count } items are due. Open one to read, acknowledge and answer:
    }
due-row-receipt = To acknowledge · { $number } “{ $title }”
due-row-answer = Answer by { $date } · { $number } “{ $title }”

answer-ask-involved = Has your company imported, exported, made or sold the product that this warning is about?
answer-involved-yes = Yes, affected
answer-involved-no = No, not affected
answer-ask-batches = Which models and batches? Skip this if you do not know.
answer-ask-quantity = How many were sold, and how many are in stock? Skip this if you do not know.
answer-ask-action = What have you done, or what will you do? For example: stop sales, recall, tell customers.
answer-ask-evidence = { $count ->
    [0] Send evidence if you have any, as photos or files; otherwise skip this.
    [one] One file received. Send more, or press “Done”.
   *[other] { $count } files received. Send more, or press “Done”.
    }
answer-review =
    Please check your answer to { $number }:
    Affected: yes
    Models, batches: { $batches }
    Quantity: { $quantity }
    Action: { $action }
    Evidence files: { $files }
answer-review-no =
    Please check your answer to { $number }:
    Affected: no
answer-label-involved = Affected or not
answer-label-batches = Models, batches
answer-label-quantity = Quantity
answer-label-action = Action
answer-label-evidence = Evidence
answer-done = Your answer to { $number } has been sent ({ $involved }). If anything changes, press “Answer” again to add to it.
upload-send-a-file = Please send a photo or file, or press “Skip”.
upload-too-many = At most { $limit } files can be sent.
upload-done = Done ({ $count })

subscription-open = Subscription settings
subscription-start = Subscribe to all
subscription-none = You have not subscribed to risk warnings yet. Subscribe to all of them, or first choose products or hazards.
subscription-menu =
    Your subscription; changes take effect at once:
    Products: { $products }
    Hazards: { $hazards }
    Origins: { $origins }
    Lowest level: { $level }
    Quiet hours: { $quiet }
    Daily digest: { $digest }
    What is not urgent: { $bundled }
    Time zone: { $zone }
subscription-products = Products
subscription-hazards = Hazards
subscription-origins = Origins
subscription-level = Level
subscription-quiet = Quiet hours
subscription-digest = Daily digest
subscription-stop = Unsubscribe
subscription-stopped = You are unsubscribed: nothing more by subscription, and no daily digest. Circulars that must by law be sent to you will still arrive, and you will be told when a warning that you received is over.
subscription-resume = Subscribe again
subscription-ended = You are unsubscribed. Press “Subscribe again” to go on with the same settings.
unsubscribe-nothing = You have no subscription to end. Circulars that must by law be sent to you do not depend on one and will still arrive.
subscription-everything = all
subscription-off = off
subscription-pick-products = { $count ->
    [0] Which products? Choose one or more, or type to search. Choosing none means all.
   *[other] Chosen: { $ticked }. Choose more, type to search, or press “Done”.
    }
subscription-pick-hazards = { $count ->
    [0] Which hazards? Choose one or more, or type to search. Choosing none means all.
   *[other] Chosen: { $ticked }. Choose more, type to search, or press “Done”.
    }
subscription-pick-origins = { $count ->
    [0] Which countries or regions of origin? Choose one or more, or type to search. Choosing none means all.
   *[other] Chosen: { $ticked }. Choose more, type to search, or press “Done”.
    }
subscription-ask-level = From which level upwards should we notify you? Red is the highest, blue the lowest.
subscription-ask-quiet = When should we not disturb you? You can also type it, such as 22-7. Red warnings come at any time.
subscription-quiet-off = No quiet hours
subscription-quiet-wrong = We did not understand these hours. Please type two full hours, such as 22-7.
subscription-ask-digest = At what hour do you want a daily digest? You can also type a full hour from 0 to 23.
subscription-digest-off = No digest
subscription-digest-wrong = Please type a full hour from 0 to 23, such as 9.
subscription-bundled = Bundling
subscription-bundled-together = bundled with the daily digest
subscription-bundled-singly = one by one
subscription-ask-bundled = Should circulars that come by subscription and are not urgent be bundled with your daily digest? Red warnings, circulars that must by law be sent to you and those that ask for an answer still come at once, one by one.
subscription-zone = Time zone
subscription-ask-zone = By which clock are quiet hours and the digest meant? You can also type the name of a time zone, such as Asia/Bangkok.
subscription-zone-ours = That of this platform ({ $zone })
subscription-zone-name = { $zone }
subscription-zone-wrong = We do not know this time zone. Please press a button or type its international name, such as Asia/Bangkok.
zone-asia-shanghai = Beijing
zone-asia-urumqi = Xinjiang
zone-asia-hong-kong = Hong Kong
zone-asia-singapore = Singapore
zone-asia-tokyo = Tokyo
zone-europe-berlin = Berlin
zone-europe-london = London
zone-america-new-york = New York
zone-america-los-angeles = Los Angeles
subscription-hours = { $begins }:00 to { $ends }:00
subscription-hour = { $hour }:00
ticks-all = All
ticks-whole-list = Show the whole list
ticks-none-found = Nothing found for “{ $search }”. Please try other words.

bind-ask-uscc = Please enter your company’s unified social credit code (18 characters).
bind-uscc-placeholder = 18 characters
bind-uscc-wrong = This code is not valid. It must have 18 characters, the last of which is a check character. Please compare it with your business licence.
bind-uscc-yours = You are bound to this code already.
bind-ask-company = Please enter the company’s name as on its business licence.
bind-ask-contact = What is your name? The customs office will contact you to confirm it.
bind-ask-phone = Please leave a telephone number.
bind-review =
    Please check:
    Company: { $company }
    Unified social credit code: { $uscc }
    Contact: { $contact }
    Telephone: { $phone }
    The customs office will confirm it.
bind-label-uscc = Credit code
bind-label-company = Company name
bind-label-contact = Contact
bind-label-phone = Telephone
bind-requested = Your request to act for “{ $company }” ({ $uscc }) has been sent. You will be told when the customs office has checked it.
bind-waiting = Your request for “{ $company }” ({ $uscc }) is being checked. Please wait.
bind-bound-already = You currently act for “{ $company }”. Continue if you want to change to another company.
binding-card =
    A company asks to be bound to its credit code. Please check:
    Company: { $company }
    Unified social credit code: { $uscc }
    Contact: { $contact }
    Telephone: { $phone }
binding-brief = A company asks to be bound to its credit code. Please sign in to check it.
binding-confirm = Confirm
binding-refuse = Refuse
binding-confirmed = Confirmed. You can now receive and answer warnings for “{ $company }”. You may want to set up a subscription.
binding-refused =
    Your request for “{ $company }” was not accepted.
    Reason: { $reason }
    Once you have corrected it, you can apply again with /bind.

report-ask-text = Please describe the risk: which product (brand, model, batch), what went wrong, how many are affected, and what you have done.
report-ask-trade = Which of these applies to the goods?
report-ask-harm = What harm has been caused?
report-ask-files = { $count ->
    [0] Send test reports or photos if you have any; otherwise skip this.
    [one] One file received. Send more, or press “Done”.
   *[other] { $count } files received. Send more, or press “Done”.
    }
report-from-words = What you wrote is kept as the start of a risk report. We have a few more questions, and you can check it before it is sent. If you did not mean to report, press “Cancel”.
report-review =
    Please check the risk report (Article 10 of the Measures):
    { $text }
    Trade: { $trade }
    Harm: { $harm }
    Files: { $files }
report-label-text = Description
report-label-trade = Trade
report-label-harm = Harm
report-label-files = Files
report-done = The risk report has been received as { $number }. The customs office will contact you.
