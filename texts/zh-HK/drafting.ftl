# An officer drafts, submits and issues a circular, and follows it.
circular-preview = 預覽
circular-edit = 修改
circular-submit = 呈批
circular-discard = 作廢
circular-answers = 查看回覆
circular-lift = 解除
circular-update = 另發新文書取代
circular-withdraw = 撤回
circular-row = { $number }《{ $title }》· { $state }
circulars-none = 本單位尚未有預警文書。
circulars-list = 本單位共有 { $count } 份預警文書：
circulars-new = 草擬新文書
circular-card =
    { $level }{ $kind } { $number }
    《{ $title }》
    狀況：{ $state }
circular-card-issued =
    { $level }{ $kind } { $number }
    《{ $title }》
    狀況：{ $state }
    送達 { $deliveries } 項：待發 { $waiting }，已送達 { $sent }，已簽收 { $acknowledged }，未能送達 { $dead }
    簽收 { $receipts } 人，回覆 { $answers } 人
circular-stands = { $number }《{ $title }》現時的狀況是：{ $state }。這個按鈕已失效。
circular-answers-none = 尚未有人回覆。
circular-answer-received =
    「{ $company }」回覆了 { $number }《{ $title }》：
    是否涉及：{ $involved }
    型號、批次：{ $batches }
    數量：{ $quantity }
    措施：{ $action }
    證明文件：{ $files } 份
circular-answer-brief = 收到對 { $number } 的回覆，請登入本平台查看。
circular-answer-evidence = 查看證明文件
circular-evidence-sent = 對 { $number } 的回覆所附文件
undelivered-none = 沒有未能送達或逾期未簽收的文書。
undelivered-list = 有 { $count } 位收件人未能送達或逾期未簽收，請改以電話、信函等方式聯絡：
undelivered-silent = 逾期未簽收
undelivered-unreachable = 未能送達
undelivered-row =
    { $company }（{ $contact }，{ $phone }）
    文書：{ $number }《{ $title }》
    情況：{ $why }　渠道：{ $channel }　負責人：{ $owner }
undelivered-brief = 文書 { $number } 有未能送達或逾期未簽收的收件人，請登入本平台查看。

draft-kind-bulletin = 通報（發給海關）
draft-kind-advisory = 通告（發給企業、機構）
draft-kind-announcement = 公告（向公眾發布）
draft-ask-kind = 草擬哪一種文書？
draft-ask-kind-abroad = 草擬哪一種文書？按保密規定，通報只可在本平台網頁草擬。
draft-bulletin-at-home = 按保密規定，通報只可在本平台網頁草擬及修改，請登入辦理。
draft-ask-level = 預警級別？
draft-ask-product = 針對哪類產品？
draft-product-none = 不限產品
draft-ask-hazards = 涉及哪些危害？可選多項。
draft-ask-title = 請輸入標題。建議：{ $suggestion }
draft-title-use = 採用建議的標題
draft-title-suggestion = 關於{ $product }{ $hazards }風險的警示
draft-title-suggestion-plain = 關於{ $product }質量安全風險的警示
draft-ask-body = 請輸入正文：發現了甚麼風險，涉及哪些產品，依據為何。
draft-ask-measures = 要求採取哪些措施？每行一項；沒有可按「不列措施」。
draft-ask-measures-needed = 公告必須列明強制性措施（《辦法》第十六條第三項）。請輸入，每行一項。
draft-measures-none = 不列措施
draft-measures-many = 措施最多 { $limit } 項，請合併後再輸入。
draft-ask-audience-bulletin = 發給哪些海關？可按選，亦可直接輸入單位名稱，以分號分隔。
draft-ask-audience-advisory = 發給誰？可按選，亦可直接輸入信用代碼、企業或機構名稱、地區、進口商、出口商、生產企業、代理人，以分號分隔。
draft-ask-audience-announcement = 公告會向公眾公開，並發給訂閱者。還要直接發給哪些企業？可按選，亦可直接輸入信用代碼、名稱或地區，以分號分隔。
draft-audience-below = 所有下級海關
draft-audience-subscribers = 已訂閱的企業
draft-audience-all = 所有企業
draft-audience-public = 不另行發送，只公開
draft-audience-unknown = 找不到「{ $value }」。請核對信用代碼、名稱或地區後再輸入。
draft-ask-reply-by = 要求收件人於哪天或之前回覆？可按選，亦可輸入日期，例如 2026-12-31。
draft-reply-none = 不要求回覆
draft-ask-valid-until = 有效期至哪天？可按選，亦可輸入日期，例如 2026-12-31。
draft-valid-none = 長期有效
draft-day = { $days } 日後（{ $date }）
draft-day-wrong = 未能識別日期，請按 2026-12-31 的格式輸入。
draft-day-past = 這天已過，請輸入今天或以後的日期。
draft-review =
    請核對：
    種類：{ $kind }　級別：{ $level }
    標題：{ $title }
    產品：{ $product }　危害：{ $hazards }
    正文：{ $body }
    措施：{ $measures }
    發給：{ $audience }
    回覆限期：{ $reply_by }
    有效期至：{ $valid_until }
draft-label-kind = 種類
draft-label-level = 級別
draft-label-product = 產品
draft-label-hazards = 危害
draft-label-title = 標題
draft-label-body = 正文
draft-label-measures = 措施
draft-label-audience = 發給誰
draft-label-reply-by = 回覆限期
draft-label-valid-until = 有效期
draft-saved = 草稿已儲存，編號 { $number }。請先預覽，確認無誤後呈批。
draft-preview =
    《{ $title }》（{ $number }）預覽：

    { $paper }
draft-submitted = 已將《{ $title }》（{ $number }）呈交簽發人。
draft-discarded = 草稿《{ $title }》（{ $number }）已作廢。
