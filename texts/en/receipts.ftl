# Receipts: what they are called, the page where a link leads, the officer's list, the paper, the command line
receipt-title-reading = Reading receipt
receipt-title-service = Certificate of electronic service
capacity-enrolled = Enrolled contact
capacity-legal-representative = Legal representative or principal
capacity-receiver = Person in charge of incoming documents
capacity-designated = Receiver designated in the confirmation of the service address
capacity-agent = Authorised agent
capacity-self = In person
means-button = acknowledged by button in the chat
means-link = acknowledged on the page that a link led to

# In the chat
receipt-pdf = Receipt PDF
receipt-pdf-sent = { $title } no. { $receipt } ({ $number })
receipts-open = Who acknowledged
receipts-none = Nobody has acknowledged yet.
receipts-list =
    { $number } “{ $title }” was acknowledged by { $count }:
    { $rows }
receipts-row = · { $company }, { $name }: { $capacity }, { $at }, { $channel }
receipts-brief = Please sign in to see who acknowledged { $number }.

# Confirmations of service addresses, in the chat and on the command line
confirmations-none = No confirmation of a service address is on file yet. Without one an acknowledgement is a reading receipt, not a certificate of electronic service.
confirmations-list = { $count ->
    [one] { $count } confirmation of a service address is in force:
   *[other] { $count } confirmations of service addresses are in force:
    }
confirmations-shown = There are { $count }; these are the { $shown } newest. See fenghuo org address-confirmation list for the others.
confirmation-card =
    { $company }
    Signed on { $date }, on file as { $reference }
    Channels: { $channels }
confirmation-brief = Please sign in to see a confirmation of a service address.
confirmation-channels-all = all
confirmation-new = Register a confirmation
confirmation-withdraw = Withdraw
confirmation-ask-addressee = Who signed the confirmation of the service address? Please enter the credit code or the full name.
confirmation-addressee-unknown = There is no such organisation. Please check the code or the name, or ask the administrator to enrol it first.
confirmation-ask-date = When was it signed? Please write it like 2026-03-01.
confirmation-date-wrong = This is no date that fits. Please write it like 2026-03-01, not later than today.
confirmation-ask-reference = Where is the original kept? Please enter the file number or name.
confirmation-ask-channels = Which electronic channels does it agree to? Pick any number; none means all.
confirmation-review =
    Please check:
    Organisation: { $company }
    Signed on: { $date }
    On file as: { $reference }
    Channels: { $channels }
    From now on its acknowledgements are certificates of electronic service. Earlier receipts stay as they are.
confirmation-label-addressee = Organisation
confirmation-label-date = Date of signing
confirmation-label-reference = File reference
confirmation-label-channels = Channels
confirmation-registered = The confirmation of “{ $company }” ({ $reference }) is registered.
confirmation-ask-reason = Why is the confirmation of “{ $company }” withdrawn? For example: withdrawn in writing, address changed.
confirmation-withdrawn = The confirmation of “{ $company }” ({ $reference }) is withdrawn. From now on there are reading receipts only.

field-addressee = addressee
field-capacity = capacity
field-reference = file reference
field-signed-on = date of signing

# The page that a link leads to
web-acknowledge-title = Acknowledge receipt
web-acknowledge-lead = { $office } sent you this document ({ $kind }). Please read it and acknowledge receipt.
web-acknowledge-number = Number
web-acknowledge-kind = Kind
web-acknowledge-level = Level
web-acknowledge-name = Title
web-acknowledge-office = Issued by
web-acknowledge-for = Sent to
web-acknowledge-hidden = This is an internal document: sign in to read its title and text. You can acknowledge here that you have received it.
web-acknowledge-ended = The state of this document is now “{ $state }”; it is shown for reference. You can still acknowledge that you have received it.
web-acknowledge-down = Go to the acknowledgement
web-acknowledge-as = In which capacity do you acknowledge receipt?
web-acknowledge-as-missing = Please choose a capacity first.
web-acknowledge-note = Acknowledging says that you have received this document and know of it. Time, capacity and the document's checksum go into the receipt.
web-acknowledge-go = Acknowledge receipt
web-acknowledge-done-title = Receipt acknowledged
web-acknowledge-done = Thank you, your acknowledgement is on record. Nothing else is needed; where an answer is asked for, please sign in to give it.
web-acknowledge-already-title = This document is acknowledged already
web-acknowledge-already = There is no need to do it again. This is the receipt of that time.
web-acknowledge-at = Acknowledged at
web-acknowledge-capacity = Capacity
web-acknowledge-channel = Channel
web-acknowledge-receipt = Receipt
web-acknowledge-receipt-number = { $title } no. { $number }
web-acknowledge-digest = Checksum of the document
web-acknowledge-hash = Checksum of the receipt
web-acknowledge-pdf = Open the receipt PDF
web-acknowledge-expired-title = This link is out of date
web-acknowledge-expired = The document was not acknowledged by it. Please sign in to acknowledge, or open the link in the latest reminder.
web-acknowledge-foreign-title = This link is not right
web-acknowledge-foreign = It was not sent by us, or a part is missing. Please go back to the message and open the whole link again.
web-acknowledge-gone-title = This link is no longer in use
web-acknowledge-gone = Its addressee is no longer on the register, so it cannot be used to acknowledge. Please ask the issuing office to update the contact.

web-receipt-key-title = Public keys of our receipts
web-receipt-key-lead = Every receipt carries a digital signature. With these keys anybody can check on their own computer, without a network, that a file of receipts is whole and unchanged.
web-receipt-key-how = How: save the keys as a file, and run fenghuo receipt verify RECEIPTS --key KEYS.
web-receipt-key-current = The key in use
web-receipt-key-former = Earlier keys, for older receipts
web-receipt-key-id = Id { $id }
web-receipt-key-file = Download all keys

# The paper
receipt-paper-number = No. { $number }
receipt-paper-organisation = Addressee
receipt-paper-uscc = Unified social credit code
receipt-paper-person = Acknowledged by
receipt-paper-capacity = Capacity
receipt-paper-document = Document
receipt-paper-document-named = { $kind } { $number } “{ $title }” ({ $level })
receipt-paper-office = Issued by
receipt-paper-digest = Checksum of the document (SHA-256)
receipt-paper-at = Acknowledged at
receipt-paper-means = Way
receipt-paper-means-named = { $channel }, { $means }
receipt-paper-confirmation = Confirmation of the service address
receipt-paper-confirmation-named = signed on { $date }, on file as { $reference }
receipt-paper-late = This receipt was signed later, on { $at }, from the record of the acknowledgement.
receipt-paper-reading = This receipt shows that the person named has received the document and knows of it. No confirmation of the service address covers this channel, so it does not serve as a certificate of service.
receipt-paper-service = The addressee has signed a confirmation of the service address and agreed to this way of electronic service.
receipt-paper-hash = Checksum of the receipt (SHA-256)
receipt-paper-key = Id of the public key
receipt-paper-signature = Signature (Ed25519)
receipt-paper-check = To check: fenghuo receipt verify, with the keys on our page “Public keys of our receipts”.
receipt-paper-erased = (erased at their request)
receipt-paper-list = List of receipts
receipt-paper-count = { $count ->
    [one] { $count } receipt, exported { $at }
   *[other] { $count } receipts, exported { $at }
    }
receipt-paper-column-number = No.
receipt-paper-column-at = Acknowledged
receipt-paper-column-title = Kind
receipt-paper-closing = This list agrees with the file of receipts exported with it, whose last line has this checksum and signature.

# The command line
cli-exporting-receipts = Exporting receipts
cli-receipts-exported = { $count ->
    [one] { $count } receipt of { $number } exported to { $file }.
   *[other] { $count } receipts of { $number } exported to { $file }.
    }
cli-receipt-current = in use
cli-receipt-former = earlier
cli-receipt-no-key = There is no public key in { $file }. Give it the PEM that fenghuo receipt key or our page of public keys shows.
cli-receipt-unreadable = { $file } cannot be read: { $reason }
cli-receipt-intact = { $count ->
    [one] Intact: { $count } receipt, as it was signed, nothing missing, nothing moved.
   *[other] Intact: { $count } receipts, as they were signed, nothing missing, nothing moved.
    }
cli-receipt-changed = Changed:
cli-receipt-missing = Incomplete:
cli-receipt-reordered = Out of order:
cli-receipt-finding = Line { $line }: { $damage }
cli-receipt-damage-changed = not what was signed
cli-receipt-damage-unknown-key = signed by a key that was not given
cli-receipt-damage-foreign = there twice, or a receipt of another circular
cli-receipt-damage-missing = { $count ->
    [one] a line is missing before it
   *[other] { $count } lines are missing before it
    }
cli-receipt-damage-reordered = not where it was
cli-receipts-whole = { $count ->
    [one] { $count } receipt is whole and agrees with the records and the audit log.
   *[other] { $count } receipts are whole and agree with the records and the audit log.
    }
cli-receipts-damage = { $org }, no. { $number }: { $damage }
cli-receipt-link-changed = content, signature or link was changed
cli-receipt-link-removed = receipts before it were removed
cli-receipt-link-truncated = the receipts from here on were cut off
cli-receipt-link-unbooked = not what the record of acknowledgements says
cli-confirmation-registered = Registered: { $company }, id { $id }
cli-confirmation-withdrawn = Withdrawn: { $company }, id { $id }
error-no-public-key = There is no public key. Please give a PEM file with an Ed25519 public key.
