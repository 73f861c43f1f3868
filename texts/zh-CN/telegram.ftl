# What the Telegram channel says by itself
telegram-repeat = （这条消息可能重复发送。消息编号：{ $number }）
telegram-more = 更多选项：
telegram-chosen = ✓ { $label }
telegram-share-phone = 📱 发送我的手机号
telegram-confidential = 您有一份内容需要在本平台网页上查看。
telegram-open = 打开查看
telegram-private-only = 为保护您的信息，我不在群里办理业务。请点我的头像，和我单独对话。
telegram-contact-not-yours = 这不是您本人的手机号。请点下方按钮，发送您自己的号码。
telegram-unsupported = 这类消息我还看不懂。请发文字、照片或文件。
telegram-file-too-large = 这个文件超过 { $megabytes } MB，没有收下。请压缩或拆分后再发。
telegram-file-kind = 这类文件不能接收。请发照片、视频、录音、PDF、Word 或 Excel 文件，每个不超过 { $megabytes } MB。
telegram-file-not-fetched = 这个文件没有传成功。请重新发一次，每个文件不超过 { $megabytes } MB。
telegram-file-too-many = 您发来的文件还有很多没有用上，这一个没有收下。请先把手头的事办完，再发新的文件。每个文件不超过 { $megabytes } MB。
telegram-failed = 系统出了点问题，刚才这条消息没有办成。请过一会儿再发一次。

# The command menu
telegram-command-mytips = 我的线索
telegram-command-warnings = 查询风险公告
telegram-command-subscribe = 订阅风险警示
telegram-command-language = 切换语言
telegram-command-privacy = 我的信息与隐私
telegram-command-help = 使用帮助
telegram-command-cancel = 取消当前操作
telegram-command-due = 待办事项
telegram-command-report = 提交风险报告
telegram-command-queue = 待办线索
telegram-command-signal = 按编号查看线索
telegram-command-approvals = 待签文书
telegram-command-filings = 备案文书
telegram-command-tip = 反映产品安全问题
telegram-command-realname = 实名登记
telegram-command-bind = 绑定企业
telegram-command-bindings = 待确认的企业绑定
telegram-command-draft = 起草预警文书
telegram-command-circulars = 预警文书
telegram-command-undelivered = 需人工联系的收件人
telegram-command-tasks = 评估任务
