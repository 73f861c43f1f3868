# The citizen's dialogue: a tip from its first words to its case number.
citizen-welcome = Tell us: what is it, and what happened? You can also send a photo first.
citizen-ask-words = In your own words: what is it, and what happened?
citizen-ask-words-for-photo = We have your photo. Please add a sentence or two: what is it, and what happened?
citizen-unclear =
    We handle safety problems with imported and exported industrial products: toys, appliances, clothing, car parts and the like.
    If yours is one, tell us what it is and what happened, for example: "An imported toy car I bought online smoked while charging".
typed-thanks = thankyou|thanks|thankyouverymuch|verymuch|alot|great|fine|ok|okay|gotit|isee|cheers|谢谢|多謝
citizen-thanked = You are welcome. If anything new happens, just tell us. Send /mytips to see where your case stands.
citizen-nothing-told = We have not understood what you want to report, so nothing was filed. Please tell us in a sentence or two what the product is and what happened; a photo helps too.
citizen-file-kept = Received.
citizen-not-yet-clear = not clear yet
citizen-understood =
    Thank you for telling us. This is how we understand it:
    Product: { $product }
    Danger: { $hazards }
    If that is wrong, just correct us.
citizen-understood-grave =
    We are sorry that this happened. Please see to the injured first; if a life is in danger call 120 at once (fire: 119).
    This is how we understand it:
    Product: { $product }
    Danger: { $hazards }
    It will be handled with priority.
citizen-ask-product = Which product is it? Name it, with brand and model if you know them.
citizen-ask-what = What went wrong? For example smoke, breakage, a cut, a sharp smell.
citizen-ask-trade = How did you come by it? You can also write where you bought it.
citizen-ask-harm = Was anybody hurt?
citizen-ask-photo = Do you have a photo? The product, its label or the damage: it helps us to check.
citizen-placeholder-what = e.g. imported toy car smoked while charging
citizen-placeholder-product = e.g. a child's scooter, brand …
citizen-placeholder-photo = Send a photo, or write a note
citizen-harm-none = Nobody was hurt
citizen-harm-minor = Minor (graze, rash, out-patient)
citizen-harm-serious = Serious (hospital, fracture, burns, poisoning)
citizen-harm-fatal = Somebody died
citizen-refer-food = This is about food. Please report it to the market regulator on 12315; for imported food you can also call customs on 12360. We handle imported and exported industrial products here.
citizen-refer-cosmetics = This is about cosmetics. Please report it to the medical products regulator on 12315; for imported cosmetics you can also call customs on 12360. We handle imported and exported industrial products here.
citizen-refer-animal-plant = This is about animals, plants or their products. Please call customs on 12360, where the quarantine service deals with it. We handle imported and exported industrial products here.
citizen-refer-medicine = This is about medicine. Please report it to the medical products regulator on 12315. We handle imported and exported industrial products here.
citizen-refer-service = For disputes about price, refund, delivery or service please call 12315; the market regulator handles them. If the product itself is unsafe, tell us.
citizen-refer-domestic = Products made and sold in the mainland are the market regulator's: please call 12315. If it was imported, exported or bought across the border, tell us.
citizen-refer-agreed = I see
citizen-refer-ours = It is a safety problem with an imported or exported product
citizen-referred = Noted under number { $number }. Please contact the authority on the number above.
citizen-case-referred = referred, please contact the authority named
citizen-received =
    Your report is received. Its number is { $number }.
    Keep the number; /mytips shows you how it stands at any time. If anything new happens, just tell us.
citizen-real-name-why =
    Under Article 9 of the Measures for Imported and Exported Industrial Products we ask you for your real name, so that we can check and answer.
    Name, document and phone are used for this case only, stored encrypted, and never given to the firm you report.
    Please fill it in on our own page, never in the chat. The link is good for one day and one use.
citizen-real-name-or-not = You may decline. Your report is then kept as an unnamed lead, which alone cannot open a risk assessment.
citizen-real-name-button = Give my real name
citizen-real-name-decline = Not now
citizen-real-name-declined = Your report is kept as an unnamed lead. If you change your mind, send /realname.
citizen-real-name-known = You have given your real name already, thank you.
citizen-no-cases = You have not reported anything yet. Just tell us what happened.
citizen-case =
    { $number } · { $product }
    { $status } · { $at }
citizen-more-cases = And { $count } older ones.
citizen-status-told = News on your report { $number }: { $status }.
citizen-supplemented = Added to report { $number }, thank you.
citizen-which = What is this about? Press a button below; what you have just written is kept.
citizen-which-case = Add to report { $number }
citizen-which-new = Something else
citizen-relay-ask = Please write your answer; photos are welcome too. Nobody sees who you are.
citizen-relay-or-tip = An officer's question is waiting for your answer. What you just wrote is:
citizen-relay-is-answer = The answer to it
citizen-relay-is-tip = Something else
citizen-relay-sent = Passed on to the officer, thank you.
citizen-relay-answered-before = You have answered that question already, thank you. If you have more to add, just tell us.
citizen-warnings-on-product = { $count } public warnings are in force on this kind of product:
citizen-warnings-found = { $count } public warnings, the newest first:
citizen-no-warnings = There is no public warning in force at the moment.
citizen-no-warnings-found = No public warning matches. Try another word, for example /warnings toys.
citizen-warning =
    { $title }
    { $level } · { $number } · { $at }
citizen-warning-read = Read it
