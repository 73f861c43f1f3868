# 命令列：給安裝和管理本系統的人員看的說明。
cli-settings-wrong = 設定有誤，程式未有啟動。請更正以下各項：
cli-port-taken = { $host }:{ $port } 已被其他程式佔用。請先停止該程式，或以 FENGHUO_PORT 改用另一連接埠。
cli-no-telegram-token = 尚未設定 Telegram 權杖。請把 BotFather 提供的權杖填入 FENGHUO_TELEGRAM_TOKEN。
cli-system-refused = 作業系統不容許：{ $named ->
        [0] { "" }
       *[other] { $what }：
    }{ $reason }
system-no-space = 磁碟空間不足
system-no-permission = 沒有權限
system-no-file = 沒有這個檔案或資料夾
system-is-folder = 這是資料夾，不是檔案
cli-no-input = 沒有標準輸入（已關閉）。請以管道送入，或以 < 指定檔案。
cli-utf-16 = { $named ->
        [0] 輸入
       *[other] { $file }{ " " }
    }是 UTF-16 或 UTF-32 編碼，無法讀取。請另存為 UTF-8 或 GB18030。
error-database-unreachable = 資料庫沒有回應或無法開啟。請檢查 FENGHUO_DATABASE_URL，並確定資料庫伺服器正在運作。

cli-no-such-person = 找不到姓名或編號為「{ $person }」的人。可用 fenghuo user list 查閱。
cli-person-ambiguous = 名叫「{ $person }」的不止一人，請改用編號：{ $ids }
cli-permission-role = 此人的角色不可辦理這件事。可用 fenghuo user list 查閱其他人。
cli-not-json = { $file } 不是 JSON 物件，請檢查。
cli-added = 已新增：{ $name }，編號 { $id }
cli-migrated = 資料庫結構版本為 { $schema }。
cli-circular = { $number }《{ $title }》：{ $state }

# 匯入
cli-importing = 正在匯入
cli-bad-cell = 第 { $line } 行，{ $column } 欄：{ $reason }
cli-bad-row = 第 { $line } 行：儲存格過多，或引號未有成對。
cli-imported = 新增 { $added } 間，更新 { $changed } 間，沒有變更 { $unchanged } 間，有誤 { $bad } 行。

# 研判
cli-comparing = 正在比對
cli-compared = { $id }：{ $same ->
        [0] 並非同一事件
       *[other] 同一事件
    }（{ $reason }）
cli-line-no-pair = 沒有 a 和 b 兩個文字欄位。
cli-no-text = --explain 之後沒有文字。
cli-explain-urgency = 緊急程度：{ $urgency }（{ $reason }），把握 { $percent }%
cli-triaging = 正在研判
cli-bad-line = 第 { $line } 行已略過：{ $problem }
cli-line-not-an-object = 不是 JSON 物件。
cli-line-no-text = 沒有 text 欄位。
cli-line-text-no-string = text 必須是字串。
cli-line-bad-received-at = received_at 不是 ISO 時間。
cli-line-other-age = received_at 應在 1990 年至 2100 年之間。
cli-line-not-json = 不是 JSON。
cli-line-not-text = 既不是 UTF-8，也不是 GB18030 或 Big5。
cli-line-bad-number = 有 NaN、Infinity，或過大的數字。
cli-line-too-long = 超過一百萬字元。
cli-child-died = 有一個工作程序中途結束（結束碼 { $exit }），可能是記憶體不足。已輸出的結果有效；請減少 --jobs 後重新執行。

# 訓練研判模型
cli-nlp-training = 正在訓練
cli-nlp-worse = 新權重在以下指標變差，並未啟用：{ $figures }
cli-nlp-same = 重新訓練的結果與已啟用的權重一致。
cli-nlp-differs = 重新訓練的結果與已啟用的權重不一致。
cli-nlp-back = 已換回上一份權重。
cli-nlp-no-previous = 沒有上一份權重可以換回。

# 審計紀錄和密鑰
cli-audit-whole = 審計紀錄完整無缺。
cli-audit-damage = { $org }，第 { $entry } 項：{ $damage }
cli-damage-changed = 內容曾被更改，或曾被移位
cli-damage-removed = 之前有紀錄被刪除
cli-damage-truncated = 由此起的紀錄被截去
cli-damage-rewritten = 與資料庫以外留存的核對值不符
cli-rotating = 正在更換密鑰
cli-rotated = 新密鑰為 { $id }，已重新封存 { $count } 項紀錄。請備份密鑰檔案。

# 工作日
cli-bad-day = 第 { $line } 行應為日期加 off 或 work。
cli-days-set = 已設定 { $count } 天。運行中的程式一分鐘內生效。

# 檢查
cli-doctor-settings = 設定：全部可以讀取。
cli-doctor-clock = 時鐘：{ $now }；期限按 { $timezone } 計算。
cli-doctor-clock-wrong = 時鐘：{ $now } 並不正確，早於本機的檔案或本版本的發布日期。請校正時鐘，最好使用 NTP。
cli-doctor-disk = 磁碟：尚餘 { $mib } MiB。
cli-doctor-disk-scarce = 磁碟：只餘 { $mib } MiB。請騰出空間，用盡後將無法儲存任何資料。
cli-doctor-key = 密鑰檔案：{ $path }，只有擁有者可以讀取。請另存一份，不要與資料庫放在一起。
cli-doctor-key-new = 密鑰檔案：尚未建立，首次啟動時會建於 { $path }。
cli-doctor-key-lost = 資料庫：找不到其密鑰檔案。請把建立資料庫時的密鑰檔案放回 { $path }，否則加密的內容一律無法讀取。
cli-doctor-key-open = 密鑰檔案：其他人也可讀取 { $path }（權限 { $mode }）。請執行：chmod 600 { $path }
cli-doctor-database = 資料庫：結構版本 { $schema }，與密鑰檔案相符。
cli-doctor-database-new = 資料庫：仍是空的，首次啟動時建立。
cli-doctor-database-old = 資料庫：結構版本 { $schema }，本版本需要 { $head }。請先備份，然後執行 fenghuo migrate。
cli-doctor-refused = 資料庫：{ $reason }
cli-doctor-calendar = 日曆：已有 { $year } 年的工作日。
cli-doctor-calendar-unknown = 日曆：未有 { $year } 年的工作日。請更新 chinesecalendar，或按國務院的放假安排執行 fenghuo holidays import。
cli-doctor-address = 網址：{ $address }
cli-doctor-address-local = 網址：{ $address }，只供本機使用。如要供他人使用，請把 FENGHUO_BASE_URL 設為您的 https 網址。
cli-doctor-address-plain = 網址：{ $address } 沒有加密。請在前面設置 https 代理，並把 FENGHUO_BASE_URL 設為其網址。
cli-doctor-telegram = Telegram：已以 { $bot } 登入。
cli-doctor-telegram-none = Telegram：沒有啟用，因為未有設定權杖。
cli-doctor-telegram-token = Telegram：權杖不獲接納。請向 BotFather 重新領取，填入 FENGHUO_TELEGRAM_TOKEN。
cli-doctor-telegram-silent = Telegram：{ $address } 沒有回應。請檢查網絡和 FENGHUO_TELEGRAM_API_URL。

# 設定有誤
setting-unknown = 沒有這項設定，請參閱 docs/settings.md。
setting-twice = 設定了兩次，另一處是 { $other }，請只保留一處。
setting-unreadable = 無法讀取檔案：{ $reason }
setting-not-toml = 檔案不是正確的 TOML：{ $reason }
setting-number = 應為 { $least } 至 { $most } 之間的整數。
setting-one-of = 應為以下其中一項：{ $expected }。
setting-database-url = 應以 sqlite:/// 或 postgresql+psycopg:// 開首。
setting-web-address = 應為網址，例如 https://example.org
setting-telegram-token = 應類似 123456:ABC-DEF，由 BotFather 發放。
setting-timezone = 應為時區名稱，例如 Asia/Shanghai。
setting-no-file = 沒有這個檔案。
setting-invalid = 值的格式不正確。

# 表頭
column-id = 編號
column-name = 名稱
column-level = 級別
column-parent = 上級
column-uscc = 統一社會信用代碼
column-region = 地區
column-role = 角色
column-org = 單位編號
column-org-id = 單位編號
column-locale = 語言
column-channel = 渠道
column-address = 地址
column-since = 登記時間
column-signed-on = 簽署日期
column-reference = 文號
column-channels = 渠道
column-withdrawn-at = 撤回時間
column-acknowledge-grave-hours = 認領時限（嚴重，工作小時）
column-acknowledge-days = 認領時限（工作日）
column-verify-days = 核實時限（工作日）
column-answer-days = 答覆時限（工作日）
column-receipt-days = 簽收催辦（工作日）
column-escalate-hours = 升級間隔（工作小時）
column-channel-hours = 換渠道間隔（工作小時）
column-colleague-hours = 轉告同事（工作小時）
column-all-channels-from = 全渠道起始級別
column-at = 時間
column-was = 原判
column-is = 改判
column-text = 文字
column-decided = 決定
column-reason = 判斷理由
column-a = 甲
column-b = 乙
column-figure = 指標
column-before = 原權重
column-after = 新權重
column-addressed = 應送
column-sent = 已發出
column-delivered = 已送達
column-acknowledged = 已簽收
column-unreachable = 無法送達
column-sent-p50 = 發出 p50（秒）
column-sent-p90 = 發出 p90（秒）
column-sent-p99 = 發出 p99（秒）
column-sent-last = 發出 最後（秒）
column-ack-p50 = 簽收 p50（秒）
column-ack-p90 = 簽收 p90（秒）
column-ack-p99 = 簽收 p99（秒）
column-ack-last = 簽收 最後（秒）
