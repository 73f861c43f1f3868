# What the dialogue itself says, whatever it is about.
button-back = Back
button-skip = Skip
button-cancel = Cancel
typed-back = back|go back|返回
typed-skip = skip|pass|跳过
typed-cancel = cancel|stop|never mind|取消
typed-correction = no|not|wrong|actually|it is not|it's not|不是
engine-cancelled = Cancelled. What you had written was not submitted. Just write to us when you need us.
engine-nothing-to-cancel = There is nothing to cancel.
engine-taken-up = Now back to what you had not finished:
engine-nothing-before = There is no earlier question.
engine-stale-button = That button belongs to an earlier question. Please look at the latest message.
engine-unknown-button = That button no longer works. Please look at the latest message, or send /help.
engine-unknown-command = There is no such command. Send /help to see what you can do.
engine-not-for-your-role = That command is not part of your role. Send /help to see what you can do.
engine-not-understood = Sorry, we did not understand that. This is what you can do here:
engine-text-cut = Your message was too long. The first { $limit } characters were kept, the rest was not. You can send the rest as a file.
language-choose = Choose a language:
language-zh-cn = 简体中文
language-zh-hk = 繁體中文（香港）
language-en = English
language-offer-en = You can go on in English: press the button.
language-set = Fine, we will write to you in English.

welcome-citizen =
    Hello, this is Fenghuo, the service for safety problems with imported and exported goods.
    If a toy, an appliance, clothing, a car part or another such product is unsafe, tell us in your own words: what is it, and what happened? You can send photos.
    There is no form to fill in.
welcome-enterprise =
    Hello. Here you receive warnings, acknowledge and answer them, and report risks in your products.
    Send /due for what is waiting, /subscribe for your subscription, /report to report a risk.
welcome-officer =
    Hello. New signals arrive here.
    Send /queue for the open signals, /signal and a number for one of them.
welcome-expert =
    Hello. Assessment commissions arrive here. Send /tasks for yours.
welcome-signer =
    Hello. Circulars to be signed arrive here. Send /approvals for those that wait.
welcome-superior =
    Hello. Filings from offices below arrive here. Send /filings for those that wait.
welcome-admin =
    Hello, administrator. Organisations and people are managed on the command line; send /help for how.

help-citizen =
    Just say what happened, for example: "An imported toy car I bought online smoked while charging".
    /tip report something new
    /mytips your reports and how they stand
    /warnings public warnings; add words to search
    /subscribe subscribe to warnings
    /realname give your real name
    /bind for companies: bind your unified social credit code
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-enterprise =
    /due warnings to acknowledge or answer
    /subscribe your subscription
    /report report a product risk (Article 10)
    /mytips your reports and how they stand
    /bind bind your unified social credit code
    /warnings public warnings
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-officer =
    /queue open signals
    /signal NUMBER one signal
    /bindings enterprise bindings to confirm
    /draft draft a circular
    /circulars circulars of your office
    /undelivered what could not be delivered
    /due circulars to acknowledge
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-expert =
    /tasks your assessments
    /report report a product risk (Article 10)
    /mytips your reports and how they stand
    /due warnings to acknowledge or answer
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-signer =
    /approvals circulars to sign
    /circulars circulars of your office
    /queue open signals
    /signal NUMBER one signal
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-superior =
    /filings filings to read
    /signal NUMBER one signal of an office below
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in
help-admin =
    Organisations, people and sign-in links are managed on the command line: fenghuo org, fenghuo user, fenghuo doctor.
    /privacy your personal data
    /language change the language
    /cancel cancel what you are filling in

privacy-overview =
    What we store about you:
    { $cases } reports, { $files } files, { $messages } chat messages; real name: { $named }.
    Everything is stored encrypted. The firm you report never learns who you are; every look by an officer is recorded.
privacy-named = given
privacy-not-named = not given
privacy-kept-until = Under Article 26 of the Measures, case files are kept for three years after closing; the earliest review is on { $until }. Major and typical cases are kept longer.
privacy-export = Export my data
privacy-erase = Erase what can be erased
privacy-withdraw = Do not contact me again
privacy-export-ready = This is everything we hold about you. Please keep it safe.
privacy-erase-sure = This erases drafts and chat outside a case, and cannot be undone. Reports that you submitted are kept as the law demands, for handling the case only. Erase?
privacy-erase-yes = Yes, erase
privacy-erased = { $count } messages and unsent drafts were erased.
privacy-withdrawn = We will not contact you about your reports again. The cases go on, and /mytips shows you how they stand.
