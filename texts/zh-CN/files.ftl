# What was read in photos and files that people sent.
# Each value on a line of its own, where there is one.
file-values = { $product-told ->
        [0] { "" }
       *[other] { "\u000A" }产品：{ $product }
    }{ $brand-told ->
        [0] { "" }
       *[other] { "\u000A" }品牌：{ $brand }
    }{ $model-told ->
        [0] { "" }
       *[other] { "\u000A" }型号：{ $model }
    }{ $batch-told ->
        [0] { "" }
       *[other] { "\u000A" }批号：{ $batch }
    }{ $origin-told ->
        [0] { "" }
       *[other] { "\u000A" }产地：{ $origin }
    }{ $gtin-told ->
        [0] { "" }
       *[other] { "\u000A" }条码：{ $gtin }
    }{ $hs_code-told ->
        [0] { "" }
       *[other] { "\u000A" }海关编码（HS）：{ $hs_code }
    }{ $importer-told ->
        [0] { "" }
       *[other] { "\u000A" }进口商：{ $importer }
    }{ $certificate-told ->
        [0] { "" }
       *[other] { "\u000A" }证书或报告编号：{ $certificate }
    }{ $standards-told ->
        [0] { "" }
       *[other] { "\u000A" }标准：{ $standards }
    }{ $marks-told ->
        [0] { "" }
       *[other] { "\u000A" }标志：{ $marks }
    }
citizen-reading = 正在看上面写了什么，请稍等。
citizen-read =
    { $papers ->
        [0] 照片上写着：
       *[other] 文件上写着：
    }{ file-values }
    对吗？
citizen-read-right = 对
citizen-read-wrong = 有错
citizen-read-kept = 好的，已记下。
citizen-read-dropped = 好的，读到的内容不采用，照片和文件仍会留给工作人员看。正确的品牌、型号可以直接写下来。
citizen-read-skipped = 好的。
citizen-unread =
    { $why ->
        [broken] 这个文件打不开，可能没有传完整。已原样保存，请再发一次。
        [locked] 这个文件有密码，没能看到内容。已原样保存，请再发一份不带密码的。
        [too_large] 这个文件展开后太大，没能看到内容。已原样保存，图片可以缩小后再发，或者重新拍一张。
       *[other] 这个文件没能读出文字。已原样保存，工作人员会看；也可以直接写下品牌和型号。
    }
typed-right = 对|对的|没错|正确|是对的|都对|right|correct|yes
typed-wrong = 有错|有错误|不对|错了|错的|不正确|wrong|no|incorrect
officer-read =
    { $tip } 的附件 { $number } 上写着（{ $checked ->
        [right] 提供人已确认
       *[other] 未经提供人确认
    }）：{ file-values }{ $quoted ->
        [0] { "" }
       *[other] { "\u000A" }原文：“{ $quote }”
    }
officer-read-wrong = { $tip } 的附件 { $number }：提供人说读出的内容有误，已不采用。请直接看原件。
officer-read-brief = 线索 #{ $number } 的附件内容请在本系统网页上查看。
