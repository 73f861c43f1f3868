# The signal card
officer-card =
    { $grave ->
        [0] Signal #{ $number }
       *[other] URGENT: signal #{ $number }
    } · { $state }
    Product: { $product }
    Hazards: { $hazards }
    Worst harm: { $harm }
    Urgency: { $urgency }{ $placed ->
        [0] { "" }
       *[other] { "\u000A" }Where: { $place }
    }{ $cited ->
        [0] { "" }
       *[other] { "\u000A" }Standards cited: { $standards }
    }
    Tips: { $tips } ({ $named } named, { $unnamed } unnamed), { $files ->
        [one] { $files } attachment
       *[other] { $files } attachments
    }{ $checked ->
        [none] { "" }
        [right] { "\u000A" }The files say (confirmed by the tipster): { $read }
       *[other] { "\u000A" }The files say (not confirmed by the tipster): { $read }
    }
    Taken by: { $holder }
    Deadline: { $clock ->
        [none] none running
        [overdue] { $due }, overdue
       *[running] { $due }
    }
    Reason for joining: { $joined }
    { $caution ->
        [some] Note: some tips are unnamed and must be verified first.
            Newest tip ({ $tip }):
        [alone] Note: all tips are unnamed. No assessment before verification finds evidence or a tipster gives a real name.
            Newest tip ({ $tip }):
       *[none] Newest tip ({ $tip }):
    }
    “{ $quote }”
officer-card-merged =
    Signal #{ $number } · { $state }
    { $elsewhere ->
        [0] Merged into #{ $into }, with all its tips and files. Please go on there.
       *[other] Merged into #{ $into } of { $office }, which goes on with it.
    }
officer-card-brief = { $grave ->
        [0] Signal #{ $number } is waiting for you.
       *[other] URGENT: signal #{ $number } involves serious harm to people. Please act without delay.
    }
officer-holder-nobody = nobody yet

# Buttons
officer-button-acknowledge = Take it
officer-button-begin = Begin verification
officer-button-verify = Record verification
officer-button-enter = Enter
officer-button-commission = Commission assessment
officer-button-decide = Decide
officer-button-draft = Draft a warning
officer-button-close = Close
officer-button-ask = Ask the tipster
officer-button-ask-again = Ask again
officer-button-answered = Answered another way
officer-button-dismiss = Dismiss
officer-button-transfer = Transfer
officer-button-merge = Merge
officer-button-split = Split off
officer-button-details = Details
officer-button-show = Show the signal
officer-button-show-other = Show #{ $number }
officer-button-adopt = Adopt the report
officer-button-return = Return for more work

# The queue
officer-queue =
    Open signals: { $open }, of which { $overdue } overdue and { $grave } with serious harm.{ $pages ->
        [1] { "" }
       *[other] { " " }Page { $page } of { $pages }.
    }
    Press one to see it.
officer-queue-empty = There are no open signals.
officer-queue-row = { $overdue ->
        [0] #{ $number }
       *[other] OVERDUE #{ $number }
    } { $product } · { $harm } · { $tips ->
        [one] { $tips } tip
       *[other] { $tips } tips
    } · { $state }
officer-queue-row-brief = { $overdue ->
        [0] #{ $number }
       *[other] OVERDUE #{ $number }
    } { $harm } · { $state }
officer-signal-which = Please give the signal's number, for example: /signal 12

# After an act
officer-acknowledged = You have taken signal #{ $number }. Please verify it by the deadline.
officer-verification-begun = Verification of signal #{ $number } has begun. The tipsters have been told.
officer-verified = The verification of signal #{ $number } is saved: the report is confirmed. Please enter the signal next.
officer-not-verified = The verification of signal #{ $number } is saved: the report is not confirmed. The signal is dismissed and the tipsters have been told.
officer-entered = Signal #{ $number } has been entered. You can now commission an assessment or draft a warning.
officer-dismissed = Signal #{ $number } is dismissed. The reason is on record and the tipsters have been told.
officer-closed = Signal #{ $number } is closed. The tipsters have been told.
officer-transferred = { $there ->
        [0] Signal #{ $number } has been transferred to { $office }.
       *[other] Signal #{ $number } has been transferred to { $office }, where its number is #{ $there }.
    }
officer-merged = Signal #{ $number } has been merged into #{ $into }, with all its tips.
officer-asked =
    Your question has been passed on to the tipster of { $tip }. Neither of you is told who the other is. The tipster sees:
    “{ $question }”
officer-commissioned = The assessment of signal #{ $number } has been commissioned from { $institution }, due { $due }.
officer-adopted = The assessment report on signal #{ $number } is adopted. Please decide next.
officer-returned = The report has been returned to the expert. It is now due { $due }.
officer-decided = The decision on signal #{ $number } is on record.
officer-decided-warn = The decision on signal #{ $number } is on record. Press “Draft a warning” next.
officer-tip-answered = On record: the tipster of { $tip } was answered in another way.

# Details
officer-details =
    Signal #{ $number } · { $state }
    Office: { $office }
    Opened: { $opened }
    { $merged ->
        [0] Tips: { $tips }{ $pages ->
            [1] .
           *[other] , newest first, page { $page } of { $pages }.
        }
       *[other] Merged into #{ $merged }, where all its tips are.
    }{ $reasoned ->
        [0] { "" }
       *[other] { " " }Note: { $reason }
    }
officer-details-page = Tips, page { $page } of { $pages }.
officer-details-brief = The details of signal #{ $number } are on our own page.
officer-tip =
    { $named ->
        [0] Tip { $tip } (unnamed)
       *[other] Tip { $tip } (named)
    } · { $at }
    Source: { $source }; trade: { $trade }
    Where bought: { $where }
    Injuries: { $injuries }
    The tipster has been told: { $status }
    Reason for joining: { $joined }
    “{ $quote }”
officer-relay-asked = { $at }, we asked: “{ $quote }”
officer-relay-said = { $at }, the tipster replied: “{ $quote }”
officer-relay-answer =
    Signal #{ $number }: the tipster of { $tip } has replied{ $files ->
        [0] { "" }
        [one] , with { $files } attachment
       *[other] , with { $files } attachments
    }.
    “{ $quote }”
officer-relay-answer-brief = Signal #{ $number }: the tipster of { $tip } has replied.
officer-file = Attachment { $number } of { $tip }
officer-verification =
    Verification ({ $at }): { $holds ->
        [0] not confirmed
       *[other] confirmed
    }
    Method: { $method }
    Investigator: { $investigator }
    What was done: { $checks }
    Finding: { $finding }
    Evidence: { $evidence }
officer-assessment = Assessment ({ $institution }): { $state }{ $reasoned ->
        [0] { "" }
       *[other] . Reason: { $reason }
    }
officer-decision =
    Decision ({ $at }){ $uncertain ->
        [0] { "" }
       *[other] { " " }· emergency measure, the risk is not yet certain
    }
    Warnings: { $warnings }
    Rapid-response measures: { $measures }{ $reasoned ->
        [0] { "" }
       *[other] . Reason for no measure: { $reason }
    }
officer-none = none
officer-investigator-self = our own office

# Verification
verify-ask-method = How did you verify it?
verify-ask-investigator = Who verified it?
verify-ask-checks = What was checked? Please give the time, the place and what was examined.
verify-ask-finding = What was found?
verify-ask-evidence = What evidence is there, such as report numbers, photos or documents? You can skip this.
verify-ask-holds = Is what was reported confirmed? If not, the signal is dismissed and the tipsters are told.
verify-holds = Confirmed
verify-holds-not = Not confirmed
verify-review =
    Please check the verification of signal #{ $number }:
    Method: { $method }
    Investigator: { $investigator }
    What was done: { $checks }
    Finding: { $finding }
    Evidence: { $evidence }
    Conclusion: { $holds ->
        [0] not confirmed, dismiss
       *[other] confirmed
    }
verify-label-method = Method
verify-label-investigator = Investigator
verify-label-checks = What was done
verify-label-finding = Finding
verify-label-evidence = Evidence
verify-label-holds = Conclusion

# Dismissal, transfer, merging
dismiss-ask-reason = Why is it dismissed? The reason is kept on record; the tipsters are told only that the case is closed.
dismiss-review =
    Signal #{ $number } will be dismissed and the tipsters will be told.
    Reason: { $reason }
dismiss-label-reason = Reason
transfer-ask-office = To which office?
transfer-ask-reason = Why is it transferred? The receiving office sees the reason.
transfer-nowhere = There is no office to transfer to. Please ask an administrator to check the table of competence.
merge-ask-into = Into which signal should #{ $number } be merged? You can type its number too.
merge-review =
    { $this_is }
    will be merged into { $that_is }
    Its information and files go along; #{ $this } will not be handled by itself any more.
merge-label-into = Into which
merge-target-gone = Signal #{ $number } is now “{ $state }”: a colleague dealt with it after you opened this, so nothing can be moved into it. Please choose another one.
merge-nothing = There is no other open signal to merge #{ $number } into.

# Questions to tipsters
ask-nobody = Nobody behind signal #{ $number } wishes to be contacted any more, so no question can be asked.
ask-merged = Signal #{ $number } has been merged into #{ $into }. Please ask the tipster there.
ask-which = Whom do you want to ask?
ask-tip = { $tip } · { $at } · { $named ->
        [0] unnamed
       *[other] named
    }
ask-question = Please write your question. Leave out your own name and number: the tipster sees only the question.
relay-question =
    About your report { $number }, the officer in charge would like to ask you:
    “{ $question }”
    The officer is not told who you are.
relay-button-answer = Answer

# Commissioning
commission-ask-expert = Which expert should assess it?
commission-expert = { $name } ({ $institution })
commission-ask-days = By when?
commission-days = { $days } working days ({ $due })
commission-ask-question = What should the expert answer in particular? You can skip this.
commission-running = Signal #{ $number } is still being assessed by { $institution }.
commission-nobody = No expert of a technical institution is registered. Please ask an administrator to add one.
officer-assessment-accepted = Signal #{ $number }: the expert has accepted the commission.
officer-assessment-declined = Signal #{ $number }: the expert has declined. Reason: { $reason }. Please commission somebody else.
return-ask-reason = What has to be added or corrected?
assessment-report =
    Assessment report on signal #{ $number }
    Method: { $method }
    Category: { $category }
    Level: { $level }
    { $injury ->
        [0] Reason for the level: { $reason }
       *[other] Injury scenario: { $scenario }
            Severity: { $severity }, probability: { $probability }{ $reasoned ->
                [0] { "" }
               *[other] . Reason for another level: { $reason }
            }
    }
    Hazards: { $hazards }
    Harm: { $harm }
    Scope: { $scope }
    Residual risk: { $residual }
    Recommended disposal: { $disposal }
assessment-report-brief = The assessment report on signal #{ $number } is in. Please review it.

# Decision
decide-ask-warnings = Which warnings should be issued? Choose any number, or none, then press “Done”.
decide-ask-measures = Which rapid-response measures should be taken? Choose any number, or none, then press “Done”.
decide-ask-reason = You have chosen no measure. Please give the reason.
decide-review =
    Please check the decision on signal #{ $number }{ $uncertain ->
        [0] { "" }
       *[other] { " " }(emergency measure, the risk is not yet certain)
    }:
    Warnings: { $warnings }
    Rapid-response measures: { $measures }{ $reasoned ->
        [0] { "" }
       *[other] . Reason for no measure: { $reason }
    }
decide-label-warnings = Warnings
decide-label-measures = Rapid-response measures
decide-label-reason = Reason

# Credit codes
officer-bindings = { $count ->
        [one] One company has asked
       *[other] { $count } companies have asked
    } to bind a credit code. Oldest first, { $shown } shown. Please check and decide.
officer-bindings-none = No company is waiting for its credit code to be confirmed.
officer-binding-confirmed = The request from { $company } ({ $uscc }) has been confirmed.
officer-binding-refused = The request from { $company } ({ $uscc }) has been refused.
binding-ask-reason = Why is it refused? The applicant sees the reason.

# Clocks
clock-warning = Reminder: { $percent }% of the time for “{ $kind }” on { $number } has passed. It is due { $due }. Office: { $office }.
clock-missed = Overdue: “{ $kind }” on { $number } was not done by { $due }. Office: { $office }. Please follow it up.
clock-unknown-year = The working days of { $year } are not known yet. For now, deadlines count Monday to Friday. Please ask an administrator to complete the holiday table.

# Forms
form-name = { $name }
form-keep = Leave unchanged
form-write-words = Please answer in words.
form-too-long = That is too long. Please keep it within { $limit } characters.
form-press-a-button = Please press one of the buttons below.
form-tick-one = Please choose at least one.
form-done = { $count ->
        [0] Done (none)
       *[other] Done ({ $count })
    }
form-first = This is the first question.
form-submit = Submit
form-change = Change
form-change-what = What would you like to change?
form-page-before = Previous page
form-page-next = Next page ({ $page }/{ $pages })

# Refusals
error-taken = Signal #{ $number } has already been taken by another officer. You need not take it.
error-unnamed-only = Signal #{ $number } has unnamed tips only, which cannot open an assessment by themselves. Ask a tipster to give a real name, or find evidence by verification.
error-tip-alone = Tip { $tip } is the only one on signal #{ $number }, so there is nothing to split it off from.
error-tip-elsewhere = Tip { $tip } is on signal #{ $number } by now and was not split off. Please look at #{ $number }.
error-tip-moved-out = Tip { $tip } has been moved out of scope and is on no signal, so it cannot be split off.
error-contact-withdrawn = The tipster of { $number } no longer wishes to be contacted, so no question can be asked.

# Rapid-response measures (Art. 17; Plan 11)
measure-kind-adjust-supervision = adjust inspection and supervision
measure-kind-return-goods = return the goods
measure-kind-destroy-goods = destroy the goods
measure-kind-stop-trade = stop import or export
measure-kind-stop-sale = stop sale and use
measure-kind-recall = recall
measure-kind-seal-or-seize = seal or seize
measure-kind-survey = survey similar products, the industry or the area
measure-kind-notify-departments = inform departments and propose joint action
measure-kind-rerate-credit = adjust the credit rating
measure-kind-trace = trace the goods
measure-kind-restrict-trade = restrict or ban trade

# Splitting
split-ask-into = Tip { $tip } will be split off from signal #{ $number }. Where does it belong? You can type the number of a signal too.
split-own = In a new signal of its own
officer-split = Tip { $tip } has been moved from signal #{ $number } to signal #{ $into }.

# Why information is on its signal, or why two texts are not about the same thing
join-reason-same-text = Word for word the same as a tip already there
join-reason-same-model = Same model, and the hazards agree
join-reason-same-brand-pattern = Same brand and hazards; not every tip names the model
join-reason-same-kind-pattern = Same kind of product, hazards and failure; brand and model do not contradict each other
join-reason-different-product = Different products
join-reason-different-brand = Different brands
join-reason-different-model = Different models
join-reason-different-thing = Same product group, but a different kind of item
join-reason-different-hazard = Different hazards
join-reason-different-failure = Another failure, injured person, day or place
join-reason-brand-untold = Only one names a brand, and too little else agrees
join-reason-no-common-ground = Too little information to say that they are the same
join-reason-opened = It opened this signal
join-reason-by-officer = An officer put it here
join-reason-unknown = Not recorded
join-decision-merge = merged
join-decision-move = moved
join-decision-split = split
