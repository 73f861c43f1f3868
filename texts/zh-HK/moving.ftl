# 備份、還原，遷往 PostgreSQL
error-still-running = { $database } 正在使用中：{ $who }。請先停止程式和其他連線，然後再試。
error-closed-for-work = 系統正在還原或遷移，請待完成後再試。
error-backup-damaged = { $folder } 不是完整的備份：缺少檔案，或備份後曾被改動。請改用另一份備份。
error-backup-exists = { $folder } 已經存在，備份不會覆蓋任何東西。請選擇其他位置，或先把它移走。
error-not-sqlite = 此指令只適用於 SQLite。PostgreSQL 請參閱 docs/operations.md 的「Backup and restore」一節，還原後執行 fenghuo after-restore。
error-installation-there = { $database } 已有資料，最後使用時間為 { $last }（UTC）。如要以備份取代，請加 --replace；現有資料庫會保留在旁。
error-restored-unmarked = 審計日誌比 { $folder } 所登記的短。如曾還原備份，請先執行 fenghuo after-restore，標示可能重複的訊息；如沒有，即有記錄遭刪除，可用 fenghuo audit verify 查看位置。
error-not-a-postgres-target = 只能由 SQLite 遷往 PostgreSQL：FENGHUO_DATABASE_URL 應為 sqlite 位址，--to 應為 postgresql+psycopg 位址。
error-target-not-empty = 目標資料庫並非空置：{ $what } 已有內容。請改用空的資料庫。
error-row-refused = PostgreSQL 不接受 { $table } 的記錄 { $key }（{ $reason }）。沒有遷移任何資料，原資料庫沒有變動。
error-copies-differ = 有 { $count } 項記錄與原資料庫不一致。沒有遷移任何資料，原資料庫沒有變動。
error-chains-broken = 審計日誌或簽收回執未能通過核驗：{ $first }。沒有遷移任何資料。請在原資料庫執行 fenghuo audit verify 和 fenghuo receipt check。

cli-backing-up = 正在備份
cli-backup-made = 已備份至 { $folder }：結構版本 { $schema }，{ $mib } MiB。
cli-backup-whole = 已檢查：備份完整，審計日誌和簽收回執通過核驗。
cli-backup-whole-file = 已檢查：備份完整。本機沒有密鑰檔案，審計日誌和簽收回執未有核驗。
cli-backup-broken = 備份有問題：
cli-backup-key-apart = 備份內沒有密鑰檔案 { $file }。請另行妥善保管：沒有它，誰也無法讀取備份；兩者放在一起，任何人都能讀取。
cli-backup-key-inside = 備份內有密鑰檔案，取得這份備份的人可以讀取全部內容。請鎖好。
cli-restoring = 正在還原
cli-restored = 已還原 { $made } 的備份，結構版本 { $schema }。
cli-restore-kept = 原來的資料庫保留為 { $file }。
cli-restore-marked = { $messages ->
        [0] 備份時沒有等待發送的訊息。
       *[other] 備份時等待發送的 { $messages } 則訊息其後可能已經發出，已標示為可能重複。
    }登入連結和工作人員的登入均已失效（{ $links } 個、{ $sessions } 個）。
cli-restore-approved = 備份時已批核、未簽發的文書：{ $numbers }。請先查明其後是否已經簽發；再次簽發，收件人會收到兩次。
cli-restore-lost = { $org }：審計日誌有 { $entries } 項較後的記錄已不復存在，日誌內已註明。
cli-restore-numbers = 備份後發出的文號可能會再次使用。如有，請執行 fenghuo after-restore --skip-numbers N。
cli-restore-skipped = 已有 { $count } 個編號序列向後跳過 { $skip } 個號碼。
cli-audit-restored = { $at } 曾還原備份（{ $restore }）；{ $entries ->
        [0] 沒有登記過更後的記錄。
       *[other] { $chains } 個單位有 { $entries } 項較後的記錄曾經登記，現已不復存在。
    }

cli-shifting = 正在複製並核對
cli-shifted = 已遷移：{ $tables } 個資料表共 { $rows } 項記錄，逐項核對一致；審計日誌和簽收回執通過核驗。
cli-shifted-next = 請把 FENGHUO_DATABASE_URL 改為新位址，再啟動程式。{ $file } 沒有變動，請收好，不要再以它運行。
cli-shift-difference = { $table }，記錄 { $row }：{ $kind ->
        [missing] 目標內沒有
        [added] 只有目標內有
       *[changed] { $columns } 不一致
    }
