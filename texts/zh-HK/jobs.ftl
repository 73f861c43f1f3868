# What is said by the clock, and after sending.
circular-issued-told = { $number }《{ $title }》已發出，發給 { $people } 人{ $unreachable ->
        [0] 。
       *[other] ，其中 { $unreachable } 人沒有可用的聯絡渠道。
    }
circular-issued-nobody =
    { $number }《{ $title }》已發出，發給 { $people } 人{ $unreachable ->
        [0] 。
       *[other] ，其中 { $unreachable } 人沒有可用的聯絡渠道。
    }
    另有 { $count } 家機構在收件範圍內但未有登記聯絡人，請另行通知：
    { $names }
circular-undeliverable-told = { $number }《{ $title }》有收件人未能送達，請查看名單並改以其他方式聯絡。
circular-undeliverable-open = 查看需派員聯絡的名單
circular-silent-told =
    { $number }《{ $title }》有 { $people } 位收件人逾期未簽收，其機構亦沒有其他人可以轉送。他們已列入需派員聯絡的名單，請盡快聯絡：
    { $names }
circular-silent-brief = 文書 { $number } 有 { $people } 位收件人逾期未簽收，請登入本平台查看名單。
digest-citizen =
    今日摘要：新警示 { $count } 份。
    { $titles }
digest-enterprise =
    今日摘要：新文書 { $count } 份，待辦事項 { $owed } 項。
    { $titles }
digest-bundled =
    今日摘要：新文書 { $count } 份。按您的選擇，不緊急的文書合併傳送；按編號看全文。
    { $titles }
digest-read = 查看 { $number }
digest-brief = 今日摘要：新文書 { $count } 份。請登入本平台查看內容。
