# Learning from officers, on the command line
cli-nlp-needs-sklearn = Training needs scikit-learn; please run: pip install --require-hashes -r requirements/train.txt
cli-nlp-learning = Training on the shipped tips and { $cases ->
        [one] { $cases } local case
       *[other] { $cases } local cases
    }.
cli-nlp-on-shipped = On shipped tips that were not trained on:
cli-nlp-on-cases = { $held ->
        [one] On the newest local case, on which neither the weights in use nor these were trained, right answers by field:
       *[other] On the newest { $held } local cases, on which neither the weights in use nor these were trained, right answers by field:
    }
cli-nlp-none-held = Fewer than { $least } local cases are new to the weights in use, too few to try the new weights on; the shipped tips alone decide.
cli-nlp-worse-locally = The new weights give fewer right answers on the local cases and were not installed.
cli-nlp-learned = The new weights are in use, version { $version }; a running installation goes by them from the next text on. The last ones are kept; fenghuo nlp train --back brings them back.
cli-nlp-busy = Somebody else is training or going back right now; please try again when that has ended.
cli-nlp-no-cases = Officers have not corrected any triage yet.
cli-nlp-cases = { $tips } corrected; { $pairs } pairs merged or split: see fenghuo compare --cases.
cli-nlp-joins = Officers have merged or split { $pairs } pairs; the verdicts in use agree on { $right }. Not on:
cli-nlp-joins-learned = From these decisions and the shipped pairs, new trees for joining were grown; { $held ->
        [0] too few decisions are new to the trees in use, so the shipped pairs alone decided
       *[other] of the { $held } newest decisions, which neither these nor the trees in use had seen for this count, { $after } come out right, before { $before }
    }. They hold from the next start on.
cli-nlp-joins-worse = New trees for joining were grown and not installed: { $held ->
        [0] the shipped pairs suffer
       *[other] of the { $held } newest decisions { $after } come out right, before { $before }, or the shipped pairs suffer
    }.
cli-bad-case = { $file }: Line { $line } was passed over: { $problem }
cli-case-missing = it has no “{ $field }”.
cli-case-wrong = the value of “{ $field }” is wrong: { $value }
cli-case-beside-scope = “{ $field }” contradicts “scope”: { $value } (a product is due where “scope” is in, and null elsewhere)
cli-nlp-one-way = Give only one of --back, --check, --shipped and files of cases.
cli-nlp-nothing-to-learn = There is nothing to learn from: officers have corrected, merged or split nothing yet, and no file of cases was given.
cli-nlp-no-good-cases = No line of these files can be used: { $files }

# Figures of the triage
figure-n = tips
figure-scope = scope
figure-product = product
figure-hazards = hazards
figure-harm = harm
figure-scope-precision = scope precision
figure-scope-recall = scope recall
figure-scope-accuracy = scope accuracy
figure-product-accuracy = product accuracy
figure-product-macro-f1 = product macro F1
figure-hazards-micro-f1 = hazards micro F1
figure-hazards-macro-f1 = hazards macro F1
figure-grave-precision = grave precision
figure-grave-recall = grave recall
figure-harm-accuracy = harm accuracy
figure-harm-macro-f1 = harm macro F1
figure-injured-accuracy = injured accuracy
figure-vulnerable-micro-f1 = vulnerable micro F1
figure-entities-f1 = entities F1
figure-entity-brand-f1 = brand F1
figure-entity-model-f1 = model F1
figure-entity-batch-f1 = batch F1
figure-entity-hs-code-f1 = HS code F1
figure-entity-origin-f1 = origin F1
figure-entity-port-f1 = port F1
figure-entity-date-f1 = date F1
figure-entity-quantity-f1 = quantity F1
figures-all = all
