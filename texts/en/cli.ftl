# The command line: sentences for whoever runs the installation.
cli-settings-wrong = The settings are wrong; nothing was started. Please correct:
cli-port-taken = { $host }:{ $port } is in use by another program. Stop that one, or choose another port with FENGHUO_PORT.
cli-no-telegram-token = There is no Telegram token. Set FENGHUO_TELEGRAM_TOKEN, as BotFather gives it.
cli-system-refused = The operating system refused: { $named ->
        [0] { "" }
       *[other] { $what }:{ " " }
    }{ $reason }
system-no-space = no space is left on the disk
system-no-permission = permission denied
system-no-file = there is no such file or folder
system-is-folder = it is a folder, not a file
cli-no-input = There is no standard input: it is closed. Use a pipe, or < with a file.
cli-utf-16 = { $named ->
        [0] The input
       *[other] { $file }
    } is UTF-16 or UTF-32, which cannot be read. Please save it as UTF-8 or GB18030.
error-database-unreachable = The database does not answer or cannot be opened. Check FENGHUO_DATABASE_URL and whether the database server runs.

cli-no-such-person = There is nobody of the name or id “{ $person }”. See fenghuo user list.
cli-person-ambiguous = More than one person is called “{ $person }”. Please give one of the ids: { $ids }
cli-permission-role = The role of this person may not do that. See fenghuo user list for others.
cli-not-json = { $file } is not a JSON object. Please check it.
cli-added = Added: { $name }, id { $id }
cli-migrated = The database is at schema { $schema }.
cli-circular = { $number } “{ $title }”: { $state }

# Import
cli-importing = Importing
cli-bad-cell = Line { $line }, column { $column }: { $reason }
cli-bad-row = Line { $line }: too many cells, or a quotation mark that is not closed.
cli-imported = { $added } added, { $changed } changed, { $unchanged } unchanged, { $bad } bad.

# Triage
cli-comparing = Comparing
cli-compared = { $id }: { $same ->
        [0] not the same
       *[other] the same
    } ({ $reason })
cli-line-no-pair = it has no texts a and b.
cli-no-text = There is no text after --explain.
cli-explain-urgency = Urgency: { $urgency } ({ $reason }), { $percent }% sure
cli-triaging = Triage
cli-bad-line = Line { $line } was passed over: { $problem }
cli-line-not-an-object = it is not a JSON object.
cli-line-no-text = it has no “text”.
cli-line-text-no-string = “text” must be a string.
cli-line-bad-received-at = “received_at” is not an ISO time.
cli-line-other-age = “received_at” must lie between 1990 and 2100.
cli-line-not-json = it is not JSON.
cli-line-not-text = it is neither UTF-8 nor GB18030 nor Big5.
cli-line-bad-number = it holds NaN, Infinity, or a number that is too large.
cli-line-too-long = it is longer than a million characters.
cli-child-died = A working process ended before its work was done (exit { $exit }), perhaps for want of memory. What was printed stands; start again with fewer --jobs.

# Training the triage
cli-nlp-training = Training
cli-nlp-worse = The new weights are worse in these figures and were not installed: { $figures }
cli-nlp-same = Training gives the installed weights again.
cli-nlp-differs = Training does not give the installed weights.
cli-nlp-back = The previous weights are back in use.
cli-nlp-no-previous = There are no previous weights to go back to.

# Audit log and keys
cli-audit-whole = The audit log is whole.
cli-audit-damage = { $org }, entry { $entry }: { $damage }
cli-damage-changed = changed, or moved to another place
cli-damage-removed = entries before it were removed
cli-damage-truncated = from here on entries were cut off
cli-damage-rewritten = not what was anchored outside the database
cli-rotating = Rotating keys
cli-rotated = The new key is { $id }; { $count } records were wrapped with it. Please back up the key file.

# Working days
cli-bad-day = Line { $line } is not a day and “off” or “work”.
cli-days-set = { $count } days set. Running processes take them over within a minute.

# Doctor
cli-doctor-settings = Settings: all readable.
cli-doctor-clock = Clock: { $now }; deadlines are counted in { $timezone }.
cli-doctor-clock-wrong = Clock: { $now } cannot be right, since files here are newer or it lies before this release. Set the clock, best by NTP.
cli-doctor-disk = Disk: { $mib } MiB free.
cli-doctor-disk-scarce = Disk: only { $mib } MiB free. Make room; nothing can be stored once it is full.
cli-doctor-key = Key file: { $path }, readable by its owner alone. Keep a copy apart from the database.
cli-doctor-key-new = Key file: none yet; it will be made at { $path } on first start.
cli-doctor-key-lost = Database: its key file is missing. Put the one that it was made with back at { $path }; without it nothing sealed can be read.
cli-doctor-key-open = Key file: others can read { $path } (mode { $mode }). Run: chmod 600 { $path }
cli-doctor-database = Database: schema { $schema }, and the key file fits.
cli-doctor-database-new = Database: empty; it will be set up on first start.
cli-doctor-database-old = Database: schema { $schema }, this release needs { $head }. Make a backup, then run fenghuo migrate.
cli-doctor-refused = Database: { $reason }
cli-doctor-calendar = Calendar: the working days of { $year } are known.
cli-doctor-calendar-unknown = Calendar: the working days of { $year } are not known. Upgrade chinesecalendar, or run fenghuo holidays import with the State Council's plan.
cli-doctor-address = Address: { $address }
cli-doctor-address-local = Address: { $address }, for this machine alone. For others, set FENGHUO_BASE_URL to your https address.
cli-doctor-address-plain = Address: { $address } is not encrypted. Put an https proxy in front and set FENGHUO_BASE_URL to it.
cli-doctor-telegram = Telegram: signed in as { $bot }.
cli-doctor-telegram-none = Telegram: off, since no token is set.
cli-doctor-telegram-token = Telegram: the token is not accepted. Get a new one from BotFather and set FENGHUO_TELEGRAM_TOKEN.
cli-doctor-telegram-silent = Telegram: { $address } does not answer. Check the network and FENGHUO_TELEGRAM_API_URL.

# Wrong settings
setting-unknown = there is no such setting; see docs/settings.md.
setting-twice = given twice, also as { $other }; keep one.
setting-unreadable = the file cannot be read: { $reason }
setting-not-toml = the file is not valid TOML: { $reason }
setting-number = must be a whole number from { $least } to { $most }.
setting-one-of = must be one of { $expected }.
setting-database-url = must begin with sqlite:/// or postgresql+psycopg://
setting-web-address = must be an address such as https://example.org
setting-telegram-token = must look like 123456:ABC-DEF, as BotFather gives it.
setting-timezone = must be a time zone such as Asia/Shanghai.
setting-no-file = there is no such file.
setting-invalid = the value is not in the right form.

# Headings of tables
column-id = id
column-name = name
column-level = level
column-parent = parent
column-uscc = uscc
column-region = region
column-role = role
column-org = org
column-org-id = org_id
column-locale = locale
column-channel = channel
column-address = address
column-since = since
column-signed-on = signed_on
column-reference = reference
column-channels = channels
column-withdrawn-at = withdrawn_at
column-acknowledge-grave-hours = acknowledge_grave_hours
column-acknowledge-days = acknowledge_days
column-verify-days = verify_days
column-answer-days = answer_days
column-receipt-days = receipt_days
column-escalate-hours = escalate_hours
column-channel-hours = channel_hours
column-colleague-hours = colleague_hours
column-all-channels-from = all_channels_from
column-at = at
column-was = was
column-is = is
column-text = text
column-decided = decided
column-reason = reason
column-a = a
column-b = b
column-figure = figure
column-before = before
column-after = after
column-addressed = addressed
column-sent = sent
column-delivered = delivered
column-acknowledged = acknowledged
column-unreachable = unreachable
column-sent-p50 = sent_p50
column-sent-p90 = sent_p90
column-sent-p99 = sent_p99
column-sent-last = sent_last
column-ack-p50 = ack_p50
column-ack-p90 = ack_p90
column-ack-p99 = ack_p99
column-ack-last = ack_last
