# The citizen's dialogue: a tip from its first words to its case number.
citizen-welcome = Tell us: what is it, and what happened? You can also send a photo first.
citizen-ask-words = In your own words: what is it, and what happened?
citizen-ask-words-for-photo = We have your photo. Please add a sentence or two: what is it, and what happened?
citizen-unclear =
    We handle safety problems with imported and exported industrial products: toys, appliances, clothing, car parts and the like.
    If yours is one, tell us what it is and what happened, for example: "An imported toy car I bought online smoked while charging".
typed-thanks = thankyou|thanks|thankyouverymuch|verymuch|alot|great|fine|ok|okay|gotit|isee|cheers|谢谢|多謝
citizen-thanked = You are welcome. If anything new happens, just tell us. Send /mytips to see progress.
citizen-greeted = Hello, we are here. If an imported or exported product (a toy, an appliance, clothing, a car part and the like) is unsafe, just tell us: what is it, and what happened? You can also send a photo first.
citizen-greeted-again = We are here. Please go on.
citizen-no-photo = That is all right, it works without a photo. If anything new happens, just tell us.
citizen-calm = We are sorry that this is upsetting. Please tell us what the product is and what happened, and we will file it at once.
citizen-not-told-yet = We have not understood yet what you want to report, so nothing is filed; what you wrote is kept. Please tell us what the product is and what happened; a photo helps too.
citizen-file-as-it-is = File it in my own words
citizen-number-unknown = There is no report { $number } in this chat. Please check the number; progress is only told in the chat that the report was made in (the same phone, computer or account).
citizen-nothing-told = We have not understood what you want to report, so nothing was filed. Please tell us in a sentence or two what the product is and what happened; a photo helps too.
citizen-file-kept = Received.
citizen-not-yet-clear = not clear yet
citizen-understood =
    Thank you for telling us. This is how we understand it:
    Product: { $product }
    Hazards: { $hazards }
    If anything is wrong, just tell us.
citizen-understood-grave =
    We are sorry that this happened. Please see to the injured first; if anyone’s life is in danger, call 120 at once (fire: 119); in Hong Kong and Macao, 999.
    This is how we understand it:
    Product: { $product }
    Hazards: { $hazards }
    We will give it priority. If anything is wrong, just tell us.
citizen-understood-fatal =
    We are deeply sorry for this loss. Our thoughts are with you and the family.
    This is how we understand it:
    Product: { $product }
    Hazards: { $hazards }
    We will give it priority. If anything is wrong, just tell us.
citizen-understood-perhaps-fatal =
    We are so sorry that this happened. If anyone still needs help, call 120 at once; in Hong Kong and Macao, 999.
    This is how we understand it:
    Product: { $product }
    Hazards: { $hazards }
    We will give it priority. If anything is wrong, just tell us.
# Said at once where the danger goes on; what to do first, and whom to call.
citizen-safety-gas = Please leave the building first: touch no switches, use no flame, shut the valve and open a window only if you pass them; call 119 from outside (999 in Hong Kong). If anyone is dizzy, sick or will not wake, call 120 at once (999 in Hong Kong).
citizen-safety-battery = Please keep away from it first; do not touch or carry it. If it still smokes or burns, leave the room, shut the door and call 119 at once (999 in Hong Kong).
citizen-safety-fire = Please get everybody out first, shut the door behind you and take nothing with you; call 119 from a safe place at once (999 in Hong Kong). If anyone is hurt, call 120.
citizen-safety-smoke = Please do not touch it and use no water; unplug it or switch off at the mains if you can do so safely. If the smoke goes on or you see flames, leave with everybody, shut the door and call 119 at once (999 in Hong Kong).
citizen-safety-shock = Please do not touch it, nor anyone who is getting a shock; switch off at the mains if you can do so safely. If anyone got a shock, call 120 at once (999 in Hong Kong).
citizen-safety-person = If anyone is trapped, call 119 at once; if anyone is unconscious, cannot breathe or is hurt, call 120 at once (999 for both in Hong Kong), and do as they tell you on the telephone.
citizen-safety-swallowed = Please go to the emergency department or call 120 at once (999 in Hong Kong); say what was swallowed, and take the same thing or its packing along if you can. Do not make them vomit, and give no food or drink for now.
citizen-safety-other = Please keep away from it first and do not touch it. Call 119 for a fire, a leak or anyone trapped, and 120 for anyone hurt or unwell (999 in Hong Kong).
citizen-ask-product = Which product is it? Name it, with brand and model if you know them.
citizen-ask-what = What went wrong? For example smoke, breakage, a cut, a sharp smell.
citizen-ask-trade = Where did it come from? You can also tell us where you bought it.
citizen-ask-harm = Was anybody hurt?
citizen-ask-photo = Do you have a photo of the product, its label or the damage? It helps us to check.
citizen-placeholder-what = e.g. imported toy car smoked while charging
citizen-placeholder-product = e.g. a child's scooter, brand …
citizen-placeholder-photo = Send a photo, or write a note
citizen-harm-none = Nobody was hurt
citizen-harm-minor = Minor injury (graze, rash, no hospital stay)
citizen-harm-serious = Serious injury (hospital stay, fracture, burns, poisoning)
citizen-harm-fatal = Somebody died
citizen-refer-food = This is about food. Please report it to the market regulator on 12315; for imported food you can also call customs on 12360. We handle imported and exported industrial products here.
citizen-refer-cosmetics = This is about cosmetics. Please report it to the medical products regulator on 12315; for imported cosmetics you can also call customs on 12360. We handle imported and exported industrial products here.
citizen-refer-animal-plant = This is about animals, plants or their products. Please call customs on 12360; the quarantine service will deal with it. We handle imported and exported industrial products here.
citizen-refer-medicine = This is about medicine. Please report it to the medical products regulator on 12315. We handle imported and exported industrial products here.
citizen-refer-service = For disputes about prices, refunds, delivery or service, please call the market regulator on 12315. If the product itself is unsafe, tell us.
citizen-refer-domestic = Products made and sold in the mainland are handled by the market regulator: please call 12315. If yours was imported, exported or bought online from abroad, tell us.
citizen-refer-agreed = Understood
citizen-refer-ours = It is a safety problem with an imported or exported product
citizen-referred = We have noted this as { $number }. Please call the authority named above.
citizen-case-referred = not handled here, please call 12315 or customs on 12360
citizen-case-referred-food = about food: please report it to the market regulator on 12315 (for imported food also customs on 12360)
citizen-case-referred-cosmetics = about cosmetics: please report it to the medical products regulator on 12315 (for imported cosmetics also customs on 12360)
citizen-case-referred-animal-plant = about animals or plants: please report it to customs on 12360
citizen-case-referred-medicine = about medicine: please report it to the medical products regulator on 12315
citizen-case-referred-service = a consumer dispute: please report it to the market regulator on 12315
citizen-case-referred-domestic = made and sold in the mainland: please report it to the market regulator on 12315
citizen-received =
    We have received your report. Its number is { $number }.
    Please keep this number. Send /mytips at any time to see progress. If anything new happens, just tell us.
citizen-real-name-why =
    Article 9 of the Measures for the Risk Management of Import and Export Industrial Products asks for your real name, so that we can verify your report and reply to you.
    Your name, identity document and phone number are used for this case only, stored encrypted, and never given to the company you report.
    Please enter them on our own page, never in the chat. The link works once and for one day.
citizen-real-name-or-not = You may decline. We will then keep your report as an unnamed lead, which cannot start a risk assessment by itself.
citizen-real-name-button = Give my real name
citizen-real-name-decline = Not now
citizen-real-name-declined = Your report is kept as an unnamed lead. If you change your mind, send /realname.
citizen-real-name-known = We already have your real name, thank you.
citizen-no-cases = You have not reported anything yet. Just tell us what happened.
citizen-case =
    { $number } · { $product }
    { $status } · { $at }
citizen-more-cases = Older reports: { $count }
citizen-status-told = News on your report { $number }: { $status }.
citizen-supplemented = Added to report { $number }, thank you.
citizen-supplemented-product = Added to { $number }; the product is now “{ $product }”. Thank you.
citizen-which = Which case is this about? Please press a button below. We have kept what you just wrote.
citizen-which-case = Add to report { $number }
citizen-which-ended = Case { $number } is closed, so nothing can be added to it. What you wrote is kept; you can tell us as another matter.
citizen-which-new = Something else
citizen-relay-ask = Please write your answer; you can also send photos. The officer does not see who you are.
citizen-relay-or-tip = An officer's question is waiting for your answer. What you just wrote is:
citizen-relay-is-answer = The answer to it
citizen-relay-is-tip = Something else
citizen-relay-sent = Passed on to the officer, thank you.
citizen-relay-answered-before = You have answered that question already, thank you. If you have more to add, just tell us.
citizen-warnings-on-product = Public warnings in force on this kind of product: { $count }
citizen-warnings-found = Public warnings in force, newest first: { $count }
citizen-no-warnings = No public warnings are in force at the moment.
citizen-no-warnings-found = No public warning matches. Try another word, for example /warnings toys.
citizen-warning =
    { $title }
    { $level } · { $number } · { $at }
citizen-warning-read = Read the warning
