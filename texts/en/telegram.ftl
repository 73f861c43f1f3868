# What the Telegram channel says by itself
telegram-repeat = (You may have received this message before. Message number: { $number })
telegram-more = More options:
telegram-chosen = ✓ { $label }
telegram-share-phone = 📱 Share my phone number
telegram-confidential = There is something for you to read on our own website.
telegram-open = Open it
telegram-private-only = To protect your information I do not handle cases in groups. Please tap my picture and write to me in private.
telegram-contact-not-yours = This is not your own phone number. Please tap the button below to share your own.
telegram-unsupported = I cannot read this kind of message. Please send text, a photo or a file.
telegram-file-too-large = This file is larger than { $megabytes } MB and was not kept. Please compress or split it and send it again.
telegram-file-kind = This kind of file cannot be accepted. Please send a photo, video, recording, PDF, Word or Excel file of at most { $megabytes } MB.
telegram-file-not-fetched = This file did not come through. Please send it again; each file may have at most { $megabytes } MB.
telegram-file-too-many = Many of your files are not part of a report yet, so this one was not kept. Please finish what you are doing before you send more. Each file may have at most { $megabytes } MB.
telegram-failed = Something went wrong, and your last message was not handled. Please send it again in a little while.

# The command menu
telegram-command-mytips = My reports
telegram-command-warnings = Search public warnings
telegram-command-subscribe = Subscribe to warnings
telegram-command-language = Change language
telegram-command-privacy = My data and privacy
telegram-command-help = How to use this service
telegram-command-cancel = Cancel what you are filling in
telegram-command-due = To do
telegram-command-report = File a risk report
telegram-command-queue = Open signals
telegram-command-signal = Show a signal by number
telegram-command-approvals = Circulars to approve
telegram-command-filings = Filings received
telegram-command-tip = Report an unsafe product
telegram-command-realname = Give your real name
telegram-command-bind = Bind your company
telegram-command-bindings = Company bindings to confirm
telegram-command-draft = Draft a circular
telegram-command-circulars = Circulars
telegram-command-undelivered = Recipients to contact
telegram-command-tasks = Assessment tasks
