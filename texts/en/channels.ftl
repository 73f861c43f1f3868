# Letters: what goes out on channels without buttons
letter-urgent = URGENT: { $heading }
letter-circular = { $level } { $kind } ({ $number })
letter-news = There is news for you (no. { $number })
letter-repeat = You may have received this message before. Message number: { $number }.
letter-confidential = There is something for you to read on our own website.
letter-acknowledge = Open and acknowledge
letter-open = Open our website
letter-group = [Fenghuo 烽火] { $heading }
letter-link = { $label }: { $link }
letter-sms = [Fenghuo] { $short } { $link }
letter-sms-code = [Fenghuo] { $body }

# E-mail
mail-subject = { $heading } [{ $number }]
mail-footer = Sent automatically by the Fenghuo early-warning platform; please do not reply. Message number: { $number }.
mail-footer-service = To change where warnings reach you, send /channels in the platform's chat.
mail-unsubscribe = Unsubscribe (documents that must by law be sent to you will still arrive)
unsubscribe-title = Unsubscribe from warnings
unsubscribe-ask = You will no longer receive what comes by subscription, nor daily digests; documents that must by law be sent to your organisation will still reach you.
unsubscribe-button = Unsubscribe
unsubscribe-done = You are unsubscribed: nothing more by subscription, and no daily digest. Documents that must by law be sent to your organisation will still reach you, and you will be told when a warning that you received is over.
unsubscribe-return = Subscribe again
unsubscribe-returned = You are subscribed again, with the same settings. To change them, send /subscribe in the platform's chat.
unsubscribe-link = No more of what comes by subscription? Unsubscribe
unsubscribed-by-link = You were unsubscribed by a link in a message ({ $channel }). Circulars that must by law be sent to you will still arrive. If this was not you, press the button to take it back.
unsubscribe-unknown = This link is not valid. Send /subscribe in the platform's chat to change your subscription.

# Addresses
address-code = Your code is { $code }, valid for { $minutes } minutes. It registers this address with the Fenghuo platform; if you did not ask for it, please ignore it.
channel-mail = e-mail
channel-sms = text message
channel-wecom = WeCom group robot
channel-dingtalk = DingTalk group robot
channel-feishu = Feishu group robot
channel-webhook = webhook
channels-list = Besides our own pages, documents also go to:
channels-none = Documents reach you only in this platform's chat. You can register another address, so that none is missed.
channels-none-offered = Documents reach you only in this platform's chat; no other way has been set up here.
channels-row = { $channel }: { $address }
channels-row-in-turn = { $place }. { $channel }: { $address }
channels-prefer = Send here first
channels-preferred = Documents will go to { $address } first.
channels-order = A document goes to the first address. If it is not acknowledged in time, it goes to the next one, and so on. Urgent ones go to all addresses at once.
channels-add-mail = Register an e-mail address
channels-add-sms = Register a mobile number
channels-close = Stop using it
channels-ask-mail = Please write the e-mail address that documents should go to.
channels-ask-sms = Please write the mobile number for reminders. Text messages carry only the document's number, its urgency and a link.
channels-ask-code = A code is on its way to { $address }; please write its six digits here. If it does not arrive, look among the junk mail first, or choose “Write the address anew”.
channels-again = Write the address anew
channels-code-wrong = That is not the code. Please check it again.
channels-code-late = This code is no longer valid. Please register the address again and we will send a new one.
channels-opened = { $address } is registered; documents will go there too.
channels-open-already = { $address } is registered already.
channels-closed = { $address } is no longer used.
field-taken-address = address (somebody else may have registered it)
field-channel = channel (not set up here)
field-codes-today = code (no more today; please try again tomorrow)
field-last-address = address (it is the only one that reaches your company; please register a new one first)
field-robot = address of the group robot
field-robot-secret = signing secret of the group robot
field-webhook = address of the webhook
field-webhook-secret = signing secret of the webhook

# The command line
cli-address-waiting = A code is on its way to { $address }. Then run: fenghuo address confirm { $person } { $id } CODE
cli-address-open = Registered: { $address }, id { $id }
cli-address-secret = Hand over the signing secret; it is shown only this once: { $secret }
cli-address-closed = No longer used: { $address }
cli-address-wrong-code = That is not the code.
cli-address-late-code = The code is no longer valid; please register the address again.
cli-bounce-returned = Message { $message } came back ({ $status }) and is listed as undeliverable.
cli-bounce-delayed = Message { $message } is delayed ({ $status }); the mail server goes on trying.
cli-bounce-delivered = Message { $message } has reached the mailbox.
cli-bounce-ignored = This mail is no bounce of a message of ours; nothing was done.
cli-doctor-mail-none = E-mail: off, since no mail server is set.
cli-doctor-mail = E-mail: { $host } lets us sign in.
cli-doctor-mail-plain = E-mail: { $host } answers, but without encryption. Set FENGHUO_MAIL_SECURITY to starttls or tls.
cli-doctor-mail-broken = E-mail: { $host } cannot be used ({ $reason }). Check the settings that begin with FENGHUO_MAIL_.
cli-doctor-bounces = Bounces: read from { $folder }.
cli-doctor-bounces-broken = Bounces: { $folder } is no maildir that we can read and write. It needs the folders new, cur and tmp.
cli-doctor-sms-none = Text messages: off, since no gateway is set.
cli-doctor-sms = Text messages: the gateway is { $host }. It was not tried, as that would cost money.
cli-doctor-webhooks = Webhooks: besides public https addresses, { $hosts } may be called.
setting-mail-address = must be an e-mail address such as alerts@example.org.
setting-mail-sender = must be an e-mail address, perhaps with a name: Fenghuo <alerts@example.org>.
setting-mail-incomplete = a mail server needs FENGHUO_MAIL_FROM as well.
setting-mail-return = at most 9 characters may stand before the @ of the return address.
setting-mail-plain = only a mail server on this machine may go without encryption, and then without a password.
setting-folder = must be a folder that exists.
setting-hosts = must be host names, perhaps with ports, separated by commas: erp.example.org,10.0.0.5:8443.
setting-sms-template = only {"{"}phone{"}"}, {"{"}text{"}"} and {"{"}id{"}"} may stand in it, and with a JSON content type it must be JSON.
setting-sms-headers = must be one header a line, such as Authorization: Bearer …
setting-sms-rule = must look like code == 0; several values are separated by |.
setting-sms-incomplete = a gateway needs FENGHUO_SMS_BODY as well (with GET, put the parameters into the address).

# Menus
telegram-command-channels = Where documents reach me
webchat-menu-channels = Where documents reach me
