# What was read in photos and files that people sent.
# Each value on a line of its own, where there is one.
file-values = { $product-told ->
        [0] { "" }
       *[other] { "\u000A" }產品：{ $product }
    }{ $brand-told ->
        [0] { "" }
       *[other] { "\u000A" }品牌：{ $brand }
    }{ $model-told ->
        [0] { "" }
       *[other] { "\u000A" }型號：{ $model }
    }{ $batch-told ->
        [0] { "" }
       *[other] { "\u000A" }批號：{ $batch }
    }{ $origin-told ->
        [0] { "" }
       *[other] { "\u000A" }產地：{ $origin }
    }{ $gtin-told ->
        [0] { "" }
       *[other] { "\u000A" }條碼：{ $gtin }
    }{ $hs_code-told ->
        [0] { "" }
       *[other] { "\u000A" }貨品編號（HS）：{ $hs_code }
    }{ $importer-told ->
        [0] { "" }
       *[other] { "\u000A" }進口商：{ $importer }
    }{ $certificate-told ->
        [0] { "" }
       *[other] { "\u000A" }證書或報告編號：{ $certificate }
    }{ $standards-told ->
        [0] { "" }
       *[other] { "\u000A" }標準：{ $standards }
    }{ $marks-told ->
        [0] { "" }
       *[other] { "\u000A" }標誌：{ $marks }
    }
citizen-reading = 正在看上面寫了甚麼，請稍等。
citizen-read =
    { $papers ->
        [0] 相片上寫着：
       *[other] 檔案上寫着：
    }{ file-values }
    對嗎？
citizen-read-right = 對
citizen-read-wrong = 有錯
citizen-read-kept = 好的，已記下。
citizen-read-dropped = 好的，讀到的內容不採用，相片和檔案仍會留給職員查看。正確的品牌、型號可以直接寫下來。
citizen-read-skipped = 好的。
citizen-unread =
    { $why ->
        [broken] 這個檔案打不開，可能沒有傳送完整。已原樣保存，請再傳送一次。
        [locked] 這個檔案設有密碼，未能看到內容。已原樣保存，請再傳送一份沒有密碼的。
        [too_large] 這個檔案展開後太大，未能看到內容。已原樣保存，圖片可以縮小後再傳送，或者重新拍一張。
       *[other] 這個檔案未能讀出文字。已原樣保存，職員會查看；也可以直接寫下品牌和型號。
    }
typed-right = 對|對的|啱|啱嘅|冇錯|沒錯|正確|都對|right|correct|yes
typed-wrong = 有錯|不對|唔啱|錯|錯了|不正確|wrong|no|incorrect
officer-read =
    { $tip } 的附件 { $number } 上寫着（{ $checked ->
        [right] 提供者已確認
       *[other] 未經提供者確認
    }）：{ file-values }{ $quoted ->
        [0] { "" }
       *[other] { "\u000A" }原文：「{ $quote }」
    }
officer-read-wrong = { $tip } 的附件 { $number }：提供者表示讀出的內容有誤，已不採用。請直接查看原件。
officer-read-brief = 線索 #{ $number } 的附件內容請在本系統網頁上查看。
