# What the dialogue itself says, whatever it is about.
button-back = Back
button-skip = Skip
button-cancel = Cancel
typed-back = back|go back|返回
typed-skip = skip|pass|跳过
typed-cancel = cancel|stop|never mind|取消
typed-unsubscribe = unsubscribe|opt out|退订|退訂|取消订阅|取消訂閱
typed-correction = no|not|wrong|actually|it is not|it's not|不是|correction|i meant|sorry, i meant|i made a mistake
engine-cancelled = Cancelled. What you had written was not submitted. Write to us whenever you need us.
engine-nothing-to-cancel = There is nothing to cancel.
engine-taken-up = Let us go back to what you had not finished:
engine-nothing-before = There is no earlier question.
engine-stale-button = That button belongs to an earlier question. Please look at the latest message.
engine-unknown-button = That button no longer works. Please look at the latest message, or send /help.
engine-unknown-command = There is no such command. Send /help to see what you can do.
engine-not-for-your-role = That command is not part of your role. Send /help to see what you can do.
engine-not-understood = Sorry, we did not understand that. This is what you can do here:
engine-text-cut = Your message was too long. The first { $limit } characters were kept, the rest was not. You can send the rest as a file.
language-choose = Choose a language:
language-zh-cn = 简体中文
language-zh-hk = 繁體中文
language-en = English
language-offer-en = You can continue in English: just press the button.
language-set = We will write to you in English from now on.

welcome-citizen =
    Hello, this is Fenghuo, the service for safety problems with imported and exported goods.
    If a toy, an appliance, clothing, a car part or another such product is unsafe, tell us in your own words: what is it, and what happened? You can send photos.
    There is no form to fill in.
welcome-enterprise =
    Hello. Here you can receive, acknowledge and answer warnings, and report risks in your products.
    Send /due for what is waiting, /subscribe for your subscription settings, /report to report a risk.
welcome-officer =
    Hello. New signals arrive here.
    Send /queue for open signals, or /signal and a number for one of them.
welcome-expert =
    Hello. Assessment commissions arrive here. Send /tasks for yours.
welcome-signer =
    Hello. Circulars for your approval arrive here. Send /approvals to see them.
welcome-superior =
    Hello. Filings from offices below arrive here. Send /filings to see those waiting.
welcome-admin =
    Hello, administrator. Organisations and people are managed on the command line; send /help for how.

help-citizen =
    Just say what happened, for example: "An imported toy car I bought online smoked while charging".
    /tip – report something new
    /mytips – your reports and their progress
    /warnings – public warnings (add words to search)
    /subscribe – subscribe to warnings
    /realname – give your real name
    /bind – bind your company’s unified social credit code
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-enterprise =
    /due – warnings to acknowledge or answer
    /subscribe – subscription settings
    /report – report a product risk (Article 10)
    /mytips – your reports and their progress
    /bind – bind your unified social credit code
    /warnings – public warnings
    /channels – where documents reach you
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-officer =
    /queue – open signals
    /signal NUMBER – one signal
    /bindings – enterprise bindings to confirm
    /draft – draft a circular
    /circulars – circulars of your office
    /drills – exercises of delivery
    /undelivered – not delivered, or not acknowledged in time
    /confirmations – confirmations of service addresses
    /due – circulars to acknowledge
    /channels – where documents reach you
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-expert =
    /tasks – your assessments
    /report – report a product risk (Article 10)
    /mytips – your reports and their progress
    /due – warnings to acknowledge or answer
    /channels – where documents reach you
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-signer =
    /approvals – circulars to approve
    /drills – exercises of delivery
    /circulars – circulars of your office
    /queue – open signals
    /signal NUMBER – one signal
    /channels – where documents reach you
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-superior =
    /filings – filings to read
    /signal NUMBER – one signal of an office below
    /channels – where documents reach you
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in
help-admin =
    Organisations, people and sign-in links are managed on the command line: fenghuo org, fenghuo user, fenghuo doctor.
    /privacy – your personal data
    /language – change the language
    /cancel – cancel what you are filling in

privacy-overview =
    What we store about you:
    Reports: { $cases }; files: { $files }; chat messages: { $messages }; real name: { $named }.
    Everything is stored encrypted. The company you report is never told who you are, and every time an officer looks up your identity it is recorded.
privacy-named = given
privacy-not-named = not given
privacy-kept-until = Under Article 26 of the Measures, case files are kept for three years after closing; the earliest review for destruction is on { $until }. Major or typical cases are kept longer.
privacy-export = Export my data
privacy-erase = Erase what can be erased
privacy-withdraw = Do not contact me again
privacy-export-ready = This is everything we hold about you. Please keep it safe.
privacy-erase-sure = This erases drafts and chat outside a case, and cannot be undone. Reports you have submitted are kept as the law requires, and used only to handle the case. Erase?
privacy-erase-yes = Yes, erase
privacy-erased = { $count } messages and unsent drafts were erased.
privacy-withdrawn = We will not contact you about your reports again. Your cases will continue, and you can send /mytips to see progress.
