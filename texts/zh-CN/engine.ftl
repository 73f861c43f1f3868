# What the dialogue itself says, whatever it is about.
button-back = 返回
button-skip = 跳过
button-cancel = 取消
typed-back = 返回|上一步|退回|back
typed-skip = 跳过|略过|不填|跳過|skip
typed-cancel = 取消|不填了|不说了|算了|算了吧|不说了吧|不报了|cancel
typed-unsubscribe = 退订|取消订阅|停止订阅|td|退訂|取消訂閱|unsubscribe
typed-correction = 不是|不对|错了|搞错|唔系|唔係|no|wrong|说错了|刚才说错|刚说错|我说错|打错|写错|更正|纠正|改一下
engine-cancelled = 已取消，刚才的内容没有提交。需要时直接说就行。
engine-nothing-to-cancel = 现在没有正在办理的事项。
engine-taken-up = 接着办刚才没有办完的事：
engine-nothing-before = 前面没有问题了。
engine-stale-button = 这个按钮是前面问题的，已经不用了。请看最新的一条。
engine-unknown-button = 这个按钮已经失效。请看最新的消息，或发送 /help。
engine-unknown-command = 没有这个命令。发送 /help 可以看到能做什么。
engine-not-for-your-role = 这个命令不在您的职责范围内。发送 /help 可以看到您能做什么。
engine-not-understood = 抱歉，没有看懂您的意思。您可以用下面的命令：
engine-text-cut = 您发的内容太长，前 { $limit } 个字已收下，后面的没有保留。其余内容可以作为文件再发。
language-choose = 请选择语言：
language-zh-cn = 简体中文
language-zh-hk = 繁體中文
language-en = English
language-offer-en = You can continue in English: just press the button.
language-set = 好的，以后用简体中文和您沟通。

welcome-citizen =
    您好，这里是“烽火”进出口工业品质量安全风险信息平台。
    玩具、家电、服装、汽车配件等进出口商品有安全问题，请直接用自己的话告诉我们：是什么东西、出了什么事。可以发照片。
    不用填表，普通话、粤语口语都可以。
welcome-enterprise =
    您好。您可以在这里接收风险警示、签收和答复、报告产品风险。
    发送 /due 看待办事项，/subscribe 设置订阅，/report 报告风险。
welcome-officer =
    您好。新的风险线索会直接推送到这里。
    发送 /queue 看待办线索，/signal 加编号看一条线索。
welcome-expert =
    您好。评估委托会推送到这里。发送 /tasks 看您的任务。
welcome-signer =
    您好。送签的预警文书会推送到这里。发送 /approvals 看待签文书。
welcome-superior =
    您好。下级单位报来备案的文书会推送到这里。发送 /filings 看待阅备案。
welcome-admin =
    您好，管理员。单位和人员在命令行中管理，发送 /help 看说明。

help-citizen =
    直接把事情说出来就行，例如：“网上买的进口玩具车，充电时冒烟了”。
    /tip 反映新的问题
    /mytips 我提供的线索和进展
    /warnings 查询风险公告，后面可以加关键词
    /subscribe 订阅风险警示
    /realname 实名登记
    /bind 企业绑定统一社会信用代码
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-enterprise =
    /due 待签收、待答复的文书
    /subscribe 订阅设置
    /report 报告产品风险（《办法》第十条）
    /mytips 我报告的风险和进展
    /bind 绑定统一社会信用代码
    /warnings 查询风险公告
    /channels 接收文书的地址
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-officer =
    /queue 待办线索
    /signal 编号 查看一条线索
    /bindings 待确认的企业绑定
    /draft 起草预警文书
    /circulars 本单位的预警文书
    /drills 送达演练
    /undelivered 未能送达、逾期未签收的文书
    /confirmations 送达地址确认书
    /due 待签收的文书
    /channels 接收文书的地址
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-expert =
    /tasks 评估任务
    /report 报告产品风险（《办法》第十条）
    /mytips 我报告的风险和进展
    /due 待签收、待答复的文书
    /channels 接收文书的地址
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-signer =
    /approvals 待签文书
    /drills 送达演练
    /circulars 本单位的预警文书
    /queue 待办线索
    /signal 编号 查看一条线索
    /channels 接收文书的地址
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-superior =
    /filings 待阅备案
    /signal 编号 查看下级单位的一条线索
    /channels 接收文书的地址
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容
help-admin =
    单位、人员和登录链接用命令行管理：fenghuo org、fenghuo user、fenghuo doctor。
    /privacy 我的个人信息
    /language 切换语言
    /cancel 取消正在填写的内容

privacy-overview =
    我们保存的与您有关的内容：
    线索 { $cases } 条，附件 { $files } 个，对话消息 { $messages } 条；实名信息：{ $named }。
    内容均加密存放。您的身份不会告诉被举报的企业；工作人员每次查看都会留下记录。
privacy-named = 已登记
privacy-not-named = 未登记
privacy-kept-until = 按《进出口工业品风险管理办法》第二十六条，风险信息档案自办结起保存三年，最早到 { $until } 才能鉴定销毁。重大、典型案件会长期保存。
privacy-export = 导出我的信息
privacy-erase = 删除可以删除的内容
privacy-withdraw = 不再联系我
privacy-export-ready = 这是您的全部信息，请妥善保管。
privacy-erase-sure = 将删除未提交的草稿和线索以外的聊天记录，删除后无法恢复。已经提交的线索依法保留，仅限办案使用。确定删除吗？
privacy-erase-yes = 确定删除
privacy-erased = 已删除 { $count } 条消息和未提交的草稿。
privacy-withdrawn = 好的，以后不再就线索与您联系。线索会继续办理，您随时可以用 /mytips 查看进展。
