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
web-hotlines = Mainland customs hotline 12360 · Consumer complaints 12315 · Ambulance 120
web-day = { $day }
web-front-title = Unsafe product? Tell us
web-front-lead = Toys, appliances, clothing, car parts: if an imported or exported product, or one bought online from abroad, hurts someone, catches fire or contains something harmful, tell us in your own words.
web-front-report = Report a problem
web-front-search = Search warnings
web-front-in-force = Warnings in force
web-front-all = See all
web-front-none = No public warnings are in force at the moment.
web-front-how = What happens next
web-front-how-1 = You tell us what happened and get a case number at once. You can add photos, videos and receipts.
web-front-how-2 = The customs office in charge verifies it and has the risk assessed if needed. Send your number in the same chat at any time to see progress.
web-front-how-3 = If the risk is confirmed, a warning is issued or measures such as a recall are taken, and we tell you.
web-search-label = Search
web-search-hint = Product, brand or hazard
web-search-product = Product category
web-search-any = All categories
web-search-go = Search
web-warnings-title = Warnings
web-warnings-found =
    { $count ->
        [one] One warning in force
       *[other] { $count } warnings in force
    }
web-warnings-none = No warning matches. Try another word, or choose “All categories”.
web-pages = Pages
web-pages-previous = Previous
web-pages-next = Next
web-pages-at = Page { $page } of { $last }
web-warning-ended = This document is no longer in force. It is shown for reference only.
web-warning-pdf = Open PDF
web-warning-report = Report something about this
web-enter-title = Sign in
web-enter-as = You are about to sign in as: { $role }. This link works once. Please do not pass it on.
web-enter-switches = Somebody else is signed in with this browser. If you continue, they will be signed out.
web-enter-go = Sign in
web-real-name-title = Your real name
web-real-name-case = For your report: { $number }
web-real-name-purpose = The rules ask people who give risk information to customs for their real name. It helps us to verify the matter and tell you the outcome. We also keep reports without a name, but they cannot start a risk assessment by themselves.
web-real-name-kept = Name, document number and phone number are stored encrypted. Only the officers on the case can see them, only when the case requires it, and every look-up is recorded. The company you report is never told who you are.
web-real-name-wrong =
    { $count ->
        [one] One entry needs correcting; please see below.
       *[other] { $count } entries need correcting; please see below.
    } For your safety, please enter the document number again.
web-real-name-kind = Identity document
web-real-name-name = Name
web-real-name-name-hint = As shown on the document. Organisations: please give the full name.
web-real-name-number = Document number
web-real-name-number-hint = Organisations: please give the 18-character unified social credit code.
web-real-name-phone = Phone number
web-real-name-phone-hint = For Hong Kong, Macao and Taiwan numbers, start with +852, +853 or +886.
web-real-name-consent = I have read the purpose stated above. I agree to these details being stored and used for this matter, and to officers contacting me.
web-real-name-submit = Submit
web-real-name-decline = Prefer not to? Just close this page. We will keep your report as an unnamed lead.
web-real-name-kind-incomplete = Please choose a document.
web-real-name-kind-invalid = Please choose one of the documents in the list.
web-real-name-name-incomplete = Please enter your name.
web-real-name-name-invalid = The name must have 2 to 100 characters. Please enter it as shown on the document.
web-real-name-number-incomplete = Please enter the document number.
web-real-name-number-invalid = This document number is not valid. Please check each character and the document you have chosen.
web-real-name-phone-incomplete = Please enter a phone number.
web-real-name-phone-invalid = This phone number is not valid. For Hong Kong, Macao and Taiwan numbers, start with +852, +853 or +886.
web-real-name-consent-incomplete = Please tick the box; without your consent we may not store these details.
web-real-name-done-title = Thank you
web-real-name-done = Your details have been encrypted and stored. We will tell you in the chat when there is news.
web-real-name-back = Back to the chat
web-real-name-told = We have received your real name and stored it encrypted. Thank you.
web-privacy-title = Privacy
web-privacy-what-title = What is stored
web-privacy-what = What you write to us, the files you send, your language and subscriptions; if you give your real name, also your name, document number and phone number; if you turn on notices, your browser's push address. All of it is stored encrypted. Simply browsing our pages leaves no personal data.
web-privacy-why-title = What it is used for
web-privacy-why = To verify the risk you report, to tell you the outcome and to send the warnings you subscribed to. Nothing else.
web-privacy-who-title = Who can see it
web-privacy-who = The officers on the case, when the case requires it. Every look-up of an identity is recorded with its purpose. The company you report is never told who you are. Browser notices travel by the push service of the browser's maker, encrypted: it knows only when there is one.
web-privacy-long-title = How long it is kept
web-privacy-long = Under Article 26 of the Measures for the Risk Management of Import and Export Industrial Products, files are kept for three years after a case is closed; major or typical cases are kept for longer or permanently. After that, files are appraised and destroyed.
web-privacy-rights-title = Your rights
web-privacy-rights = Send /privacy in the chat to get a copy of all your data, to erase what is not part of a case, or to withdraw your consent: we then stop contacting you, and the case goes on.
web-privacy-cookies-title = Cookies
web-privacy-cookies = Three necessary cookies: sign-in, protection against forged requests, language; with notices on, a number for this device. No advertising, no tracking, nothing from other sites.
web-privacy-go = Go to the chat
web-error-home = Home
web-error-400-title = Something is not right
web-error-400-text = What was sent is incomplete or in the wrong format. Please go back, check it and try again.
web-error-401-title = Please sign in
web-error-401-text = Your sign-in has ended. Please open the chat again; staff, please use a new sign-in link.
web-error-403-title = That did not work
web-error-403-text = This page may have been open for too long, or you may not have permission. Please reload the page and try again.
web-error-404-title = Not found
web-error-404-text = There is no such page, or it is not open to you. Please check the address or start from the home page.
web-error-405-title = This page cannot be opened
web-error-405-text = This address cannot be opened in that way. Please start from the home page.
web-error-410-title = This link no longer works
web-error-410-text = It has already been used or has expired. Please ask for a new one in the chat; staff, please ask your administrator.
web-error-413-title = Too large
web-error-413-text = What you sent is too large. Please send long text in parts, or as a file of at most 10 MB.
web-error-429-title = Please wait a moment
web-error-429-text =
    { $minutes ->
        [one] Too many requests. Please try again in a minute.
       *[other] Too many requests. Please try again in { $minutes } minutes.
    } What you have typed is not lost.
web-error-500-title = Something went wrong
web-error-500-text = The fault is ours and has been recorded. Please try again later. If it is urgent, call the mainland customs hotline 12360.
web-error-503-title = Temporarily unavailable
web-error-503-text = The system is under maintenance. Please try again in a few minutes. If it is urgent, call the mainland customs hotline 12360.
