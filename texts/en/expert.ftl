# Commissions
expert-commission =
    Assessment commission · signal #{ $number } · { $state }
    From: { $office }
    Due: { $due }
    Product: { $product }
    Hazards: { $hazards }
    Worst harm: { $harm } (tips: { $tips })
    { $checked ->
        [0] Verification: no finding yet
       *[other] Verification found: { $finding }
    }
    { $asked ->
        [0] Please write the assessment report.
       *[other] Please answer in particular: { $question }
    }{ $returned ->
        [0] { "" }
       *[other] { " " }Returned because: { $reason }
    }
    From the tips:
    { $quotes }
expert-commission-brief = You have an assessment commission: signal #{ $number }, due { $due }.
expert-button-show = Show the commission
expert-button-accept = Accept
expert-button-decline = Decline
expert-button-write = Write the report
expert-tasks = { $count ->
        [one] You have one assessment task.
       *[other] You have { $count } assessment tasks.
    } Press one to see it.
expert-tasks-none = You have no assessment tasks.
expert-task-row = #{ $number } · { $state } · by { $due }
expert-accepted = You have accepted. Please submit the report by { $due }.
expert-declined = You have declined. The office will ask somebody else.
expert-submitted = The assessment report on signal #{ $number } is in and will be reviewed.
expert-report-adopted = Your assessment report on signal #{ $number } has been adopted. Thank you.
expert-report-returned = Your assessment report on signal #{ $number } was returned. To be added or corrected: { $reason }
decline-ask-reason = Why are you declining? The office sees the reason.

# The report (Art. 13)
assess-ask-method = Which method do you use? Usual for these hazards: { $usual }.
assess-ask-category = Which category of risk is it?
assess-ask-scenario = How does the injury happen? Please describe, in order, the defect, the use and the injury.
assess-ask-severity =
    How severe is the injury?
    1: first aid is enough, hardly any limitation, no hospital.
    2: needs a visit to a doctor or emergency room, limits for up to six months.
    3: needs hospital, limits for more than six months, or a lasting loss of function.
    4: death, or loss of limbs or functions with severe disability.
assess-ask-probability = How likely is this injury during the product's lifetime? Press one, or write it, for example 1/250 or 0.4%.
assess-bad-probability = We could not read this probability. Please write it like 1/250 or 0.4%; it must be above 0 and at most 1.
assess-ask-level = Severity { $severity } with probability { $probability } gives “{ $level }” in the matrix. Do you accept that level?
assess-take-level = Accept: { $level }
assess-ask-judged = All in all, which level of risk is it?
assess-ask-reason = Why this level? Please give your reasons.
assess-ask-hazards = Which hazards are there? Those of the signal are already chosen. Add or remove, then press “Done”.
assess-ask-harm = Please describe the harm: to what, to whom, with what consequences.
assess-ask-scope = How far does it reach, for example models, batches, quantities, regions, groups of people?
assess-ask-residual = What risk remains after measures are taken?
assess-ask-disposal = What disposal do you recommend?
assess-review =
    Please check the assessment report on signal #{ $number }:
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
assess-label-method = Method
assess-label-category = Category
assess-label-scenario = Injury scenario
assess-label-severity = Severity
assess-label-probability = Probability
assess-label-level = Level
assess-label-judged = Level
assess-label-reason = Reason for the level
assess-label-hazards = Hazards
assess-label-harm = Harm
assess-label-scope = Scope
assess-label-residual = Residual risk
assess-label-disposal = Recommended disposal
severity-1 = 1: slight
severity-2 = 2: recoverable
severity-3 = 3: serious
severity-4 = 4: death or severe disability

# Categories: the fields of Art. 3
risk-category-safety = safety
risk-category-hygiene = hygiene
risk-category-environment = environmental protection
risk-category-health = health
risk-category-fraud = fraud
risk-category-security = national security
risk-category-unknown = not set
risk-level-unknown = not set
