# 备份、恢复，迁到 PostgreSQL
error-still-running = { $database } 正在使用中：{ $who }。请先停止程序和其他连接，再重试。
error-closed-for-work = 系统正在恢复或迁移，请等它完成后再试。
error-backup-damaged = { $folder } 不是完整的备份：缺少文件，或备份之后被改动过。请换一份备份。
error-backup-exists = { $folder } 已经存在，备份不会覆盖任何东西。请换个位置，或先把它移走。
error-not-sqlite = 此命令只用于 SQLite。PostgreSQL 请看 docs/operations.md 的“Backup and restore”一节，恢复之后运行 fenghuo after-restore。
error-installation-there = { $database } 已有数据，最后一次使用在 { $last }（UTC）。如要用备份取代，请加 --replace；现有数据库会保留在旁边。
error-restored-unmarked = 审计日志比 { $folder } 里登记的短。如果恢复过备份，请先运行 fenghuo after-restore，把可能重复的消息标出来；如果没有，就是有记录被删除，可用 fenghuo audit verify 查看位置。
error-not-a-postgres-target = 只能从 SQLite 迁到 PostgreSQL：FENGHUO_DATABASE_URL 应是 sqlite 地址，--to 应是 postgresql+psycopg 地址。
error-target-not-empty = 目标数据库不是空的：{ $what } 里已有内容。请换一个空数据库。
error-row-refused = PostgreSQL 不接受 { $table } 的记录 { $key }（{ $reason }）。没有迁移任何数据，原数据库没有变动。
error-copies-differ = 有 { $count } 条记录与原数据库不一致。没有迁移任何数据，原数据库没有变动。
error-chains-broken = 审计日志或签收回执没有通过核验：{ $first }。没有迁移任何数据。请在原数据库上运行 fenghuo audit verify 和 fenghuo receipt check。

cli-backing-up = 正在备份
cli-backup-made = 已备份到 { $folder }：结构版本 { $schema }，{ $mib } MiB。
cli-backup-whole = 已检查：备份完整，审计日志和签收回执通过核验。
cli-backup-whole-file = 已检查：备份完整。本机没有密钥文件，审计日志和签收回执未核验。
cli-backup-broken = 备份有问题：
cli-backup-key-apart = 备份里没有密钥文件 { $file }。请另行妥善保管：没有它，谁也读不了备份；两样放在一起，谁都能读。
cli-backup-key-inside = 备份里有密钥文件，拿到这份备份的人可以读取全部内容。请锁好。
cli-restoring = 正在恢复
cli-restored = 已恢复 { $made } 的备份，结构版本 { $schema }。
cli-restore-kept = 原来的数据库保留为 { $file }。
cli-restore-marked = { $messages ->
        [0] 备份时没有等待发送的消息。
       *[other] 备份时等待发送的 { $messages } 条消息此后可能已经发出，已标为可能重复。
    }登录链接和工作人员的登录均已失效（{ $links } 个、{ $sessions } 个）。
cli-restore-approved = 备份时已签批、未签发的文书：{ $numbers }。请先查明此后是否已经签发；再签发一次，收件人会收到两遍。
cli-restore-lost = { $org }：审计日志有 { $entries } 条较晚的记录已经没有了，日志里已注明。
cli-restore-numbers = 备份之后发出的文号可能会再次使用。如有，请运行 fenghuo after-restore --skip-numbers N。
cli-restore-skipped = 已有 { $count } 个编号序列往后跳过 { $skip } 个号。
cli-audit-restored = { $at } 恢复过备份（{ $restore }）；{ $entries ->
        [0] 没有登记过更晚的记录。
       *[other] { $chains } 个单位有 { $entries } 条较晚的记录登记过，现在已经没有了。
    }

cli-shifting = 正在复制并核对
cli-shifted = 已迁移：{ $tables } 张表共 { $rows } 条记录，逐条核对一致；审计日志和签收回执通过核验。
cli-shifted-next = 请把 FENGHUO_DATABASE_URL 改为新地址，再启动程序。{ $file } 没有变动，请收好，不要再用它运行。
cli-shift-difference = { $table }，记录 { $row }：{ $kind ->
        [missing] 目标里没有
        [added] 只有目标里有
       *[changed] { $columns } 不一致
    }
