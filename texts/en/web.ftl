# The public's pages
web-name = Fenghuo
web-subtitle = Warnings on imported and exported goods
web-skip = Skip to content
web-nav = Main sections
web-nav-warnings = Warnings
web-nav-chat = Report a problem
web-language = Language
web-language-change = Change
web-basis = Under the Measures for the Risk Management of Import and Export Industrial Products
web-hotlines = Customs hotline 12360 · Consumer complaints 12315 · Ambulance 120
web-day = { $day }
web-front-title = Bought an unsafe product? Tell us
web-front-lead = Toys, appliances, clothing, car parts and other industrial goods that were imported, exported or bought online across the border: if one hurts people, catches fire or contains something harmful, tell us in your own words.
web-front-report = Report a problem
web-front-search = Search warnings
web-front-in-force = Warnings in force
web-front-all = See all
web-front-none = No public warning is in force at the moment.
web-front-how = What happens next
web-front-how-1 = You tell us what happened and get a case number at once. Photos, videos and receipts help.
web-front-how-2 = The customs office in charge verifies it and has the risk assessed where needed. Your number shows you how it stands.
web-front-how-3 = If the risk is real, a warning is issued or measures such as a recall are taken, and you are told.
web-search-label = Search
web-search-hint = Product, brand or hazard
web-search-product = Product group
web-search-any = All groups
web-search-go = Search
web-warnings-title = Warnings
web-warnings-found =
    { $count ->
        [one] One warning in force
       *[other] { $count } warnings in force
    }
web-warnings-none = No warning matches. Try another word, or choose “All groups”.
web-pages = Pages
web-pages-previous = Previous
web-pages-next = Next
web-pages-at = Page { $page } of { $last }
web-warning-ended = This document is no longer in force. It is shown for reference only.
web-warning-pdf = Open PDF
web-warning-report = I have something to report on this
web-enter-title = Sign in
web-enter-as = You are about to sign in as: { $role }. This link works once. Please do not pass it on.
web-enter-switches = Somebody else is signed in with this browser. If you go on, you take their place.
web-enter-go = Sign in
web-real-name-title = Your real name
web-real-name-case = For your report: { $number }
web-real-name-purpose = The rules ask for a real name when risk information is given to customs. It lets us verify the matter and tell you the outcome. A report without a name is kept too, but it cannot start a risk assessment by itself.
web-real-name-kept = Name, document number and phone number are stored encrypted. Only the officers on the case can see them, when the case needs it, and every look is recorded. The company you report will not learn who you are.
web-real-name-wrong =
    { $count ->
        [one] One entry needs a correction; see the note below.
       *[other] { $count } entries need a correction; see the notes below.
    } For your safety, please enter the document number again.
web-real-name-kind = Document
web-real-name-name = Name
web-real-name-name-hint = As on the document. Organisations give their full name.
web-real-name-number = Document number
web-real-name-number-hint = Organisations give their 18-character unified social credit code.
web-real-name-phone = Phone number
web-real-name-phone-hint = Mainland numbers as they are; for Hong Kong, Macao and Taiwan begin with +852, +853 or +886.
web-real-name-consent = I have read what this is for. I agree that these details are stored and used for this matter, and that officers may contact me.
web-real-name-submit = Submit
web-real-name-decline = Rather not? Just close this page. Your report is then kept without a name.
web-real-name-kind-incomplete = Please choose a document.
web-real-name-kind-invalid = Please choose one of the documents in the list.
web-real-name-name-incomplete = Please enter your name.
web-real-name-name-invalid = A name has 2 to 100 characters. Please write it as on the document.
web-real-name-number-incomplete = Please enter the document number.
web-real-name-number-invalid = This number is not right. Please check each character, and that the right document is chosen.
web-real-name-phone-incomplete = Please enter a phone number.
web-real-name-phone-invalid = This phone number is not right. For Hong Kong, Macao and Taiwan begin with +852, +853 or +886.
web-real-name-consent-incomplete = Please tick the box, or we may not store these details.
web-real-name-done-title = Thank you
web-real-name-done = Your details are stored, encrypted. We will tell you in the chat how the matter goes on.
web-real-name-back = Back to the chat
web-real-name-told = We have your real name and stored it encrypted. Thank you.
web-privacy-title = Privacy
web-privacy-what-title = What is stored
web-privacy-what = What you write to us, the files you send, your language and subscriptions; if you give your real name, also your name, document number and phone number. All of it is stored encrypted. Just looking at our pages leaves no personal data.
web-privacy-why-title = What for
web-privacy-why = To verify the risk you report, to tell you the outcome and to send the warnings you subscribed to. Nothing else.
web-privacy-who-title = Who can see it
web-privacy-who = The officers on the case, when the case needs it. Every look at an identity is recorded with its purpose. The company you report is never told who you are.
web-privacy-long-title = How long
web-privacy-long = Article 26 of the Measures: files on risk information are kept for three years from closing; major and typical cases are kept long-term or for good. After that they are appraised and destroyed.
web-privacy-rights-title = What you can do
web-privacy-rights = Send /privacy in the chat to get a copy of all your data, to erase what is not part of a case, or to withdraw your consent: we then stop contacting you, and the case goes on.
web-privacy-cookies-title = In your browser
web-privacy-cookies = Three necessary cookies: sign-in, protection against forged requests, language. No advertising, no tracking, nothing from other sites.
web-privacy-go = Go to the chat
web-error-home = Home
web-error-400-title = Something is missing
web-error-400-text = What was sent is incomplete or has the wrong form. Please go back, check it and try again.
web-error-401-title = Please sign in
web-error-401-text = Your sign-in has ended. Please open the chat again; staff please use a new sign-in link.
web-error-403-title = That did not work
web-error-403-text = This page may have been open for too long, or you may not do this. Please reload the page and try again.
web-error-404-title = Not found
web-error-404-text = There is no such page, or it is not open to you. Please check the address or start from the home page.
web-error-405-title = Not this way
web-error-405-text = This address cannot be opened like that. Please start from the home page.
web-error-410-title = This link has ended
web-error-410-text = The link was used already or is out of date. Please ask for a new one in the chat; staff please ask their administrator.
web-error-413-title = Too large
web-error-413-text = What you sent is too large. Please send long text in parts, or as a file of at most 10 MB.
web-error-429-title = A moment, please
web-error-429-text =
    { $minutes ->
        [one] That was too often. Please try again in a minute.
       *[other] That was too often. Please try again in { $minutes } minutes.
    } What you have typed is not lost.
web-error-500-title = Something went wrong
web-error-500-text = The fault is ours and has been recorded. Please try again later; in urgent cases call the customs hotline 12360.
web-error-503-title = Not available right now
web-error-503-text = The system is being maintained. Please try again in a few minutes; in urgent cases call the customs hotline 12360.
