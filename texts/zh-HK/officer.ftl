# The signal card
officer-card =
    { $grave ->
        [0] 風險線索 #{ $number }
       *[other] 【緊急】風險線索 #{ $number }
    } · { $state }
    產品：{ $product }
    危害：{ $hazards }
    最嚴重後果：{ $harm }
    緊急程度：{ $urgency }{ $placed ->
        [0] { "" }
       *[other] { "\u000A" }地點：{ $place }
    }{ $cited ->
        [0] { "" }
       *[other] { "\u000A" }提及的標準：{ $standards }
    }
    資料：{ $tips } 項（實名 { $named } 項，未實名 { $unnamed } 項），附件 { $files } 個{ $checked ->
        [none] { "" }
        [right] { "\u000A" }附件上寫着（提供者已確認）：{ $read }
       *[other] { "\u000A" }附件上寫着（未經提供者確認）：{ $read }
    }
    認領關員：{ $holder }
    限期：{ $clock ->
        [none] 目前沒有計時
        [overdue] { $due }，已逾期
       *[running] { $due }
    }
    合併依據：{ $joined }
    { $caution ->
        [some] 注意：有未實名資料，須先核實。
            最新一項（{ $tip }）：
        [alone] 注意：只有未實名資料，核實取得證據或提供者實名之前，不能展開評估。
            最新一項（{ $tip }）：
       *[none] 最新一項（{ $tip }）：
    }
    「{ $quote }」
officer-card-merged =
    風險線索 #{ $number } · { $state }
    { $elsewhere ->
        [0] 已併入 #{ $into }，資料及附件均已轉移至該處，請在 #{ $into } 辦理。
       *[other] 已併入{ $office }的 #{ $into }，由該單位辦理。
    }
officer-card-brief = { $grave ->
        [0] 風險線索 #{ $number } 有待處理。
       *[other] 【緊急】風險線索 #{ $number } 涉及嚴重人身傷害，請盡快處理。
    }
officer-holder-nobody = 未有

# Buttons
officer-button-acknowledge = 認領
officer-button-begin = 開始核實
officer-button-verify = 填寫核實結果
officer-button-enter = 錄入
officer-button-commission = 委託評估
officer-button-decide = 研判處置
officer-button-draft = 草擬預警
officer-button-close = 結案
officer-button-ask = 詢問提供者
officer-button-ask-again = 再次詢問
officer-button-answered = 已另行答覆
officer-button-dismiss = 不予立案
officer-button-transfer = 轉介
officer-button-merge = 合併
officer-button-split = 拆出
officer-button-details = 詳情
officer-button-show = 查看線索
officer-button-show-other = 查看 #{ $number }
officer-button-adopt = 採納報告
officer-button-return = 退回補充

# The queue
officer-queue =
    待辦線索 { $open } 項，其中逾期 { $overdue } 項，涉及嚴重傷害 { $grave } 項。{ $pages ->
        [1] { "" }
       *[other] 第 { $page } 頁，共 { $pages } 頁。
    }
    請按其中一項查看。
officer-queue-empty = 現時沒有待辦線索。
officer-queue-row = { $overdue ->
        [0] #{ $number }
       *[other] 逾期 #{ $number }
    } { $product } · { $harm } · { $tips } 項 · { $state }
officer-queue-row-brief = { $overdue ->
        [0] #{ $number }
       *[other] 逾期 #{ $number }
    } { $harm } · { $state }
officer-signal-which = 請註明線索編號，例如：/signal 12

# After an act
officer-acknowledged = 線索 #{ $number } 已由您認領，請於限期內核實。
officer-verification-begun = 線索 #{ $number } 已開始核實，並已通知提供者。
officer-verified = 線索 #{ $number } 的核實結果已儲存：情況屬實。下一步請錄入。
officer-not-verified = 線索 #{ $number } 的核實結果已儲存：情況並不屬實，不予立案，並已通知提供者。
officer-entered = 線索 #{ $number } 已錄入風險預警平台。接着可委託評估或草擬預警。
officer-dismissed = 線索 #{ $number } 不予立案，理由已記錄，並已通知提供者。
officer-closed = 線索 #{ $number } 已結案，並已通知提供者。
officer-transferred = { $there ->
        [0] 線索 #{ $number } 已轉介至{ $office }。
       *[other] 線索 #{ $number } 已轉介至{ $office }，在該處的編號為 #{ $there }。
    }
officer-merged = 線索 #{ $number } 已併入 #{ $into }，原有資料亦已一併轉移。
officer-asked =
    問題已轉交 { $tip } 的提供者，雙方身分互不透露。對方看到的是：
    「{ $question }」
officer-commissioned = 線索 #{ $number } 已委託{ $institution }評估，限期為{ $due }。
officer-adopted = 線索 #{ $number } 的評估報告已獲採納。下一步請研判處置。
officer-returned = 報告已退回專家補充，新限期為{ $due }。
officer-decided = 線索 #{ $number } 的處置決定已記錄。
officer-decided-warn = 線索 #{ $number } 的處置決定已記錄。下一步請按「草擬預警」。
officer-tip-answered = 已記錄：{ $tip } 的提供者已另行獲得答覆。

# Details
officer-details =
    線索 #{ $number } · { $state }
    承辦單位：{ $office }
    開立時間：{ $opened }
    { $merged ->
        [0] 共 { $tips } 項資料{ $pages ->
            [1] 。
           *[other] ，由新至舊，第 { $page } 頁，共 { $pages } 頁。
        }
       *[other] 已併入 #{ $merged }，資料均已轉移至該處。
    }{ $reasoned ->
        [0] { "" }
       *[other] 說明：{ $reason }
    }
officer-details-page = 資料第 { $page } 頁，共 { $pages } 頁。
officer-details-brief = 線索 #{ $number } 的詳情請於本系統網頁查閱。
officer-tip =
    { $named ->
        [0] 資料 { $tip }（未實名）
       *[other] 資料 { $tip }（實名）
    } · { $at }
    來源：{ $source }，貿易方式：{ $trade }
    購買途徑：{ $where }
    受傷情況：{ $injuries }
    已通知提供者：{ $status }
    合併依據：{ $joined }
    「{ $quote }」
officer-relay-asked = { $at } 本單位查詢：「{ $quote }」
officer-relay-said = { $at } 提供者回覆：「{ $quote }」
officer-relay-answer =
    線索 #{ $number }：{ $tip } 的提供者已回覆{ $files ->
        [0] { "" }
       *[other] ，附件 { $files } 個
    }。
    「{ $quote }」
officer-relay-answer-brief = 線索 #{ $number }：{ $tip } 的提供者已回覆。
officer-file = { $tip } 的附件 { $number }
officer-verification =
    核實（{ $at }）：{ $holds ->
        [0] 情況並不屬實
       *[other] 情況屬實
    }
    方法：{ $method }
    核實人員：{ $investigator }
    核查工作：{ $checks }
    發現：{ $finding }
    證據：{ $evidence }
officer-assessment = 評估（{ $institution }）：{ $state }{ $reasoned ->
        [0] { "" }
       *[other] 。理由：{ $reason }
    }
officer-decision =
    處置決定（{ $at }）{ $uncertain ->
        [0] { "" }
       *[other] · 緊急措施，風險尚未確定
    }
    預警：{ $warnings }
    快速應變措施：{ $measures }{ $reasoned ->
        [0] { "" }
       *[other] 。不採取措施的理由：{ $reason }
    }
officer-none = 無
officer-investigator-self = 本單位自行核實

# Verification
verify-ask-method = 以甚麼方法核實？
verify-ask-investigator = 由誰核實？
verify-ask-checks = 進行了哪些核查？請註明時間、地點及對象。
verify-ask-finding = 有甚麼發現？
verify-ask-evidence = 有甚麼證據？例如報告編號、相片、單據。如沒有可略過。
verify-ask-holds = 所反映的情況是否屬實？如選「並不屬實」，線索將不予立案，並會通知提供者。
verify-holds = 屬實
verify-holds-not = 並不屬實
verify-review =
    請核對線索 #{ $number } 的核實結果：
    方法：{ $method }
    核實人員：{ $investigator }
    核查工作：{ $checks }
    發現：{ $finding }
    證據：{ $evidence }
    結論：{ $holds ->
        [0] 並不屬實，不予立案
       *[other] 屬實
    }
verify-label-method = 方法
verify-label-investigator = 核實人員
verify-label-checks = 核查工作
verify-label-finding = 發現
verify-label-evidence = 證據
verify-label-holds = 結論

# Dismissal, transfer, merging
dismiss-ask-reason = 為何不予立案？理由會存檔；提供者只會獲告知已結案。
dismiss-review =
    線索 #{ $number } 將不予立案，並會通知提供者。
    理由：{ $reason }
dismiss-label-reason = 理由
transfer-ask-office = 轉介至哪個單位？
transfer-ask-reason = 為何轉介？請註明依據，接收單位可以看到。
transfer-nowhere = 沒有可轉介的單位。請系統管理員檢查主管海關對照表。
merge-ask-into = 將 #{ $number } 併入哪項線索？亦可輸入編號。
merge-review =
    將把 { $this_is }
    併入 { $that_is }
    信息和附件都會轉過去，#{ $this } 不再單獨處理。
merge-label-into = 併入哪項
merge-target-gone = 線索 #{ $number } 現為「{ $state }」，您打開後已有同事處理，不能再併入。請另選一項。
merge-nothing = 沒有其他待辦線索可與 #{ $number } 合併。

# Questions to tipsters
ask-nobody = 線索 #{ $number } 的提供者均不願再獲聯絡，無法查詢。
ask-merged = 線索 #{ $number } 已併入 #{ $into }，請在 #{ $into } 詢問提供者。
ask-which = 詢問哪一項資料的提供者？
ask-tip = { $tip } · { $at } · { $named ->
        [0] 未實名
       *[other] 實名
    }
ask-question = 請寫下問題。請勿寫上您的姓名及電話，對方只會看到問題本身。
relay-question =
    就您提供的線索 { $number }，負責職員想請問：
    「{ $question }」
    您的身分不會向對方透露。
relay-button-answer = 回覆

# Commissioning
commission-ask-expert = 委託哪位專家評估？
commission-expert = { $name }（{ $institution }）
commission-ask-days = 須於多久內完成？
commission-days = { $days } 個工作天（{ $due }）
commission-ask-question = 請專家重點回答甚麼問題？如沒有可略過。
commission-running = 線索 #{ $number } 現由{ $institution }評估，尚未完成。
commission-nobody = 尚未登記任何技術機構的專家。請系統管理員先行加入。
officer-assessment-accepted = 線索 #{ $number }：專家已接受委託。
officer-assessment-declined = 線索 #{ $number }：專家謝絕委託。理由：{ $reason }。請另行委託。
return-ask-reason = 請註明須補充或更正的內容。
assessment-report =
    線索 #{ $number } 的評估報告
    方法：{ $method }
    風險類別：{ $category }
    級別：{ $level }
    { $injury ->
        [0] 定級理由：{ $reason }
       *[other] 傷害情境：{ $scenario }
            嚴重程度：{ $severity } 級，機率：{ $probability }{ $reasoned ->
                [0] { "" }
               *[other] 。改定級別的理由：{ $reason }
            }
    }
    危害：{ $hazards }
    危害描述：{ $harm }
    影響範圍：{ $scope }
    剩餘風險：{ $residual }
    處置建議：{ $disposal }
assessment-report-brief = 線索 #{ $number } 的評估報告已提交，請審閱。

# Decision
decide-ask-warnings = 發出哪些風險警示？可選多項，也可不選。選妥後請按「選妥」。
decide-ask-measures = 採取哪些快速應變措施？可選多項，也可不選。選妥後請按「選妥」。
decide-ask-reason = 您沒有選取任何措施，請註明理由。
decide-review =
    請核對線索 #{ $number } 的處置決定{ $uncertain ->
        [0] { "" }
       *[other] （緊急措施，風險尚未確定）
    }：
    預警：{ $warnings }
    快速應變措施：{ $measures }{ $reasoned ->
        [0] { "" }
       *[other] 。不採取措施的理由：{ $reason }
    }
decide-label-warnings = 預警
decide-label-measures = 快速應變措施
decide-label-reason = 理由

# Credit codes
officer-bindings = 有 { $count } 家企業申請綁定統一社會信用代碼，以下是最早的 { $shown } 家。請核對後決定。
officer-bindings-none = 現時沒有待確認的企業綁定申請。
officer-binding-confirmed = { $company }（{ $uscc }）的綁定申請已確認。
officer-binding-refused = { $company }（{ $uscc }）的綁定申請已拒絕。
binding-ask-reason = 為何拒絕？申請人會看到理由。

# Clocks
clock-warning = 提示：{ $number } 的「{ $kind }」時限已過 { $percent }%，限期為{ $due }。承辦單位：{ $office }。
clock-missed = 逾期：{ $number } 的「{ $kind }」未能於{ $due }前完成。承辦單位：{ $office }。請督促辦理。
clock-unknown-year = 系統未有 { $year } 年的工作日安排，有關限期暫按星期一至五計算。請系統管理員在假期表補充。

# Forms
form-name = { $name }
form-keep = 保留原有內容
form-write-words = 請以文字回答。
form-too-long = 內容過長，請縮減至 { $limit } 字以內。
form-press-a-button = 請按下面其中一個按鈕。
form-tick-one = 請最少選一項。
form-done = { $count ->
        [0] 選妥（未選）
       *[other] 選妥（{ $count } 項）
    }
form-first = 這是第一個問題，前面沒有問題了。
form-submit = 提交
form-change = 修改
form-change-what = 要修改哪一項？
form-page-before = 上一頁
form-page-next = 下一頁（{ $page }/{ $pages }）

# Refusals
error-taken = 線索 #{ $number } 已由另一位關員認領，您無須再認領。
error-unnamed-only = 線索 #{ $number } 只有未實名資料，不能單憑這些資料展開評估。請先請提供者實名，或經核實取得證據。
error-tip-alone = 線索 #{ $number } 只有資料 { $tip } 一項，毋須拆出。
error-tip-elsewhere = 資料 { $tip } 已轉至線索 #{ $number }，這次沒有拆出。請打開 #{ $number } 查看。
error-tip-moved-out = 資料 { $tip } 已移出受理範圍，不屬任何線索，不能拆出。
error-contact-withdrawn = { $number } 的提供者不願再獲聯絡，無法查詢。

# Rapid-response measures (Art. 17; Plan 11)
measure-kind-adjust-supervision = 調整檢驗監管模式
measure-kind-return-goods = 退運
measure-kind-destroy-goods = 銷毀
measure-kind-stop-trade = 停止進出口
measure-kind-stop-sale = 停止銷售及使用
measure-kind-recall = 回收
measure-kind-seal-or-seize = 查封或扣押
measure-kind-survey = 調查同類產品、相關行業或關聯地區
measure-kind-notify-departments = 通報有關部門及機構，建議協同處理
measure-kind-rerate-credit = 調整信用級別
measure-kind-trace = 追溯調查
measure-kind-restrict-trade = 限制或禁止進出口

# Splitting
split-ask-into = 資料 { $tip } 將從線索 #{ $number } 拆出，應歸入哪項線索？亦可輸入線索編號。
split-own = 另立一條新線索
officer-split = 資料 { $tip } 已從線索 #{ $number } 拆出，現歸入線索 #{ $into }。

# Why information is on its signal, or why two texts are not about the same thing
join-reason-same-text = 與已有資料的文字完全相同
join-reason-same-model = 型號相同，危害吻合
join-reason-same-brand-pattern = 品牌及危害相同，並非全部註明型號
join-reason-same-kind-pattern = 同一種產品、相同的危害及故障，品牌或型號並無矛盾
join-reason-different-product = 產品不同
join-reason-different-brand = 品牌不同
join-reason-different-model = 型號不同
join-reason-different-thing = 同類產品，但並非同一種物品
join-reason-different-hazard = 危害不同
join-reason-different-failure = 故障、傷者或時間地點不同
join-reason-brand-untold = 只有一方說明品牌，不足以認定為同一事件
join-reason-no-common-ground = 資料太少，無法認定為同一事件
join-reason-opened = 新線索
join-reason-by-officer = 由關員歸入此處
join-reason-unknown = 沒有紀錄
join-decision-merge = 合併
join-decision-move = 改歸
join-decision-split = 拆出
