# `fenghuo demo`: what is going on, on the terminal.
demo-step-tips = 公眾舉報問題
demo-step-verify = 關員簽收、核實、錄入
demo-step-commission = 委託風險評估
demo-step-assess = 專家評估
demo-step-decide = 採納報告，決定如何處置
demo-step-draft = 草擬公告，呈交簽發
demo-step-approve = 簽發人審批
demo-step-issue = 發布
demo-step-receive = 企業簽收及回覆
demo-step-file = 上級確認備案
demo-step-look = 公眾查看進度及公告
demo-done = 全部完成
demo-failed = 示範未能完成：{ $reason }
demo-folder-used = { $folder } 內已有資料，請改用空的資料夾。
