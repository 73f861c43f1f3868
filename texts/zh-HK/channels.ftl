# Letters: what goes out on channels without buttons
letter-urgent = 【緊急】{ $heading }
letter-circular = { $level }{ $kind }（{ $number }）
letter-news = 您有一則新訊息（編號 { $number }）
letter-repeat = 這則訊息可能重複發送，訊息編號：{ $number }。如已收到，請忽略。
letter-confidential = 您有一份內容需要在本平台網頁上查看。
letter-acknowledge = 打開並簽收
letter-open = 打開本平台辦理
letter-group = 【烽火】{ $heading }
letter-link = { $label }：{ $link }
letter-sms = 【烽火】{ $short } { $link }
letter-sms-code = 【烽火】{ $body }

# E-mail
mail-subject = { $heading } [{ $number }]
mail-footer = 本郵件由烽火風險預警平台自動發出，請勿回覆。訊息編號：{ $number }。
mail-footer-service = 如需更改接收方式，請在平台對話中發送 /channels。
mail-unsubscribe = 取消訂閱（依法應當送達的文書仍會送達）
unsubscribe-title = 取消訂閱風險預警
unsubscribe-ask = 取消訂閱後，您不再收到按訂閱發送的訊息及每日摘要；依法應當送達貴單位的文書仍會送達。
unsubscribe-button = 確認取消訂閱
unsubscribe-done = 已取消訂閱，不再傳送訂閱訊息及每日摘要。依法應當送達貴單位的文書仍會送達；您收過的警示，解除時亦會通知您。
unsubscribe-return = 恢復訂閱
unsubscribe-returned = 已恢復訂閱，設定與原來相同。如要更改，請在平台對話中發送 /subscribe。
unsubscribe-link = 不想再收到按訂閱發送的文書？取消訂閱
unsubscribed-by-link = 您已透過{ $channel }訊息中的連結取消訂閱。依法應當送達您的文書仍會送達。如並非您本人操作，請按下面的按鈕恢復。
unsubscribe-unknown = 這個連結無效。請在平台對話中發送 /subscribe 更改訂閱。

# Addresses
address-code = 您的驗證碼是 { $code }，{ $minutes } 分鐘內有效。您正在把這裏登記為烽火平台的接收地址；如非本人操作，請忽略。
channel-mail = 電郵
channel-sms = 短訊
channel-wecom = 企業微信群機械人
channel-dingtalk = 釘釘群機械人
channel-feishu = 飛書群機械人
channel-webhook = 系統接口
channels-list = 預警文書除本平台外，還會發到以下地址：
channels-none = 目前文書只發到本平台對話。您可以再登記一個接收地址，以免漏看。
channels-none-offered = 目前文書只發到本平台對話；本平台還沒有開通其他接收方式。
channels-row = { $channel }：{ $address }
channels-row-in-turn = { $place }. { $channel }：{ $address }
channels-prefer = 先發到這裏
channels-preferred = 今後文書會先發到 { $address }。
channels-order = 文書會先發到排在第 1 的地址，如未及時簽收，再依次發到其後的地址；緊急文書會同時發到所有地址。
channels-add-mail = 登記電郵
channels-add-sms = 登記手機號碼
channels-close = 停用
channels-ask-mail = 請寫接收文書的電郵地址。
channels-ask-sms = 請寫接收提示的手機號碼。短訊只寫文書編號、緊急程度和連結。
channels-ask-code = 驗證碼已發到 { $address }，請把收到的 6 位數字寫在這裏。沒有收到時，請先看看垃圾郵件，或按「重新填寫地址」。
channels-again = 重新填寫地址
channels-code-wrong = 驗證碼不對，請再核對一次。
channels-code-late = 這個驗證碼已失效。請重新登記，我們再發一個。
channels-opened = 已登記 { $address }，今後的文書也會發到這裏。
channels-open-already = { $address } 早已登記，不用再登。
channels-closed = 已停用 { $address }。
field-taken-address = 接收地址（可能已被他人登記）
field-channel = 接收方式（本平台未開通）
field-codes-today = 驗證碼（今天的次數已用完，請明天再試）
field-last-address = 接收地址（這是貴單位唯一的接收地址，請先登記新的再停用）
field-robot = 群機械人地址
field-robot-secret = 群機械人簽名密鑰
field-webhook = 接口地址
field-webhook-secret = 接口簽名密鑰

# The command line
cli-address-waiting = 驗證碼已發往 { $address }。收到後運行：fenghuo address confirm { $person } { $id } 驗證碼
cli-address-open = 已登記：{ $address }，編號 { $id }
cli-address-secret = 請把簽名密鑰交給對方，只顯示這一次：{ $secret }
cli-address-closed = 已停用：{ $address }
cli-address-wrong-code = 驗證碼不對。
cli-address-late-code = 驗證碼已失效，請重新登記。
cli-bounce-returned = 訊息 { $message } 被退回（{ $status }），已列為無法送達。
cli-bounce-delayed = 訊息 { $message } 暫緩投遞（{ $status }），郵件伺服器仍在嘗試。
cli-bounce-delivered = 訊息 { $message } 已送到對方郵箱。
cli-bounce-ignored = 這封郵件不是對本平台訊息的退信，未作處理。
cli-doctor-mail-none = 電郵：未啟用，因為沒有設定郵件伺服器。
cli-doctor-mail = 電郵：{ $host } 可以登入。
cli-doctor-mail-plain = 電郵：{ $host } 可以連接，但未加密。請把 FENGHUO_MAIL_SECURITY 設為 starttls 或 tls。
cli-doctor-mail-broken = 電郵：{ $host } 不能使用（{ $reason }）。請檢查 FENGHUO_MAIL_ 開頭的設定。
cli-doctor-bounces = 退信：從 { $folder } 讀取。
cli-doctor-bounces-broken = 退信：{ $folder } 不是可讀寫的 maildir 資料夾。請建好 new、cur、tmp 三個子資料夾並給予權限。
cli-doctor-sms-none = 短訊：未啟用，因為沒有設定網關。
cli-doctor-sms = 短訊：網關為 { $host }。為免產生費用，未作試發。
cli-doctor-webhooks = 系統接口：除公網 https 地址外，還允許 { $hosts }。
setting-mail-address = 須為電郵地址，如 alerts@example.org。
setting-mail-sender = 須為電郵地址，可帶名稱，如 烽火平台 <alerts@example.org>。
setting-mail-incomplete = 設了郵件伺服器，就還要設 FENGHUO_MAIL_FROM。
setting-mail-return = 退信地址 @ 前最多 9 個字符。
setting-mail-plain = 只有本機的郵件伺服器可以不加密，且不得帶密碼。
setting-folder = 須為已有的資料夾。
setting-hosts = 須為主機名，可帶連接埠，用逗號分開，如 erp.example.org,10.0.0.5:8443。
setting-sms-template = 範本不合要求：只可用 {"{"}phone{"}"}、{"{"}text{"}"}、{"{"}id{"}"}；內容類型為 JSON 時須為合規的 JSON。
setting-sms-headers = 須每行一個請求標頭，如 Authorization: Bearer …
setting-sms-rule = 須形如 code == 0，多個值用 | 分開。
setting-sms-incomplete = 設了網關地址，就還要設 FENGHUO_SMS_BODY（GET 方法則把參數寫在地址裏）。

# Menus
telegram-command-channels = 接收地址
webchat-menu-channels = 接收地址
