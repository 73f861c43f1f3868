# Letters: what goes out on channels without buttons
letter-urgent = 【紧急】{ $heading }
letter-circular = { $level }{ $kind }（{ $number }）
letter-news = 您有一条新消息（编号 { $number }）
letter-repeat = 这条消息可能重复发送，消息编号：{ $number }。如已收到，请忽略。
letter-confidential = 您有一份内容需要在本平台网页上查看。
letter-acknowledge = 打开并签收
letter-open = 打开本平台办理
letter-group = 【烽火】{ $heading }
letter-link = { $label }：{ $link }
letter-sms = 【烽火】{ $short } { $link }
letter-sms-code = 【烽火】{ $body }

# E-mail
mail-subject = { $heading } [{ $number }]
mail-footer = 本邮件由烽火风险预警平台自动发出，请勿回复。消息编号：{ $number }。
mail-footer-service = 如需更改接收方式，请在平台对话中发送 /channels。
mail-unsubscribe = 退订（依法应当送达的文书仍会送达）
unsubscribe-title = 退订风险预警
unsubscribe-ask = 退订后，您不再收到按订阅发送的消息和每日汇总；依法应当送达您单位的文书仍会送达。
unsubscribe-button = 确认退订
unsubscribe-done = 已退订，不再发送订阅消息和每日汇总。依法应当送达您单位的文书仍会送达；您收到过的警示，解除时也会告诉您。
unsubscribe-return = 恢复订阅
unsubscribe-returned = 已恢复订阅，设置和原来一样。想更改设置，请在平台对话中发送 /subscribe。
unsubscribe-link = 不想再收到按订阅发送的文书？退订
unsubscribed-by-link = 您已通过{ $channel }消息里的链接退订。依法应当送达您的文书仍会送达。如果不是您本人操作，点下面的按钮恢复。
unsubscribe-unknown = 这个退订链接无效。请在平台对话中发送 /subscribe 更改订阅。

# Addresses
address-code = 您的验证码是 { $code }，{ $minutes } 分钟内有效。您正在把这里登记为烽火平台的接收地址；如非本人操作，请忽略。
channel-mail = 电子邮件
channel-sms = 短信
channel-wecom = 企业微信群机器人
channel-dingtalk = 钉钉群机器人
channel-feishu = 飞书群机器人
channel-webhook = 系统接口
channels-list = 预警文书除本平台外，还会发到以下地址：
channels-none = 目前文书只发到本平台对话。您可以再登记一个接收地址，以免漏看。
channels-none-offered = 目前文书只发到本平台对话；本平台还没有开通其他接收方式。
channels-row = { $channel }：{ $address }
channels-row-in-turn = { $place }. { $channel }：{ $address }
channels-prefer = 先发到这里
channels-preferred = 今后文书先发到 { $address }。
channels-order = 文书先发到排在第 1 的地址，没有及时签收再依次发到后面的地址；紧急文书同时发到所有地址。
channels-add-mail = 登记电子邮件
channels-add-sms = 登记手机号
channels-close = 停用
channels-ask-mail = 请写接收文书的电子邮件地址。
channels-ask-sms = 请写接收提醒的手机号。短信只写文书编号、紧急程度和链接。
channels-ask-code = 验证码已发到 { $address }，请把收到的 6 位数字写在这里。没有收到时，请先看看垃圾箱，或点“重新填写地址”。
channels-again = 重新填写地址
channels-code-wrong = 验证码不对，请再核对一次。
channels-code-late = 这个验证码已失效。请重新登记，我们再发一个。
channels-opened = 已登记 { $address }，今后的文书也会发到这里。
channels-open-already = { $address } 早已登记，不用再登。
channels-closed = 已停用 { $address }。
field-taken-address = 接收地址（可能已被他人登记）
field-channel = 接收方式（本平台未开通）
field-codes-today = 验证码（今天的次数已用完，请明天再试）
field-last-address = 接收地址（这是贵单位唯一的接收地址，请先登记新的再停用）
field-robot = 群机器人地址
field-robot-secret = 群机器人签名密钥
field-webhook = 接口地址
field-webhook-secret = 接口签名密钥

# The command line
cli-address-waiting = 验证码已发往 { $address }。收到后运行：fenghuo address confirm { $person } { $id } 验证码
cli-address-open = 已登记：{ $address }，编号 { $id }
cli-address-secret = 请把签名密钥交给对方，只显示这一次：{ $secret }
cli-address-closed = 已停用：{ $address }
cli-address-wrong-code = 验证码不对。
cli-address-late-code = 验证码已失效，请重新登记。
cli-bounce-returned = 消息 { $message } 被退回（{ $status }），已列为无法送达。
cli-bounce-delayed = 消息 { $message } 暂缓投递（{ $status }），邮件服务器仍在尝试。
cli-bounce-delivered = 消息 { $message } 已送到对方邮箱。
cli-bounce-ignored = 这封邮件不是对本平台消息的退信，未作处理。
cli-doctor-mail-none = 电子邮件：未启用，因为没有设置邮件服务器。
cli-doctor-mail = 电子邮件：{ $host } 可以登录。
cli-doctor-mail-plain = 电子邮件：{ $host } 可以连接，但未加密。请把 FENGHUO_MAIL_SECURITY 设为 starttls 或 tls。
cli-doctor-mail-broken = 电子邮件：{ $host } 不能使用（{ $reason }）。请检查 FENGHUO_MAIL_ 开头的设置。
cli-doctor-bounces = 退信：从 { $folder } 读取。
cli-doctor-bounces-broken = 退信：{ $folder } 不是可读写的 maildir 文件夹。请建好 new、cur、tmp 三个子文件夹并给予权限。
cli-doctor-sms-none = 短信：未启用，因为没有设置网关。
cli-doctor-sms = 短信：网关为 { $host }。为免产生费用，未作试发。
cli-doctor-webhooks = 系统接口：除公网 https 地址外，还允许 { $hosts }。
setting-mail-address = 须为电子邮件地址，如 alerts@example.org。
setting-mail-sender = 须为电子邮件地址，可带名称，如 烽火平台 <alerts@example.org>。
setting-mail-incomplete = 设了邮件服务器，就还要设 FENGHUO_MAIL_FROM。
setting-mail-return = 退信地址 @ 前最多 9 个字符。
setting-mail-plain = 只有本机的邮件服务器可以不加密，且不得带密码。
setting-folder = 须为已有的文件夹。
setting-hosts = 须为主机名，可带端口，用逗号分开，如 erp.example.org,10.0.0.5:8443。
setting-sms-template = 模板不合要求：只可用 {"{"}phone{"}"}、{"{"}text{"}"}、{"{"}id{"}"}；内容类型为 JSON 时须为合规的 JSON。
setting-sms-headers = 须每行一个请求头，如 Authorization: Bearer …
setting-sms-rule = 须形如 code == 0，多个值用 | 分开。
setting-sms-incomplete = 设了网关地址，就还要设 FENGHUO_SMS_BODY（GET 方法则把参数写在地址里）。

# Menus
telegram-command-channels = 接收地址
webchat-menu-channels = 接收地址
