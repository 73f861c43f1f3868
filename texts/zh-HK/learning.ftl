# Learning from officers, on the command line
cli-nlp-needs-sklearn = 訓練需要 scikit-learn，請先執行：pip install --require-hashes -r requirements/train.txt
cli-nlp-learning = 正在以隨附樣本和本地更正 { $cases } 項訓練。
cli-nlp-on-shipped = 在隨附而未參與訓練的樣本上：
cli-nlp-on-cases = 在最新而新舊權重都未學過的 { $held } 項本地更正上，各欄判對的項數：
cli-nlp-none-held = 現用權重未學過的本地更正不足 { $least } 項，不足以檢驗新權重，只以隨附樣本評判。
cli-nlp-worse-locally = 新權重在本地更正上判對的較少，未有啟用。
cli-nlp-learned = 新權重已啟用，版本 { $version }；運行中的系統由下一段文字起使用。原有權重已保留，可用 fenghuo nlp train --back 換回。
cli-nlp-busy = 另一項訓練或換回正在進行，請待其完成後再試。
cli-nlp-no-cases = 關員尚未更正過自動分類。
cli-nlp-cases = 更正 { $tips } 項；合併、拆分 { $pairs } 對，請用 fenghuo compare --cases 查看。
cli-nlp-joins = 關員合併、拆分過 { $pairs } 對，現行規則判對 { $right } 對。判錯的：
cli-nlp-joins-learned = 已用這些決定和隨附樣本重新訓練歸併判斷。{ $held ->
        [0] 現用判斷未學過的決定太少，只以隨附樣本評判
       *[other] 對新舊判斷都未學過的最近 { $held } 個決定，判對 { $after } 個，原先 { $before } 個
    }。下次啟動起使用。
cli-nlp-joins-worse = 重新訓練的歸併判斷沒有啟用：{ $held ->
        [0] 隨附樣本變差了
       *[other] 最近 { $held } 個決定判對 { $after } 個，原先 { $before } 個；或者隨附樣本變差了
    }。
cli-bad-case = { $file }：第 { $line } 行已略過：{ $problem }
cli-case-missing = 沒有 { $field } 欄位。
cli-case-wrong = { $field } 的值不正確：{ $value }
cli-case-beside-scope = { $field } 與 scope 矛盾：{ $value }（scope 為 in 時必須有產品，否則應為 null）
cli-nlp-one-way = --back、--check、--shipped 和更正檔案只能用其中一樣。
cli-nlp-nothing-to-learn = 沒有可學的：關員還沒有更正、合併或拆分過，也沒有給出更正檔案。
cli-nlp-no-good-cases = 所給的檔案中沒有一行可用：{ $files }

# 評測指標
figure-n = 條數
figure-scope = 範圍
figure-product = 產品
figure-hazards = 危害
figure-harm = 後果
figure-scope-precision = 範圍查準率
figure-scope-recall = 範圍查全率
figure-scope-accuracy = 範圍準確率
figure-product-accuracy = 產品準確率
figure-product-macro-f1 = 產品宏平均 F1
figure-hazards-micro-f1 = 危害微平均 F1
figure-hazards-macro-f1 = 危害宏平均 F1
figure-grave-precision = 死亡重傷查準率
figure-grave-recall = 死亡重傷查全率
figure-harm-accuracy = 後果準確率
figure-harm-macro-f1 = 後果宏平均 F1
figure-injured-accuracy = 受傷人數準確率
figure-vulnerable-micro-f1 = 易受害人群微平均 F1
figure-entities-f1 = 品牌等要素 F1
figure-entity-brand-f1 = 品牌 F1
figure-entity-model-f1 = 型號 F1
figure-entity-batch-f1 = 批號 F1
figure-entity-hs-code-f1 = 海關編碼 F1
figure-entity-origin-f1 = 原產地 F1
figure-entity-port-f1 = 口岸 F1
figure-entity-date-f1 = 日期 F1
figure-entity-quantity-f1 = 數量 F1
figures-all = 全部
