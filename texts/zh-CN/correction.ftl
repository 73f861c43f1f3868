# An officer puts right what triage said

# On the card
correct-was = { $now }（更正自“{ $was }”）
correct-was-by =
    { $harm }
    更正人：{ $corrector }，{ $at }

# The dialogue
officer-button-correct = 更正
correct-at-home = 线索 #{ $number } 的更正请在本系统网页上办理。
correct-ask-which = 线索 #{ $number } 上有多条信息。要更正哪一条？也可以直接输入信息编号。
correct-all-tips = 全部 { $count } 条（连同整条线索）
correct-tip = { $tip } · { $at } · { $product } · “{ $quote }”
correct-ask-field =
    { $count ->
        [1] 线索 #{ $number }，信息 { $tip }，现在归为：
       *[other] 线索 #{ $number } 的全部 { $count } 条信息，现在归为：
    }
    { $inside ->
        [0] 范围：{ $scope }
       *[other] 产品：{ $product }
            危害：{ $hazards }
    }
    最重后果：{ $harm }
    哪一项不对？
correct-button-product = 产品
correct-button-hazards = 危害
correct-button-harm = 后果
correct-button-scope = 不属于进出口工业品
correct-ask-product = 线索 #{ $number } 说的是哪一类产品？请点一个，也可以输入几个字查找。
correct-whole-list = 全部 { $count } 类
correct-guessed = 没有名称含“{ $search }”的类别。按这几个字，最可能是下面这些。
correct-none-likely = 没有找到与“{ $search }”相关的类别。请换几个字再找，或从下面的全部类别里选。
correct-ask-hazards =
    线索 #{ $number } 涉及哪些危害？可以多选，再点一次取消，选好后点“选好了”。
    已选：{ $ticked }
correct-ask-harm = 按这条信息所说，最重的后果是什么？
correct-ask-scope = 这件事归哪里管？
correct-elsewhere-food = 食品
correct-elsewhere-cosmetics = 化妆品
correct-elsewhere-animal-plant = 动植物及其产品
correct-elsewhere-medicine = 药品
correct-elsewhere-service = 价格、退款、快递、服务纠纷
correct-elsewhere-nothing = 都不是（广告、闲聊等）
correct-confirm =
    { $whole ->
        [0] 信息 { $tip } 将从线索 #{ $number } 移出，归为“{ $where }”。
       *[other] 线索 #{ $number } 的 { $count } 条信息将移出受理范围，归为“{ $where }”，线索随之不予立案。
    }
    { $told ->
        [0] 提供人会收到已办结的通知。
       *[other] 提供人会收到已办结的通知，并得知应向哪里反映。
    }
    办理后不能撤销。
correct-button-move-out = 确认移出
correct-moved-out = { $closed ->
        [0] 信息 { $tip } 已从线索 #{ $number } 移出，已告知提供人。
       *[other] 线索 #{ $number } 不属于受理范围，已不予立案，已告知提供人。
    }
correct-done = 线索 #{ $number } 已更正，更正前后的内容都已存档，将用于改进自动分类。
correct-nothing = 所选内容与现在的一样，线索 #{ $number } 没有改动。
correct-button-undo = 撤销这次更正
correct-undone = 线索 #{ $number } 的更正已撤销，已恢复原来的归类。
correct-changed-meanwhile = 您打开后，线索 #{ $number } 已由别人更正或有了新信息，您这次没有改动任何内容。下面是最新的卡片，请看过再办。
correct-alike = 更正后，线索 #{ $number } 与 #{ $other } 像是同一件事。如果确是同一件事，请合并。
correct-apart = 更正后，这条信息与线索 #{ $number } 的其余信息不是同一种产品。如果确实不是同一件事，请在详情中拆出。
correct-reassess = 线索 #{ $number } 已经评估过。如果风险因此有重大变化，应当重新评估（办法第十四条），请点“委托评估”。
correction-left = { $left ->
        [0] { "" }
       *[other] （已移出本线索）
    }
officer-correction =
    { $undone ->
        [0] 更正（{ $at }，{ $corrector }），信息 { $tip }{ correction-left }：
       *[other] 更正（{ $at }，{ $corrector }，后已撤销），信息 { $tip }{ correction-left }：
    }{ $product_changed ->
        [0] { "" }
       *[other] { "" }
            产品：{ $product_before } → { $product_after }
    }{ $hazards_changed ->
        [0] { "" }
       *[other] { "" }
            危害：{ $hazards_before } → { $hazards_after }
    }{ $harm_changed ->
        [0] { "" }
       *[other] { "" }
            后果：{ $harm_before } → { $harm_after }
    }{ $scope_changed ->
        [0] { "" }
       *[other] { "" }
            范围：{ $scope_before } → { $scope_after }
    }
    自动分类原为：{ $product_said }；{ $hazards_said }；{ $harm_said }；{ $scope_said }
citizen-sent-on = 关于您提供的信息 { $number }：{ $whose }
