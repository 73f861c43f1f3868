# An officer puts right what triage said

# On the card
correct-was = { $now } (corrected from “{ $was }”)
correct-was-by =
    { $harm }
    Corrected by: { $corrector }, { $at }

# The dialogue
officer-button-correct = Correct
correct-at-home = Please correct signal #{ $number } on our own page.
correct-ask-which = Several tips are on signal #{ $number }. Which one do you want to correct? You can type its number too.
correct-all-tips = All { $count } (and the signal as a whole)
correct-tip = { $tip } · { $at } · { $product } · “{ $quote }”
correct-ask-field =
    { $count ->
        [1] Signal #{ $number }, tip { $tip }, is sorted as:
       *[other] All { $count } tips on signal #{ $number } are sorted as:
    }
    { $inside ->
        [0] Scope: { $scope }
       *[other] Product: { $product }
            Hazards: { $hazards }
    }
    Worst harm: { $harm }
    What is not right?
correct-button-product = Product
correct-button-hazards = Hazards
correct-button-harm = Harm
correct-button-scope = Not an industrial product
correct-ask-product = What product is signal #{ $number } about? Press one, or type a few letters to search.
correct-whole-list = All { $count } groups
correct-guessed = No group has “{ $search }” in its name. Going by these words, it is most likely one of the following.
correct-none-likely = No group has anything to do with “{ $search }”. Please try other words, or choose from the whole list below.
correct-ask-hazards =
    Which hazards does signal #{ $number } involve? Choose any number; press again to remove one; then press “Done”.
    Chosen: { $ticked }
correct-ask-harm = By what this tip says, what is the worst that happened?
correct-ask-scope = Whose matter is it?
correct-elsewhere-food = Food
correct-elsewhere-cosmetics = Cosmetics
correct-elsewhere-animal-plant = Animals, plants and their products
correct-elsewhere-medicine = Medicines
correct-elsewhere-service = A dispute about price, refund, delivery or service
correct-elsewhere-nothing = None of these (advertising, small talk)
correct-confirm =
    { $whole ->
        [0] Tip { $tip } will be taken off signal #{ $number } as “{ $where }”.
       *[other] { $count ->
            [one] The tip on signal #{ $number } will be moved
           *[other] The { $count } tips on signal #{ $number } will be moved
        } out of scope as “{ $where }”, and the signal will be dismissed.
    }
    { $told ->
        [0] The tipster will hear that the case is closed.
       *[other] The tipster will hear that the case is closed, and whom to turn to.
    }
    This cannot be undone.
correct-button-move-out = Move it out
correct-moved-out = { $closed ->
        [0] Tip { $tip } has been taken off signal #{ $number }, and the tipster has been told.
       *[other] Signal #{ $number } is out of scope and has been dismissed. The tipster has been told.
    }
correct-done = Signal #{ $number } is corrected. What it was before is kept on record, and automatic sorting will learn from it.
correct-nothing = That is how it is already. Signal #{ $number } has not been changed.
correct-button-undo = Undo this correction
correct-undone = The correction of signal #{ $number } is undone. It is sorted as before.
correct-changed-meanwhile = Since you opened it, signal #{ $number } has been corrected by somebody else or has a new tip, so you have changed nothing. Please look at the card as it is now.
correct-alike = As corrected, signal #{ $number } looks like the same matter as #{ $other }. If it is, please merge them.
correct-apart = As corrected, this tip is about another product than the rest of signal #{ $number }. If it is another matter, please split it off in the details.
correct-reassess = Signal #{ $number } has been assessed already. If its risk has changed much by this, it has to be assessed again (Art. 14): press “Commission assessment”.
correction-left = { $left ->
        [0] { "" }
       *[other] { " " }(moved off this signal)
    }
officer-correction =
    { $undone ->
        [0] Correction ({ $at }, { $corrector }) of tip { $tip }{ correction-left }:
       *[other] Correction ({ $at }, { $corrector }, later undone) of tip { $tip }{ correction-left }:
    }{ $product_changed ->
        [0] { "" }
       *[other] { "" }
            Product: { $product_before } → { $product_after }
    }{ $hazards_changed ->
        [0] { "" }
       *[other] { "" }
            Hazards: { $hazards_before } → { $hazards_after }
    }{ $harm_changed ->
        [0] { "" }
       *[other] { "" }
            Harm: { $harm_before } → { $harm_after }
    }{ $scope_changed ->
        [0] { "" }
       *[other] { "" }
            Scope: { $scope_before } → { $scope_after }
    }
    Automatic sorting had said: { $product_said }; { $hazards_said }; { $harm_said }; { $scope_said }
citizen-sent-on = About your report { $number }: { $whose }
