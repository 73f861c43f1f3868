# Learning from officers, on the command line
cli-nlp-needs-sklearn = 训练需要 scikit-learn，请先执行：pip install --require-hashes -r requirements/train.txt
cli-nlp-learning = 正在用随附的样本和本地更正 { $cases } 条训练。
cli-nlp-on-shipped = 在随附的、未参加训练的样本上：
cli-nlp-on-cases = 在最新的、新旧权重都没有学过的 { $held } 条本地更正上，各项判对的条数：
cli-nlp-none-held = 在用权重没有学过的本地更正不足 { $least } 条，不足以检验新权重，仅以随附的样本评判。
cli-nlp-worse-locally = 新权重在本地更正上判对的少了，未启用。
cli-nlp-learned = 新权重已启用，版本 { $version }；正在运行的系统从下一条文字起使用。原权重已保留，可用 fenghuo nlp train --back 换回。
cli-nlp-busy = 另一个训练或换回正在进行，请等它结束后再试。
cli-nlp-no-cases = 关员还没有更正过自动分类。
cli-nlp-cases = 更正 { $tips } 条；合并、拆分 { $pairs } 对，请用 fenghuo compare --cases 查看。
cli-nlp-joins = 关员合并、拆分过 { $pairs } 对，现行规则判对 { $right } 对。判错的：
cli-nlp-joins-learned = 已用这些决定和随附样本重新训练归并判断。{ $held ->
        [0] 在用判断没有学过的决定太少，仅以随附样本评判
       *[other] 对新旧判断都没有学过的最近 { $held } 个决定，判对 { $after } 个，原先 { $before } 个
    }。下次启动起使用。
cli-nlp-joins-worse = 重新训练的归并判断没有启用：{ $held ->
        [0] 随附样本变差了
       *[other] 最近 { $held } 个决定判对 { $after } 个，原先 { $before } 个；或者随附样本变差了
    }。
cli-bad-case = { $file }：第 { $line } 行已跳过：{ $problem }
cli-case-missing = 没有 { $field } 字段。
cli-case-wrong = { $field } 的值不对：{ $value }
cli-case-beside-scope = { $field } 与 scope 矛盾：{ $value }（scope 为 in 时必须有产品，否则应为 null）
cli-nlp-one-way = --back、--check、--shipped 和更正文件只能用其中一样。
cli-nlp-nothing-to-learn = 没有可学的：关员还没有更正、合并或拆分过，也没有给出更正文件。
cli-nlp-no-good-cases = 给出的文件里没有一行可用：{ $files }

# 评测指标
figure-n = 条数
figure-scope = 范围
figure-product = 产品
figure-hazards = 危害
figure-harm = 后果
figure-scope-precision = 范围查准率
figure-scope-recall = 范围查全率
figure-scope-accuracy = 范围准确率
figure-product-accuracy = 产品准确率
figure-product-macro-f1 = 产品宏平均 F1
figure-hazards-micro-f1 = 危害微平均 F1
figure-hazards-macro-f1 = 危害宏平均 F1
figure-grave-precision = 死亡重伤查准率
figure-grave-recall = 死亡重伤查全率
figure-harm-accuracy = 后果准确率
figure-harm-macro-f1 = 后果宏平均 F1
figure-injured-accuracy = 受伤人数准确率
figure-vulnerable-micro-f1 = 易受害人群微平均 F1
figure-entities-f1 = 品牌等要素 F1
figure-entity-brand-f1 = 品牌 F1
figure-entity-model-f1 = 型号 F1
figure-entity-batch-f1 = 批号 F1
figure-entity-hs-code-f1 = 海关编码 F1
figure-entity-origin-f1 = 原产地 F1
figure-entity-port-f1 = 口岸 F1
figure-entity-date-f1 = 日期 F1
figure-entity-quantity-f1 = 数量 F1
figures-all = 全部
