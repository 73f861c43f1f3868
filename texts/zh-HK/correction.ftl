# An officer puts right what triage said

# On the card
correct-was = { $now }（更正自「{ $was }」）
correct-was-by =
    { $harm }
    更正人：{ $corrector }，{ $at }

# The dialogue
officer-button-correct = 更正
correct-at-home = 線索 #{ $number } 的更正請在本系統網頁辦理。
correct-ask-which = 線索 #{ $number } 有多項資料。要更正哪一項？亦可直接輸入資料編號。
correct-all-tips = 全部 { $count } 項（連同整條線索）
correct-tip = { $tip } · { $at } · { $product } · 「{ $quote }」
correct-ask-field =
    { $count ->
        [1] 線索 #{ $number }，資料 { $tip }，現時歸類為：
       *[other] 線索 #{ $number } 的全部 { $count } 項資料，現時歸類為：
    }
    { $inside ->
        [0] 範圍：{ $scope }
       *[other] 產品：{ $product }
            危害：{ $hazards }
    }
    最嚴重後果：{ $harm }
    哪一項不對？
correct-button-product = 產品
correct-button-hazards = 危害
correct-button-harm = 後果
correct-button-scope = 不屬進出口工業品
correct-ask-product = 線索 #{ $number } 說的是哪一類產品？請點選一項，亦可輸入幾個字搜尋。
correct-whole-list = 全部 { $count } 類
correct-guessed = 沒有名稱含「{ $search }」的類別。按這幾個字，最可能是以下各類。
correct-none-likely = 找不到與「{ $search }」相關的類別。請改用其他字詞，或從以下全部類別中選擇。
correct-ask-hazards =
    線索 #{ $number } 涉及哪些危害？可選多項，再按一次取消，選好後按「選好了」。
    已選：{ $ticked }
correct-ask-harm = 按這項資料所述，最嚴重的後果是甚麼？
correct-ask-scope = 這件事由哪裏負責？
correct-elsewhere-food = 食品
correct-elsewhere-cosmetics = 化妝品
correct-elsewhere-animal-plant = 動植物及其產品
correct-elsewhere-medicine = 藥品
correct-elsewhere-service = 價格、退款、速遞、服務糾紛
correct-elsewhere-nothing = 都不是（廣告、閒聊等）
correct-confirm =
    { $whole ->
        [0] 資料 { $tip } 將從線索 #{ $number } 移出，歸類為「{ $where }」。
       *[other] 線索 #{ $number } 的 { $count } 項資料將移出受理範圍，歸類為「{ $where }」，線索隨之不予立案。
    }
    { $told ->
        [0] 提供者會收到已結案的通知。
       *[other] 提供者會收到已結案的通知，並獲告知應向哪裏反映。
    }
    辦理後不能撤銷。
correct-button-move-out = 確認移出
correct-moved-out = { $closed ->
        [0] 資料 { $tip } 已從線索 #{ $number } 移出，並已通知提供者。
       *[other] 線索 #{ $number } 不屬受理範圍，已不予立案，並已通知提供者。
    }
correct-done = 線索 #{ $number } 已更正，更正前後的內容均已存檔，將用於改善自動分類。
correct-nothing = 所選內容與現時相同，線索 #{ $number } 沒有改動。
correct-button-undo = 撤銷這次更正
correct-undone = 線索 #{ $number } 的更正已撤銷，並已恢復原來的歸類。
correct-changed-meanwhile = 您打開後，線索 #{ $number } 已由他人更正或有新資料，您這次沒有改動任何內容。以下是最新的卡片，請看過再辦理。
correct-alike = 更正後，線索 #{ $number } 與 #{ $other } 像是同一件事。如確為同一件事，請合併。
correct-apart = 更正後，這項資料與線索 #{ $number } 的其他資料並非同一種產品。如確非同一件事，請在詳情中拆出。
correct-reassess = 線索 #{ $number } 已經評估。如風險因此有重大變化，應重新評估（辦法第十四條），請按「委託評估」。
correction-left = { $left ->
        [0] { "" }
       *[other] （已移出本線索）
    }
officer-correction =
    { $undone ->
        [0] 更正（{ $at }，{ $corrector }），資料 { $tip }{ correction-left }：
       *[other] 更正（{ $at }，{ $corrector }，其後已撤銷），資料 { $tip }{ correction-left }：
    }{ $product_changed ->
        [0] { "" }
       *[other] { "" }
            產品：{ $product_before } → { $product_after }
    }{ $hazards_changed ->
        [0] { "" }
       *[other] { "" }
            危害：{ $hazards_before } → { $hazards_after }
    }{ $harm_changed ->
        [0] { "" }
       *[other] { "" }
            後果：{ $harm_before } → { $harm_after }
    }{ $scope_changed ->
        [0] { "" }
       *[other] { "" }
            範圍：{ $scope_before } → { $scope_after }
    }
    自動分類原為：{ $product_said }；{ $hazards_said }；{ $harm_said }；{ $scope_said }
citizen-sent-on = 關於您提供的資料 { $number }：{ $whose }
