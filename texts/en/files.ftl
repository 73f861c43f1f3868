# What was read in photos and files that people sent.
# Each value on a line of its own, where there is one.
file-values = { $product-told ->
        [0] { "" }
       *[other] { "\u000A" }Product: { $product }
    }{ $brand-told ->
        [0] { "" }
       *[other] { "\u000A" }Brand: { $brand }
    }{ $model-told ->
        [0] { "" }
       *[other] { "\u000A" }Model: { $model }
    }{ $batch-told ->
        [0] { "" }
       *[other] { "\u000A" }Batch: { $batch }
    }{ $origin-told ->
        [0] { "" }
       *[other] { "\u000A" }Origin: { $origin }
    }{ $gtin-told ->
        [0] { "" }
       *[other] { "\u000A" }Barcode: { $gtin }
    }{ $hs_code-told ->
        [0] { "" }
       *[other] { "\u000A" }HS code: { $hs_code }
    }{ $importer-told ->
        [0] { "" }
       *[other] { "\u000A" }Importer: { $importer }
    }{ $certificate-told ->
        [0] { "" }
       *[other] { "\u000A" }Certificate or report: { $certificate }
    }{ $standards-told ->
        [0] { "" }
       *[other] { "\u000A" }Standards: { $standards }
    }{ $marks-told ->
        [0] { "" }
       *[other] { "\u000A" }Marks: { $marks }
    }
citizen-reading = We are reading what is written there, one moment please.
citizen-read =
    { $papers ->
        [0] The photo says:
       *[other] The file says:
    }{ file-values }
    Is that right?
citizen-read-right = Right
citizen-read-wrong = Wrong
citizen-read-kept = Thank you, noted.
citizen-read-dropped = We will not use what we read; the photo or file itself stays with the case for the officers to see. You can write down the correct brand or model.
citizen-read-skipped = All right.
citizen-unread =
    { $why ->
        [broken] We could not open this file; it may not have arrived whole. We have kept it as it is. Please send it again.
        [locked] This file has a password, so we could not read it. We have kept it as it is. Please send one without a password.
        [too_large] Unpacked, this file is too large for us to read. We have kept it as it is. You can send a smaller picture, or take another.
       *[other] We could not read any text in this file. We have kept it as it is for the officers; you can also write down the brand and model.
    }
typed-right = right|correct|yes|that is right|that's right|对|對
typed-wrong = wrong|no|incorrect|not right|有错|有錯|不对
officer-read =
    File { $number } of { $tip } says ({ $checked ->
        [right] confirmed by the tipster
       *[other] not confirmed by the tipster
    }):{ file-values }{ $quoted ->
        [0] { "" }
       *[other] { "\u000A" }Text: “{ $quote }”
    }
officer-read-wrong = File { $number } of { $tip }: the tipster says that what was read in it is wrong, so it is not used. Please look at the file itself.
officer-read-brief = What the files of signal #{ $number } say is shown on our own pages.
