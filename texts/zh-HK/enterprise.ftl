# The receiving side: circulars, receipts, answers, subscription, binding, duty reports.
circular-acknowledge = 簽收
circular-pdf = 查看 PDF
circular-answer = 回覆
circular-notice =
    { $paper }

    請於細閱後按「簽收」。
circular-notice-reply =
    { $paper }

    請於細閱後按「簽收」，並於{ $reply_by }或之前按「回覆」，說明是否涉及貴公司的產品。
circular-notice-colleague =
    【轉送】貴機構先前收到這份文書的同事未有及時簽收，現轉送給您。

    { $paper }

    請於細閱後按「簽收」。
circular-notice-colleague-reply =
    【轉送】貴機構先前收到這份文書的同事未有及時簽收，現轉送給您。

    { $paper }

    請於細閱後按「簽收」，並於{ $reply_by }或之前按「回覆」，說明是否涉及貴公司的產品。
circular-brief-colleague = { $level }{ $kind }（{ $number }）：貴機構同事尚未簽收，現轉送給您。請登入本平台閱覽及簽收。
circular-brief = { $level }{ $kind }（{ $number }）已送達。請登入本平台閱覽內容並簽收。
circular-brief-work = { $level }{ $kind }（{ $number }）有事項待您處理，請登入本平台查看。
circular-pdf-sent = 《{ $title }》（{ $number }）
circular-acknowledged =
    已於{ $at }簽收 { $number }，多謝。
    { $title }第 { $receipt } 號
    簽收身份：{ $capacity }　渠道：{ $channel }
    文書校驗值：{ $digest }…
circular-acknowledged-before = 您已於{ $at }簽收這份文書（{ $number }），無須再次簽收。
circular-ended-lifted =
    { $kind } { $number }《{ $title }》已解除。
    原因：{ $reason }
circular-ended-withdrawn =
    { $kind } { $number }《{ $title }》已撤回，請勿再按此辦理。
    原因：{ $reason }
circular-ended-expired = { $kind } { $number }《{ $title }》已屆滿，自動解除。
circular-ended-updated = { $kind } { $number }《{ $title }》已由 { $successor } 取代，請以新文書為準。
circular-ended-brief = 文書 { $number } 的狀況有變，請登入本平台查看。
circular-reminder =
    您尚未簽收 { $kind } { $number }《{ $title }》（{ $level }）。
    請於細閱後按「簽收」。
circular-involved-yes = 涉及
circular-involved-no = 不涉及

field-address = 地址

due-open = 查看待辦事項
due-nothing = 沒有待簽收或待回覆的文書。
due-list = 您有 { $count } 項待辦事項，請按其中一項閱覽、簽收及回覆：
due-row-receipt = 待簽收 · { $number }《{ $title }》
due-row-answer = { $date }前回覆 · { $number }《{ $title }》

answer-ask-involved = 貴公司有否進口、出口、生產或銷售這份警示所指的產品？
answer-involved-yes = 涉及
answer-involved-no = 不涉及
answer-ask-batches = 涉及哪些型號、批次？如不清楚可略過。
answer-ask-quantity = 已售出多少？存貨多少？如不清楚可略過。
answer-ask-action = 已採取或擬採取甚麼措施？例如停止銷售、下架、回收、通知客戶。
answer-ask-evidence = { $count ->
    [0] 如有證明文件，請傳送相片或檔案，可分多次傳送；沒有可略過。
   *[other] 已收到 { $count } 份。可繼續傳送，完成後按「傳送完畢」。
    }
answer-review =
    請核對您就 { $number } 作出的回覆：
    涉及：是
    型號、批次：{ $batches }
    數量：{ $quantity }
    措施：{ $action }
    證明文件：{ $files } 份
answer-review-no =
    請核對您就 { $number } 作出的回覆：
    涉及：否
answer-label-involved = 是否涉及
answer-label-batches = 型號、批次
answer-label-quantity = 數量
answer-label-action = 措施
answer-label-evidence = 證明文件
answer-done = 就 { $number } 的回覆已提交（{ $involved }）。如情況有變，可再按「回覆」補充。
upload-send-a-file = 請傳送相片或檔案；沒有請按「略過」。
upload-too-many = 最多可接收 { $limit } 份檔案。
upload-done = 傳送完畢（{ $count } 份）

subscription-open = 訂閱設定
subscription-start = 全部訂閱
subscription-none = 您尚未訂閱風險警示。可全部訂閱，亦可先選擇關注的產品或危害。
subscription-menu =
    您的訂閱，更改即時生效：
    產品：{ $products }
    危害：{ $hazards }
    原產地：{ $origins }
    最低級別：{ $level }
    免打擾時段：{ $quiet }
    每日摘要：{ $digest }
    不緊急的文書：{ $bundled }
    時區：{ $zone }
subscription-products = 產品
subscription-hazards = 危害
subscription-origins = 原產地
subscription-level = 級別
subscription-quiet = 免打擾時段
subscription-digest = 每日摘要
subscription-stop = 停止訂閱
subscription-stopped = 已停止訂閱，不再傳送訂閱訊息及每日摘要。依法應當送達您的文書仍會送達；您收過的警示，解除時亦會通知您。
subscription-resume = 恢復訂閱
subscription-ended = 您已停止訂閱。按「恢復訂閱」，即按原有設定繼續。
unsubscribe-nothing = 您沒有訂閱，毋須取消。依法應當送達您的文書與訂閱無關，仍會送達。
subscription-everything = 全部
subscription-off = 不設
subscription-pick-products = { $count ->
    [0] 關注哪些產品？可選多項；直接輸入文字即可搜尋。不選即為全部。
   *[other] 已選：{ $ticked }。可繼續選擇，或輸入文字搜尋，選妥後按「選妥」。
    }
subscription-pick-hazards = { $count ->
    [0] 關注哪些危害？可選多項；直接輸入文字即可搜尋。不選即為全部。
   *[other] 已選：{ $ticked }。可繼續選擇，或輸入文字搜尋，選妥後按「選妥」。
    }
subscription-pick-origins = { $count ->
    [0] 關注哪些原產地？可選多項；直接輸入國家或地區名稱即可搜尋。不選即為全部。
   *[other] 已選：{ $ticked }。可繼續選擇，或輸入文字搜尋，選妥後按「選妥」。
    }
subscription-ask-level = 由哪個級別起通知您？紅色最高，藍色最低。
subscription-ask-quiet = 請選擇免打擾時段，亦可直接輸入，例如 22-7。紅色警示不受此限。
subscription-quiet-off = 不設免打擾時段
subscription-quiet-wrong = 未能識別時間。請輸入兩個整點，例如 22-7。
subscription-ask-digest = 每日幾時傳送摘要？亦可直接輸入 0 至 23 的整點。
subscription-digest-off = 不收取摘要
subscription-digest-wrong = 請輸入 0 至 23 的整點，例如 9。
subscription-bundled = 合併傳送
subscription-bundled-together = 合併至每日摘要
subscription-bundled-singly = 逐份傳送
subscription-ask-bundled = 因訂閱而收到的不緊急文書，是否合併至每日摘要一併傳送？紅色警示、依法直接發給您的文書及要求回覆的文書，仍會即時逐份傳送。
subscription-zone = 時區
subscription-ask-zone = 免打擾時段及每日摘要按哪裏的時間計算？亦可直接輸入時區名稱，例如 Asia/Bangkok。
subscription-zone-ours = 本平台所在時區（{ $zone }）
subscription-zone-name = { $zone }
subscription-zone-wrong = 沒有這個時區。請點選，或輸入國際通用的時區名稱，例如 Asia/Bangkok。
zone-asia-shanghai = 北京時間
zone-asia-urumqi = 新疆時間
zone-asia-hong-kong = 香港時間
zone-asia-singapore = 新加坡時間
zone-asia-tokyo = 東京時間
zone-europe-berlin = 柏林時間
zone-europe-london = 倫敦時間
zone-america-new-york = 紐約時間
zone-america-los-angeles = 洛杉磯時間
subscription-hours = { $begins }:00 至翌日 { $ends }:00
subscription-hour = { $hour }:00
ticks-all = 全部
ticks-whole-list = 顯示全部選項
ticks-none-found = 找不到「{ $search }」，請試用其他字眼。

bind-ask-uscc = 請輸入貴公司的統一社會信用代碼（18 位）。
bind-uscc-placeholder = 18 位代碼
bind-uscc-wrong = 代碼不正確：應為 18 位，最後一位是校驗碼。請對照營業執照再輸入一次。
bind-uscc-yours = 您已綁定此代碼，無須再辦。
bind-ask-company = 請輸入營業執照上的企業名稱。
bind-ask-contact = 請問如何稱呼您？主管海關會與您核實。
bind-ask-phone = 請留下聯絡電話。
bind-review =
    請核對：
    企業：{ $company }
    統一社會信用代碼：{ $uscc }
    聯絡人：{ $contact }
    電話：{ $phone }
    提交後由主管海關核實。
bind-label-uscc = 信用代碼
bind-label-company = 企業名稱
bind-label-contact = 聯絡人
bind-label-phone = 電話
bind-requested = 已提交「{ $company }」（{ $uscc }）的綁定申請。主管海關核實後會通知您。
bind-waiting = 您為「{ $company }」（{ $uscc }）提交的申請正在核實，請稍候。
bind-bound-already = 您現時綁定的是「{ $company }」。如要改為其他企業，請繼續。
binding-card =
    企業申請綁定信用代碼，請核實：
    企業：{ $company }
    統一社會信用代碼：{ $uscc }
    聯絡人：{ $contact }
    電話：{ $phone }
binding-brief = 有企業申請綁定統一社會信用代碼，請登入本平台核實。
binding-confirm = 確認綁定
binding-refuse = 不予綁定
binding-confirmed = 綁定成功，您現可代表「{ $company }」接收及回覆風險警示。建議設定訂閱。
binding-refused =
    「{ $company }」的綁定申請未獲接納。
    原因：{ $reason }
    更正後可用 /bind 重新申請。

report-ask-text = 請說明發現了甚麼風險：甚麼產品（品牌、型號、批次），出現甚麼問題，涉及數量多少，已採取甚麼措施。
report-ask-trade = 這批產品屬哪種情況？
report-ask-harm = 造成甚麼後果？
report-ask-files = { $count ->
    [0] 如有檢測報告、相片等，請傳送；沒有可略過。
   *[other] 已收到 { $count } 份。可繼續傳送，完成後按「傳送完畢」。
    }
report-from-words = 您剛才所說的已暫記為一份風險報告。請再回答幾條問題，核對後才會提交；如不是要報告，請按「取消」。
report-review =
    請核對風險報告（《辦法》第十條）：
    { $text }
    貿易方式：{ $trade }
    後果：{ $harm }
    附件：{ $files } 份
report-label-text = 情況說明
report-label-trade = 貿易方式
report-label-harm = 後果
report-label-files = 附件
report-done = 風險報告已收到，編號 { $number }。主管海關會與您聯絡。
