# The signal card
officer-card =
    { $grave ->
        [0] 风险线索 #{ $number }
       *[other] 【紧急】风险线索 #{ $number }
    } · { $state }
    产品：{ $product }
    危害：{ $hazards }
    最重后果：{ $harm }
    紧急程度：{ $urgency }{ $placed ->
        [0] { "" }
       *[other] { "\u000A" }地点：{ $place }
    }{ $cited ->
        [0] { "" }
       *[other] { "\u000A" }提到的标准：{ $standards }
    }
    信息：{ $tips } 条（实名 { $named } 条，未实名 { $unnamed } 条），附件 { $files } 个{ $checked ->
        [none] { "" }
        [right] { "\u000A" }附件上写着（提供人已确认）：{ $read }
       *[other] { "\u000A" }附件上写着（未经提供人确认）：{ $read }
    }
    认领人：{ $holder }
    期限：{ $clock ->
        [none] 当前没有计时
        [overdue] { $due }，已超期
       *[running] { $due }
    }
    归并依据：{ $joined }
    { $caution ->
        [some] 注意：有未实名信息，须先核实。
            最新一条（{ $tip }）：
        [alone] 注意：只有未实名信息，核实取得证据或提供人实名之前，不能启动评估。
            最新一条（{ $tip }）：
       *[none] 最新一条（{ $tip }）：
    }
    “{ $quote }”
officer-card-merged =
    风险线索 #{ $number } · { $state }
    { $elsewhere ->
        [0] 已并入 #{ $into }，信息和附件都已转到那里，请在 #{ $into } 上办理。
       *[other] 已并入{ $office }的 #{ $into }，由该单位办理。
    }
officer-card-brief = { $grave ->
        [0] 风险线索 #{ $number } 等您处理。
       *[other] 【紧急】风险线索 #{ $number } 涉及人身重大伤害，请尽快处理。
    }
officer-holder-nobody = 暂无

# Buttons
officer-button-acknowledge = 认领
officer-button-begin = 开始核实
officer-button-verify = 填写核实结果
officer-button-enter = 录入
officer-button-commission = 委托评估
officer-button-decide = 研判处置
officer-button-draft = 起草预警
officer-button-close = 办结
officer-button-ask = 问提供人
officer-button-ask-again = 继续问
officer-button-answered = 已另行答复
officer-button-dismiss = 不予立案
officer-button-transfer = 移送
officer-button-merge = 合并
officer-button-split = 拆出
officer-button-details = 详情
officer-button-show = 查看线索
officer-button-show-other = 查看 #{ $number }
officer-button-adopt = 采纳报告
officer-button-return = 退回补充

# The queue
officer-queue =
    待办线索 { $open } 条，其中超期 { $overdue } 条，涉及重大伤害 { $grave } 条。{ $pages ->
        [1] { "" }
       *[other] 第 { $page } 页，共 { $pages } 页。
    }
    点一条查看。
officer-queue-empty = 现在没有待办线索。
officer-queue-row = { $overdue ->
        [0] #{ $number }
       *[other] 超期 #{ $number }
    } { $product } · { $harm } · { $tips } 条 · { $state }
officer-queue-row-brief = { $overdue ->
        [0] #{ $number }
       *[other] 超期 #{ $number }
    } { $harm } · { $state }
officer-signal-which = 请写明线索编号，例如：/signal 12

# After an act
officer-acknowledged = 线索 #{ $number } 已由您认领。请在期限内核实。
officer-verification-begun = 线索 #{ $number } 开始核实，已告知提供人。
officer-verified = 线索 #{ $number } 的核实结果已保存：情况属实。下一步请录入。
officer-not-verified = 线索 #{ $number } 的核实结果已保存：情况不属实，不予立案，已告知提供人。
officer-entered = 线索 #{ $number } 已录入风险预警平台。接下来可以委托评估或起草预警。
officer-dismissed = 线索 #{ $number } 不予立案，理由已记录，已告知提供人。
officer-closed = 线索 #{ $number } 已办结，已告知提供人。
officer-transferred = { $there ->
        [0] 线索 #{ $number } 已移送{ $office }。
       *[other] 线索 #{ $number } 已移送{ $office }，在那里的编号是 #{ $there }。
    }
officer-merged = 线索 #{ $number } 已并入 #{ $into }，原有信息都已转过去。
officer-asked =
    问题已转给 { $tip } 的提供人，双方身份互不透露。对方看到的是：
    “{ $question }”
officer-commissioned = 线索 #{ $number } 已委托{ $institution }评估，期限 { $due }。
officer-adopted = 线索 #{ $number } 的评估报告已采纳。下一步请研判处置。
officer-returned = 报告已退回，请专家补充。新的期限是 { $due }。
officer-decided = 线索 #{ $number } 的处置决定已记录。
officer-decided-warn = 线索 #{ $number } 的处置决定已记录。下一步请点“起草预警”。
officer-tip-answered = 已记录：{ $tip } 的提供人已另行答复。

# Details
officer-details =
    线索 #{ $number } · { $state }
    承办：{ $office }
    建立时间：{ $opened }
    { $merged ->
        [0] 共 { $tips } 条信息{ $pages ->
            [1] 。
           *[other] ，新的在前，第 { $page } 页，共 { $pages } 页。
        }
       *[other] 已并入 #{ $merged }，信息都在那里。
    }{ $reasoned ->
        [0] { "" }
       *[other] 说明：{ $reason }
    }
officer-details-page = 信息第 { $page } 页，共 { $pages } 页。
officer-details-brief = 线索 #{ $number } 的详情请在本系统网页上查看。
officer-tip =
    { $named ->
        [0] 信息 { $tip }（未实名）
       *[other] 信息 { $tip }（实名）
    } · { $at }
    来源：{ $source }，贸易方式：{ $trade }
    购买渠道：{ $where }
    受伤情况：{ $injuries }
    已告知提供人：{ $status }
    归并依据：{ $joined }
    “{ $quote }”
officer-relay-asked = { $at } 我方问：“{ $quote }”
officer-relay-said = { $at } 提供人答：“{ $quote }”
officer-relay-answer =
    线索 #{ $number }：{ $tip } 的提供人回复了{ $files ->
        [0] { "" }
       *[other] ，附件 { $files } 个
    }。
    “{ $quote }”
officer-relay-answer-brief = 线索 #{ $number }：{ $tip } 的提供人回复了。
officer-file = { $tip } 的附件 { $number }
officer-verification =
    核实（{ $at }）：{ $holds ->
        [0] 情况不属实
       *[other] 情况属实
    }
    方法：{ $method }
    核实人：{ $investigator }
    做了什么：{ $checks }
    发现：{ $finding }
    证据：{ $evidence }
officer-assessment = 评估（{ $institution }）：{ $state }{ $reasoned ->
        [0] { "" }
       *[other] 。理由：{ $reason }
    }
officer-decision =
    处置决定（{ $at }）{ $uncertain ->
        [0] { "" }
       *[other] · 紧急措施，风险尚不确定
    }
    预警：{ $warnings }
    快速反应措施：{ $measures }{ $reasoned ->
        [0] { "" }
       *[other] 。不采取措施的理由：{ $reason }
    }
officer-none = 无
officer-investigator-self = 本关自行核实

# Verification
verify-ask-method = 用什么方法核实的？
verify-ask-investigator = 由谁核实？
verify-ask-checks = 做了哪些核查？请写明时间、地点和对象。
verify-ask-finding = 查到了什么？
verify-ask-evidence = 有哪些证据？例如报告编号、照片、单证。没有可以跳过。
verify-ask-holds = 反映的情况属实吗？选“不属实”将不予立案，并告知提供人。
verify-holds = 属实
verify-holds-not = 不属实
verify-review =
    请核对线索 #{ $number } 的核实结果：
    方法：{ $method }
    核实人：{ $investigator }
    做了什么：{ $checks }
    发现：{ $finding }
    证据：{ $evidence }
    结论：{ $holds ->
        [0] 不属实，不予立案
       *[other] 属实
    }
verify-label-method = 方法
verify-label-investigator = 核实人
verify-label-checks = 做了什么
verify-label-finding = 发现
verify-label-evidence = 证据
verify-label-holds = 结论

# Dismissal, transfer, merging
dismiss-ask-reason = 为什么不予立案？理由会存档，提供人只会知道已办结。
dismiss-review =
    线索 #{ $number } 将不予立案，并告知提供人。
    理由：{ $reason }
dismiss-label-reason = 理由
transfer-ask-office = 移送给哪个单位？
transfer-ask-reason = 为什么移送？请写明依据，接收单位会看到。
transfer-nowhere = 没有可以移送的单位。请系统管理员检查主管海关对照表。
merge-ask-into = 把 #{ $number } 并入哪条线索？也可以输入编号。
merge-review =
    将把 { $this_is }
    并入 { $that_is }
    信息和附件都会转过去，#{ $this } 不再单独办理。
merge-label-into = 并入哪条
merge-target-gone = 线索 #{ $number } 现在是“{ $state }”，您打开后已有同事办理，不能再往里并。请另选一条。
merge-nothing = 没有别的待办线索可以与 #{ $number } 合并。

# Questions to tipsters
ask-nobody = 线索 #{ $number } 的提供人都不愿再联系，无法提问。
ask-merged = 线索 #{ $number } 已并入 #{ $into }，请在 #{ $into } 上问提供人。
ask-which = 问哪一条信息的提供人？
ask-tip = { $tip } · { $at } · { $named ->
        [0] 未实名
       *[other] 实名
    }
ask-question = 请写下要问的问题。不要写您的姓名和电话，对方只会看到问题本身。
relay-question =
    关于您提供的信息 { $number }，经办人员想请问您：
    “{ $question }”
    您的身份不会透露给对方。
relay-button-answer = 回答

# Commissioning
commission-ask-expert = 委托哪位专家评估？
commission-expert = { $name }（{ $institution }）
commission-ask-days = 多长时间内完成？
commission-days = { $days } 个工作日（{ $due }）
commission-ask-question = 请专家着重回答什么问题？没有可以跳过。
commission-running = 线索 #{ $number } 正由{ $institution }评估，还没有结束。
commission-nobody = 还没有登记技术机构的专家。请系统管理员先添加。
officer-assessment-accepted = 线索 #{ $number }：专家已接受委托。
officer-assessment-declined = 线索 #{ $number }：专家谢绝了委托。理由：{ $reason }。请另行委托。
return-ask-reason = 请写明要补充或改正什么。
assessment-report =
    线索 #{ $number } 的评估报告
    方法：{ $method }
    风险类别：{ $category }
    等级：{ $level }
    { $injury ->
        [0] 定级理由：{ $reason }
       *[other] 伤害情景：{ $scenario }
            严重程度：{ $severity } 级，概率：{ $probability }{ $reasoned ->
                [0] { "" }
               *[other] 。改定等级的理由：{ $reason }
            }
    }
    危害：{ $hazards }
    危害描述：{ $harm }
    影响范围：{ $scope }
    残余风险：{ $residual }
    处置建议：{ $disposal }
assessment-report-brief = 线索 #{ $number } 的评估报告已提交，请审阅。

# Decision
decide-ask-warnings = 发布哪些风险警示？可以多选，也可以不选。选好后点“选好了”。
decide-ask-measures = 采取哪些快速反应措施？可以多选，也可以不选。选好后点“选好了”。
decide-ask-reason = 您没有选任何措施。请写明理由。
decide-review =
    请核对线索 #{ $number } 的处置决定{ $uncertain ->
        [0] { "" }
       *[other] （紧急措施，风险尚不确定）
    }：
    预警：{ $warnings }
    快速反应措施：{ $measures }{ $reasoned ->
        [0] { "" }
       *[other] 。不采取措施的理由：{ $reason }
    }
decide-label-warnings = 预警
decide-label-measures = 快速反应措施
decide-label-reason = 理由

# Credit codes
officer-bindings = 有 { $count } 家企业申请绑定统一社会信用代码，下面是最早的 { $shown } 家。请核对后决定。
officer-bindings-none = 现在没有待确认的企业绑定申请。
officer-binding-confirmed = { $company }（{ $uscc }）的绑定申请已确认。
officer-binding-refused = { $company }（{ $uscc }）的绑定申请已拒绝。
binding-ask-reason = 为什么拒绝？申请人会看到理由。

# Clocks
clock-warning = 提醒：{ $number } 的“{ $kind }”时限已过 { $percent }%，期限是 { $due }。承办单位：{ $office }。
clock-missed = 超期：{ $number } 的“{ $kind }”没有在 { $due } 前完成。承办单位：{ $office }。请督促办理。
clock-unknown-year = 系统里还没有 { $year } 年的工作日安排。相关期限暂按周一至周五计算。请系统管理员在节假日表中补充。

# Forms
form-name = { $name }
form-keep = 保留原来的内容
form-write-words = 请用文字回答。
form-too-long = 太长了，请压缩到 { $limit } 个字以内。
form-press-a-button = 请点下面的一个按钮。
form-tick-one = 请至少选一项。
form-done = { $count ->
        [0] 选好了（未选）
       *[other] 选好了（{ $count } 项）
    }
form-first = 这是第一个问题，前面没有了。
form-submit = 提交
form-change = 修改
form-change-what = 要修改哪一项？
form-page-before = 上一页
form-page-next = 下一页（{ $page }/{ $pages }）

# Refusals
error-taken = 线索 #{ $number } 已由另一位关员认领，您不用再认领。
error-unnamed-only = 线索 #{ $number } 只有未实名信息，不能单独启动评估。请先请提供人实名，或在核实中取得证据。
error-tip-alone = 线索 #{ $number } 上只有信息 { $tip } 这一条，不用拆出。
error-tip-elsewhere = 信息 { $tip } 已经转到线索 #{ $number }，这次没有拆出。请打开 #{ $number } 看看。
error-tip-moved-out = 信息 { $tip } 已移出受理范围，不在任何线索上，不能拆出。
error-contact-withdrawn = { $number } 的提供人不愿再联系，无法提问。

# Rapid-response measures (Art. 17; Plan 11)
measure-kind-adjust-supervision = 调整检验监管模式
measure-kind-return-goods = 退运
measure-kind-destroy-goods = 销毁
measure-kind-stop-trade = 停止进出口
measure-kind-stop-sale = 停止销售和使用
measure-kind-recall = 召回
measure-kind-seal-or-seize = 查封或者扣押
measure-kind-survey = 组织调查同类产品、相关行业或者关联区域
measure-kind-notify-departments = 通报有关部门和机构，建议协同处置
measure-kind-rerate-credit = 调整信用等级
measure-kind-trace = 追溯调查
measure-kind-restrict-trade = 限制或者禁止进出口

# Splitting
split-ask-into = 把信息 { $tip } 从 #{ $number } 拆出来，放到哪里？也可以输入线索编号。
split-own = 单独立为一条新线索
officer-split = 信息 { $tip } 已从 #{ $number } 拆出，现在属于 #{ $into }。

# Why information is on its signal, or why two texts are not about the same thing
join-reason-same-text = 与已有信息的文字完全相同
join-reason-same-model = 型号相同，危害相合
join-reason-same-brand-pattern = 品牌和危害相同，型号没有都说明
join-reason-same-kind-pattern = 同一种产品、同样的危害和故障，没有相互矛盾的品牌或型号
join-reason-different-product = 产品不同
join-reason-different-brand = 品牌不同
join-reason-different-model = 型号不同
join-reason-different-thing = 同类产品，但不是同一种东西
join-reason-different-hazard = 危害不同
join-reason-different-failure = 故障、伤者或时间地点不同
join-reason-brand-untold = 只有一方说了品牌，不足以认定是同一件事
join-reason-no-common-ground = 说得太少，无法认定是同一件事
join-reason-opened = 新的线索
join-reason-by-officer = 由关员归到这里
join-reason-unknown = 没有记录
join-decision-merge = 合并
join-decision-move = 改归
join-decision-split = 拆出
