# Commissions
expert-commission =
    评估委托 · 线索 #{ $number } · { $state }
    委托单位：{ $office }
    期限：{ $due }
    产品：{ $product }
    危害：{ $hazards }
    最重后果：{ $harm }（共 { $tips } 条信息）
    { $checked ->
        [0] 核实发现：暂无
       *[other] 核实发现：{ $finding }
    }
    { $asked ->
        [0] 请按规定完成评估报告。
       *[other] 请着重回答：{ $question }
    }{ $returned ->
        [0] { "" }
       *[other] { " " }退回意见：{ $reason }
    }
    信息摘录：
    { $quotes }
expert-commission-brief = 您有一份评估委托：线索 #{ $number }，期限 { $due }。
expert-button-show = 查看委托
expert-button-accept = 接受
expert-button-decline = 谢绝
expert-button-write = 填写报告
expert-tasks = 您有 { $count } 项评估任务。点一项查看。
expert-tasks-none = 您现在没有评估任务。
expert-task-row = #{ $number } · { $state } · { $due } 前
expert-accepted = 您已接受委托，请在 { $due } 前提交报告。
expert-declined = 您已谢绝委托，委托单位会另行安排。
expert-submitted = 线索 #{ $number } 的评估报告已提交，请等待审阅。
expert-report-adopted = 线索 #{ $number } 的评估报告已被采纳。谢谢您。
expert-report-returned = 线索 #{ $number } 的评估报告被退回，请补充：{ $reason }
decline-ask-reason = 为什么谢绝？委托单位会看到理由。

# The report (Art. 13)
assess-ask-method = 用哪种评估方法？这类危害通常用“{ $usual }”。
assess-ask-category = 属于哪一类风险？
assess-ask-scenario = 伤害是怎样发生的？请按先后写出产品缺陷、使用情形和伤害结果。
assess-ask-severity =
    伤害有多严重？
    1 级：经急救处理即可，基本不影响活动，不需住院。
    2 级：需要就医，影响活动，但六个月内可恢复。
    3 级：需要住院，影响活动六个月以上，或永久丧失部分功能。
    4 级：死亡，或丧失肢体、功能，重度伤残。
assess-ask-probability = 在产品使用期内，发生这种伤害的概率有多大？可以点选，也可以直接写，例如 1/250、0.4%、千分之三。
assess-bad-probability = 没有看懂这个概率。请写成 1/250、0.4% 或千分之三这样，大于 0、不超过 1。
assess-ask-level = 严重程度 { $severity } 级、概率 { $probability }，按矩阵为“{ $level }”。采用这个等级吗？
assess-take-level = 采用：{ $level }
assess-ask-judged = 综合判断，是哪一级风险？
assess-ask-reason = 为什么定这个等级？请写明依据。
assess-ask-hazards = 有哪些危害？已按线索预先选好，可以增减。选好后点“选好了”。
assess-ask-harm = 请描述危害：伤到什么、影响谁、后果如何。
assess-ask-scope = 影响范围有多大？例如型号、批次、数量、销售地区、人群。
assess-ask-residual = 采取措施后还剩下什么风险？
assess-ask-disposal = 建议怎样处置？
assess-review =
    请核对线索 #{ $number } 的评估报告：
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
assess-label-method = 评估方法
assess-label-category = 风险类别
assess-label-scenario = 伤害情景
assess-label-severity = 严重程度
assess-label-probability = 概率
assess-label-level = 等级
assess-label-judged = 等级
assess-label-reason = 定级理由
assess-label-hazards = 危害
assess-label-harm = 危害描述
assess-label-scope = 影响范围
assess-label-residual = 残余风险
assess-label-disposal = 处置建议
severity-1 = 1 级：轻微
severity-2 = 2 级：可恢复
severity-3 = 3 级：严重
severity-4 = 4 级：死亡或重度伤残

# Categories: the fields of Art. 3
risk-category-safety = 安全
risk-category-hygiene = 卫生
risk-category-environment = 环境保护
risk-category-health = 健康
risk-category-fraud = 反欺诈
risk-category-security = 国家安全
risk-category-unknown = 未定
risk-level-unknown = 未定
