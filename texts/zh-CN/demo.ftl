# `fenghuo demo`: what is going on, on the terminal.
demo-step-tips = 公众反映问题
demo-step-verify = 关员签收、核实、录入
demo-step-commission = 委托风险评估
demo-step-assess = 专家评估
demo-step-decide = 采纳报告，决定处置
demo-step-draft = 起草公告，送签
demo-step-approve = 签发人审批
demo-step-issue = 发布
demo-step-receive = 企业签收、答复
demo-step-file = 上级确认备案
demo-step-look = 公众查看进展和公告
demo-done = 全部完成
demo-failed = 演示没有走完：{ $reason }
demo-folder-used = { $folder } 里已经有数据了，请换一个空文件夹。
