# Backups, restoring, and moving to PostgreSQL
error-still-running = Somebody works with { $database }: { $who }. Stop the program and every other connection first, then try again.
error-closed-for-work = The installation is being restored or moved just now. Please try again when that is done.
error-backup-damaged = { $folder } is not a complete backup: a file is missing, or was changed since. Please take another backup.
error-backup-exists = { $folder } is there already; a backup overwrites nothing. Please choose another place, or remove it.
error-not-sqlite = This works for SQLite only. For PostgreSQL see “Backup and restore” in docs/operations.md, and run fenghuo after-restore afterwards.
error-installation-there = There is an installation already at { $database }, last used at { $last } (UTC). To put the backup in its place, add --replace; the present database is then kept beside it.
error-restored-unmarked = The audit log ends before what was written down in { $folder }. If a backup was restored, please run fenghuo after-restore first, so that possible repeats are marked; if not, entries were removed, and fenghuo audit verify shows where.
error-not-a-postgres-target = An installation moves from SQLite to PostgreSQL: FENGHUO_DATABASE_URL must be an sqlite address, and --to a postgresql+psycopg address.
error-target-not-empty = The target is not empty: there is something in { $what }. Please give an empty database.
error-row-refused = PostgreSQL did not take the row { $key } of { $table } ({ $reason }). Nothing was moved; the source is as it was.
error-copies-differ = { $count ->
        [one] { $count } row differs from the source.
       *[other] { $count } rows differ from the source.
    } Nothing was moved; the source is as it was.
error-chains-broken = The audit log or the receipts do not verify: { $first }. Nothing was moved. Please run fenghuo audit verify and fenghuo receipt check on the source.

cli-backing-up = Backing up
cli-backup-made = Backed up to { $folder }: schema { $schema }, { $mib } MiB.
cli-backup-whole = Checked: the copy is whole, audit log and receipts verify.
cli-backup-whole-file = Checked: the copy is whole. Audit log and receipts were not checked, since the key file is not here.
cli-backup-broken = The copy is not in order:
cli-backup-key-apart = The key file { $file } is not in it. Keep a copy of that elsewhere: without it nobody can read the backup, with both together anybody can.
cli-backup-key-inside = The key file is in it: whoever has this backup can read everything. Lock it away.
cli-restoring = Restoring
cli-restored = Restored: the backup of { $made }, now at schema { $schema }.
cli-restore-kept = The former database is kept as { $file }.
cli-restore-marked = { $messages ->
        [0] No message was waiting to be sent.
        [one] { $messages } message that was waiting is marked as a possible repeat; it may have been sent since.
       *[other] { $messages } messages that were waiting are marked as possible repeats; they may have been sent since.
    } Sign-in links and the sessions of staff have ended ({ $links } and { $sessions }).
cli-restore-approved = Approved and not issued at that time: { $numbers }. Find out first whether they have been issued since; issuing them again would tell everybody twice.
cli-restore-lost = { $org }: { $entries } later entries of the audit log are gone. The log says so from now on.
cli-restore-numbers = Numbers of circulars that were given since may be given again. If any were, run fenghuo after-restore --skip-numbers N.
cli-restore-skipped = { $count } series of numbers go on { $skip } further.
cli-audit-restored = On { $at } the installation went back to a backup ({ $restore }); { $entries ->
        [0] no later entry had been anchored.
       *[other] { $entries } later entries of { $chains } organisations had been anchored and are gone.
    }

cli-shifting = Copying and comparing
cli-shifted = Moved: { $rows } rows in { $tables } tables, each compared with its source; audit log and receipts verify.
cli-shifted-next = Now set FENGHUO_DATABASE_URL to the new address and start the program. { $file } is as it was: put it away, nobody may go on with it.
cli-shift-difference = { $table }, row { $row }: { $kind ->
        [missing] missing in the copy
        [added] only in the copy
       *[changed] different in { $columns }
    }
