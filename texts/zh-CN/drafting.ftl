# An officer drafts, submits and issues a circular, and follows it.
circular-preview = 预览
circular-edit = 修改
circular-submit = 送签
circular-discard = 作废
circular-answers = 查看答复
circular-lift = 解除
circular-update = 另发新文书代替
circular-withdraw = 撤回
circular-row = { $number }《{ $title }》· { $state }
circulars-none = 本单位还没有预警文书。
circulars-list = 本单位共有 { $count } 份预警文书：
circulars-new = 起草新文书
circular-card =
    { $level }{ $kind } { $number }
    《{ $title }》
    状态：{ $state }
circular-card-issued =
    { $level }{ $kind } { $number }
    《{ $title }》
    状态：{ $state }
    送达 { $deliveries } 条：待发 { $waiting }，已送到 { $sent }，已签收 { $acknowledged }，不能送达 { $dead }
    签收 { $receipts } 人，答复 { $answers } 人
circular-stands = { $number }《{ $title }》现在的状态是：{ $state }。这个按钮已经不用了。
circular-answers-none = 还没有人答复。
circular-answer-received =
    “{ $company }”答复了 { $number }《{ $title }》：
    是否涉及：{ $involved }
    型号、批次：{ $batches }
    数量：{ $quantity }
    措施：{ $action }
    证明材料：{ $files } 份
circular-answer-brief = 收到对 { $number } 的答复，请登录本平台查看。
circular-answer-evidence = 查看证明材料
circular-evidence-sent = 对 { $number } 的答复所附材料
undelivered-none = 没有未能送达或逾期未签收的文书。
undelivered-list = 有 { $count } 位收件人未能送达或逾期未签收，请改用电话、函件等方式联系：
undelivered-silent = 逾期未签收
undelivered-unreachable = 未能送达
undelivered-row =
    { $company }（{ $contact }，{ $phone }）
    文书：{ $number }《{ $title }》
    情况：{ $why }　渠道：{ $channel }　负责人：{ $owner }
undelivered-brief = 文书 { $number } 有未能送达或逾期未签收的收件人，请登录本平台查看。

draft-kind-bulletin = 通报（发给海关）
draft-kind-advisory = 通告（发给企业、机构）
draft-kind-announcement = 公告（向社会发布）
draft-ask-kind = 起草哪一种文书？
draft-ask-kind-abroad = 起草哪一种文书？通报按保密规定只能在本平台网页上起草。
draft-bulletin-at-home = 通报按保密规定只能在本平台网页上起草和修改，请登录办理。
draft-ask-level = 预警级别？
draft-ask-product = 针对哪类产品？
draft-product-none = 不限产品
draft-ask-hazards = 涉及哪些危害？可以选多项。
draft-ask-title = 请输入标题。建议：{ $suggestion }
draft-title-use = 用建议的标题
draft-title-suggestion = 关于{ $product }{ $hazards }风险的警示
draft-title-suggestion-plain = 关于{ $product }质量安全风险的警示
draft-ask-body = 请输入正文：发现了什么风险，涉及哪些产品，依据是什么。
draft-ask-measures = 要求采取哪些措施？一行一条；没有可点“不列措施”。
draft-ask-measures-needed = 公告必须列明强制性措施（《办法》第十六条第三项）。请输入，一行一条。
draft-measures-none = 不列措施
draft-measures-many = 措施最多 { $limit } 条，请合并后再输入。
draft-ask-audience-bulletin = 发给哪些海关？可以点选，也可以直接输入单位名称，用分号隔开。
draft-ask-audience-advisory = 发给谁？可以点选，也可以直接输入信用代码、企业或机构名称、地区、进口商、出口商、生产企业、代理人，用分号隔开。
draft-ask-audience-announcement = 公告向社会公开，并发给订阅者。还要直接发给哪些企业？可以点选，也可以直接输入信用代码、名称或地区，用分号隔开。
draft-audience-below = 全部下级海关
draft-audience-subscribers = 订阅的企业
draft-audience-all = 全部企业
draft-audience-public = 不另发，只公开
draft-audience-unknown = 没有找到“{ $value }”。请核对信用代码、名称或地区后再输入。
draft-ask-reply-by = 要求收件人在哪天前答复？可以点选，也可以输入日期，例如 2026-12-31。
draft-reply-none = 不要求答复
draft-ask-valid-until = 有效期到哪天？可以点选，也可以输入日期，例如 2026-12-31。
draft-valid-none = 长期有效
draft-day = { $days } 天后（{ $date }）
draft-day-wrong = 没有看懂日期，请按 2026-12-31 的样子输入。
draft-day-past = 这一天已经过去，请输入今天或以后的日期。
draft-review =
    请核对：
    种类：{ $kind }　级别：{ $level }
    标题：{ $title }
    产品：{ $product }　危害：{ $hazards }
    正文：{ $body }
    措施：{ $measures }
    发给：{ $audience }
    答复期限：{ $reply_by }
    有效期至：{ $valid_until }
draft-label-kind = 种类
draft-label-level = 级别
draft-label-product = 产品
draft-label-hazards = 危害
draft-label-title = 标题
draft-label-body = 正文
draft-label-measures = 措施
draft-label-audience = 发给谁
draft-label-reply-by = 答复期限
draft-label-valid-until = 有效期
draft-saved = 草稿已保存，编号 { $number }。请先预览，确认无误后送签。
draft-preview =
    《{ $title }》（{ $number }）预览：

    { $paper }
draft-submitted = 已将《{ $title }》（{ $number }）送签发人。
draft-discarded = 草稿《{ $title }》（{ $number }）已作废。
