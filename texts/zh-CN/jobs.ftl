# What is said by the clock, and after sending.
circular-issued-told = { $number }《{ $title }》已发布，发给 { $people } 人{ $unreachable ->
        [0] 。
       *[other] ，其中 { $unreachable } 人没有可用的联系渠道。
    }
circular-issued-nobody =
    { $number }《{ $title }》已发布，发给 { $people } 人{ $unreachable ->
        [0] 。
       *[other] ，其中 { $unreachable } 人没有可用的联系渠道。
    }
    另有 { $count } 家单位在收件范围内但没有登记联系人，请另行通知：
    { $names }
circular-undeliverable-told = { $number }《{ $title }》有收件人未能送达，请查看名单并改用其他方式联系。
circular-undeliverable-open = 查看需人工联系的名单
circular-silent-told =
    { $number }《{ $title }》有 { $people } 位收件人逾期未签收，其单位也没有其他人可以转送。他们已列入需人工联系的名单，请尽快联系：
    { $names }
circular-silent-brief = 文书 { $number } 有 { $people } 位收件人逾期未签收，请登录本平台查看名单。
digest-citizen =
    今日汇总：新警示 { $count } 份。
    { $titles }
digest-enterprise =
    今日汇总：新文书 { $count } 份，待办 { $owed } 件。
    { $titles }
digest-bundled =
    今日汇总：新文书 { $count } 份。按您的选择，不紧急的文书合并发送；点编号看全文。
    { $titles }
digest-read = 查看 { $number }
digest-brief = 今日汇总：新文书 { $count } 份。内容请登录本平台查看。
