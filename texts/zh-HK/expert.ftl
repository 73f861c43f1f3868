# Commissions
expert-commission =
    評估委託 · 線索 #{ $number } · { $state }
    委託單位：{ $office }
    限期：{ $due }
    產品：{ $product }
    危害：{ $hazards }
    最嚴重後果：{ $harm }（共 { $tips } 項資料）
    { $checked ->
        [0] 核實發現：暫無
       *[other] 核實發現：{ $finding }
    }
    { $asked ->
        [0] 請按規定完成評估報告。
       *[other] 請重點回答：{ $question }
    }{ $returned ->
        [0] { "" }
       *[other] { " " }退回意見：{ $reason }
    }
    資料摘錄：
    { $quotes }
expert-commission-brief = 您有一份評估委託：線索 #{ $number }，限期為{ $due }。
expert-button-show = 查看委託
expert-button-accept = 接受
expert-button-decline = 謝絕
expert-button-write = 填寫報告
expert-tasks = 您有 { $count } 項評估工作。請按其中一項查看。
expert-tasks-none = 您現時沒有評估工作。
expert-task-row = #{ $number } · { $state } · { $due } 前
expert-accepted = 您已接受委託，請於{ $due }前提交報告。
expert-declined = 您已謝絕委託，委託單位會另行安排。
expert-submitted = 線索 #{ $number } 的評估報告已提交，有待審閱。
expert-report-adopted = 線索 #{ $number } 的評估報告已獲採納。謝謝您。
expert-report-returned = 線索 #{ $number } 的評估報告已被退回，請補充：{ $reason }
decline-ask-reason = 為何謝絕？委託單位會看到理由。

# The report (Art. 13)
assess-ask-method = 採用哪種評估方法？這類危害通常採用「{ $usual }」。
assess-ask-category = 屬於哪一類風險？
assess-ask-scenario = 傷害如何發生？請依次寫出產品缺陷、使用情況及傷害結果。
assess-ask-severity =
    傷害有多嚴重？
    1 級：急救處理即可，大致不影響活動，無須住院。
    2 級：須求診，影響活動，但六個月內可復原。
    3 級：須住院，影響活動六個月以上，或永久喪失部分功能。
    4 級：死亡，或喪失肢體、功能，嚴重傷殘。
assess-ask-probability = 在產品使用期內，發生這種傷害的機率有多大？可按選項，也可直接輸入，例如 1/250、0.4%、千分之三。
assess-bad-probability = 無法辨識這個機率。請寫成 1/250、0.4% 或千分之三，須大於 0 而不超過 1。
assess-ask-level = 嚴重程度 { $severity } 級、機率 { $probability }，按矩陣為「{ $level }」。是否採用這個級別？
assess-take-level = 採用：{ $level }
assess-ask-judged = 綜合判斷，屬於哪一級風險？
assess-ask-reason = 為何定為這個級別？請註明依據。
assess-ask-hazards = 有哪些危害？已按線索預先選取，可以增減。選妥後請按「選妥」。
assess-ask-harm = 請描述危害：傷及甚麼、影響甚麼人、後果如何。
assess-ask-scope = 影響範圍有多大？例如型號、批次、數量、銷售地區、人群。
assess-ask-residual = 採取措施後尚餘甚麼風險？
assess-ask-disposal = 建議如何處置？
assess-review =
    請核對線索 #{ $number } 的評估報告：
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
assess-label-method = 評估方法
assess-label-category = 風險類別
assess-label-scenario = 傷害情境
assess-label-severity = 嚴重程度
assess-label-probability = 機率
assess-label-level = 級別
assess-label-judged = 級別
assess-label-reason = 定級理由
assess-label-hazards = 危害
assess-label-harm = 危害描述
assess-label-scope = 影響範圍
assess-label-residual = 剩餘風險
assess-label-disposal = 處置建議
severity-1 = 1 級：輕微
severity-2 = 2 級：可復原
severity-3 = 3 級：嚴重
severity-4 = 4 級：死亡或嚴重傷殘

# Categories: the fields of Art. 3
risk-category-safety = 安全
risk-category-hygiene = 衞生
risk-category-environment = 環境保護
risk-category-health = 健康
risk-category-fraud = 反欺詐
risk-category-security = 國家安全
risk-category-unknown = 未定
risk-level-unknown = 未定
