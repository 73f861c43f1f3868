# What the Telegram channel says by itself
telegram-repeat = （此訊息可能重複發送。訊息編號：{ $number }）
telegram-more = 更多選項：
telegram-chosen = ✓ { $label }
telegram-share-phone = 📱 分享我的電話號碼
telegram-confidential = 您有一項內容須在本平台網頁上查閱。
telegram-open = 開啟查閱
telegram-private-only = 為保障您的個人資料，我不會在群組內處理事項。請按我的頭像，與我單獨對話。
telegram-contact-not-yours = 這不是您本人的電話號碼。請按下方按鈕，分享您自己的號碼。
telegram-unsupported = 我暫時看不懂這類訊息。請傳送文字、相片或檔案。
telegram-file-too-large = 此檔案超過 { $megabytes } MB，未能接收。請壓縮或分拆後再傳送。
telegram-file-kind = 未能接收這類檔案。請傳送相片、影片、錄音、PDF、Word 或 Excel 檔案，每個不超過 { $megabytes } MB。
telegram-file-not-fetched = 此檔案未能成功傳送。請再傳送一次，每個檔案不超過 { $megabytes } MB。
telegram-file-too-many = 您傳送的檔案尚有很多未用，這個檔案未能接收。請先完成手上的事項，再傳送新檔案。每個檔案不超過 { $megabytes } MB。
telegram-failed = 系統發生故障，剛才的訊息未能處理。請稍後再傳送一次。

# The command menu
telegram-command-mytips = 我的線索
telegram-command-warnings = 查閱風險公告
telegram-command-subscribe = 訂閱風險警示
telegram-command-language = 更改語言
telegram-command-privacy = 我的資料與私隱
telegram-command-help = 使用說明
telegram-command-cancel = 取消正在填寫的內容
telegram-command-due = 待辦事項
telegram-command-report = 報告產品風險
telegram-command-queue = 待辦線索
telegram-command-signal = 按編號查閱線索
telegram-command-approvals = 待批文書
telegram-command-filings = 備案文書
telegram-command-tip = 舉報產品安全問題
telegram-command-realname = 實名登記
telegram-command-bind = 綁定企業
telegram-command-bindings = 待確認的企業綁定
telegram-command-draft = 草擬預警文書
telegram-command-circulars = 預警文書
telegram-command-undelivered = 需派員聯絡的收件人
telegram-command-tasks = 評估任務
