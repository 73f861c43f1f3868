# Receipts: what they are called, the page where a link leads, the officer's list, the paper, the command line
receipt-title-reading = 閱知回執
receipt-title-service = 電子送達回證
capacity-enrolled = 登記的聯絡人
capacity-legal-representative = 法定代表人或主要負責人
capacity-receiver = 本單位負責收件的人員
capacity-designated = 送達地址確認書指定的代收人
capacity-agent = 委託代理人
capacity-self = 本人
means-button = 在對話中按下簽收
means-link = 憑連結在網頁簽收

# In the chat
receipt-pdf = 回執 PDF
receipt-pdf-sent = { $title }第 { $receipt } 號（{ $number }）
receipts-open = 簽收情況
receipts-none = 還沒有人簽收。
receipts-list =
    { $number }《{ $title }》已有 { $count } 人簽收：
    { $rows }
receipts-row = · { $company } { $name }，{ $capacity }，{ $at }，{ $channel }
receipts-brief = 文書 { $number } 的簽收情況請登入本平台查看。

# Confirmations of service addresses, in the chat and on the command line
confirmations-none = 還沒有登記送達地址確認書。沒有確認書的，簽收只發出閱知回執，不稱電子送達回證。
confirmations-list = 現有 { $count } 份有效的送達地址確認書：
confirmations-shown = 共 { $count } 份，顯示最近 { $shown } 份。其餘可用 fenghuo org address-confirmation list 查看。
confirmation-card =
    { $company }
    簽訂日期：{ $date }　歸檔編號：{ $reference }
    確認的渠道：{ $channels }
confirmation-brief = 送達地址確認書請登入本平台查看。
confirmation-channels-all = 各渠道
confirmation-new = 登記確認書
confirmation-withdraw = 撤銷
confirmation-ask-addressee = 哪個單位簽了送達地址確認書？請輸入統一社會信用代碼或單位全稱。
confirmation-addressee-unknown = 找不到這個單位。請核對代碼或全稱，也可以請系統管理員先登記該單位。
confirmation-ask-date = 哪一天簽訂？請按 2026-03-01 的格式輸入。
confirmation-date-wrong = 日期不對。請按 2026-03-01 的格式輸入，且不可遲於今天。
confirmation-ask-reference = 正本歸檔在哪裏？請輸入檔號或文件名稱。
confirmation-ask-channels = 確認書同意哪些電子送達渠道？可選多項，不選表示各渠道都同意。
confirmation-review =
    請核對：
    單位：{ $company }
    簽訂日期：{ $date }
    歸檔編號：{ $reference }
    確認的渠道：{ $channels }
    登記後，該單位的簽收稱為電子送達回證。此前的回執不變。
confirmation-label-addressee = 單位
confirmation-label-date = 簽訂日期
confirmation-label-reference = 歸檔編號
confirmation-label-channels = 渠道
confirmation-registered = 已登記「{ $company }」的送達地址確認書（{ $reference }）。
confirmation-ask-reason = 為甚麼撤銷「{ $company }」的送達地址確認書？例如：對方書面撤回、地址變更。
confirmation-withdrawn = 已撤銷「{ $company }」的送達地址確認書（{ $reference }）。此後的簽收只發出閱知回執。

field-addressee = 收件單位
field-capacity = 簽收身份
field-reference = 歸檔編號
field-signed-on = 簽訂日期

# The page that a link leads to
web-acknowledge-title = 簽收文書
web-acknowledge-lead = { $office }發給您的{ $kind }，請閱看後簽收。
web-acknowledge-number = 文號
web-acknowledge-kind = 種類
web-acknowledge-level = 級別
web-acknowledge-name = 標題
web-acknowledge-office = 發文單位
web-acknowledge-for = 收件單位
web-acknowledge-hidden = 這是內部文書，標題和正文須登入本平台後閱看。這裏可以先簽收，表示已經收到。
web-acknowledge-ended = 這份文書現在的狀態是「{ $state }」，內容僅供查閱；仍可以簽收，表示已經收到。
web-acknowledge-down = 前往簽收
web-acknowledge-as = 您以甚麼身份簽收？
web-acknowledge-as-missing = 請先選擇簽收身份。
web-acknowledge-note = 簽收表示已經收到並知悉本文書，簽收時間、身份和文書校驗值會記入回執。
web-acknowledge-go = 簽收
web-acknowledge-done-title = 簽收成功
web-acknowledge-done = 已經記下您的簽收，謝謝。不用再做別的；需要答覆的，請登入本平台辦理。
web-acknowledge-already-title = 這份文書已經簽收
web-acknowledge-already = 不用再簽。下面是當時的回執。
web-acknowledge-at = 簽收時間
web-acknowledge-capacity = 簽收身份
web-acknowledge-channel = 簽收渠道
web-acknowledge-receipt = 回執
web-acknowledge-receipt-number = { $title }第 { $number } 號
web-acknowledge-digest = 文書校驗值
web-acknowledge-hash = 回執校驗值
web-acknowledge-pdf = 打開回執 PDF
web-acknowledge-expired-title = 連結已過期
web-acknowledge-expired = 這個簽收連結已經過期，文書沒有因此簽收。請登入本平台簽收，或打開最近一次提醒中的新連結。
web-acknowledge-foreign-title = 連結不對
web-acknowledge-foreign = 這不是本平台發出的簽收連結，或者複製時缺了一截。請回到原來的訊息，重新打開完整的連結。
web-acknowledge-gone-title = 連結已停用
web-acknowledge-gone = 這個連結的收件人已經不在登記名冊上，不能再用它簽收。請聯絡發文單位更新聯絡人。

web-receipt-key-title = 回執簽名公鑰
web-receipt-key-lead = 本平台的每份回執都有電子簽名。有了下面的公鑰，任何人都可以在自己的電腦上核對回執檔案是否完整、有沒有改動，不必連線。
web-receipt-key-how = 核對方法：把公鑰存成檔案，執行 fenghuo receipt verify 回執檔案 --key 公鑰檔案。
web-receipt-key-current = 正在使用的公鑰
web-receipt-key-former = 以前用過的公鑰（核對舊回執用）
web-receipt-key-id = 編號 { $id }
web-receipt-key-file = 下載全部公鑰

# The paper
receipt-paper-number = 第 { $number } 號
receipt-paper-organisation = 收件單位
receipt-paper-uscc = 統一社會信用代碼
receipt-paper-person = 簽收人
receipt-paper-capacity = 簽收身份
receipt-paper-document = 文書
receipt-paper-document-named = { $kind } { $number }《{ $title }》（{ $level }）
receipt-paper-office = 發文單位
receipt-paper-digest = 文書校驗值（SHA-256）
receipt-paper-at = 簽收時間
receipt-paper-means = 簽收方式
receipt-paper-means-named = { $channel }，{ $means }
receipt-paper-confirmation = 送達地址確認書
receipt-paper-confirmation-named = { $date }簽訂，歸檔編號 { $reference }
receipt-paper-late = 本回執由系統根據以往的簽收紀錄補簽，補簽時間 { $at }。
receipt-paper-reading = 本回執證明上述人員已經收到並知悉所列文書。收件單位沒有簽訂送達地址確認書，或者確認書不包括這一渠道，因此本回執不作為送達回證使用。
receipt-paper-service = 收件單位已簽訂送達地址確認書，同意以上述方式電子送達。
receipt-paper-hash = 回執校驗值（SHA-256）
receipt-paper-key = 簽名公鑰編號
receipt-paper-signature = 電子簽名（Ed25519）
receipt-paper-check = 核對：fenghuo receipt verify，公鑰見本平台「回執簽名公鑰」頁。
receipt-paper-erased = （已依申請刪除）
receipt-paper-list = 簽收回執清單
receipt-paper-count = 共 { $count } 份回執。匯出時間：{ $at }
receipt-paper-column-number = 序號
receipt-paper-column-at = 簽收時間
receipt-paper-column-title = 性質
receipt-paper-closing = 本清單與同時匯出的回執檔案一致；檔案末行的校驗值和簽名如下。

# The command line
cli-exporting-receipts = 正在匯出回執
cli-receipts-exported = 已匯出 { $number } 的 { $count } 份回執到 { $file }。
cli-receipt-current = 正在使用
cli-receipt-former = 以前用過
cli-receipt-no-key = { $file } 裏沒有公鑰。請用 fenghuo receipt key 或網頁上「回執簽名公鑰」給出的 PEM 檔案。
cli-receipt-unreadable = { $file } 讀不了：{ $reason }
cli-receipt-intact = 完好：{ $count } 份回執，每一行都與簽名一致，沒有缺少，沒有挪動。
cli-receipt-changed = 有改動：
cli-receipt-missing = 有缺失：
cli-receipt-reordered = 次序被挪動：
cli-receipt-finding = 第 { $line } 行：{ $damage }
cli-receipt-damage-changed = 內容被改動
cli-receipt-damage-unknown-key = 用我們沒有的公鑰簽名
cli-receipt-damage-foreign = 重複，或是別的文書的回執
cli-receipt-damage-missing = { $count ->
   *[other] 在這一行之前缺少 { $count } 行
    }
cli-receipt-damage-reordered = 不在原來的位置
cli-receipts-whole = { $count } 份回執完好，與簽收紀錄和審計日誌一致。
cli-receipts-damage = { $org }，第 { $number } 號：{ $damage }
cli-receipt-link-changed = 內容、簽名或前後銜接被改動
cli-receipt-link-removed = 它前面有回執被刪除
cli-receipt-link-truncated = 從這裏起的回執被截掉
cli-receipt-link-unbooked = 與簽收紀錄不符
cli-confirmation-registered = 已登記：{ $company }，編號 { $id }
cli-confirmation-withdrawn = 已撤銷：{ $company }，編號 { $id }
error-no-public-key = 找不到公鑰。請給出 PEM 格式的 Ed25519 公鑰檔案。
