# 命令行：给安装和运行本系统的人看的话。
cli-settings-wrong = 设置有误，程序没有启动。请改正：
cli-port-taken = { $host }:{ $port } 已被别的程序占用。请停掉它，或用 FENGHUO_PORT 换一个端口。
cli-no-telegram-token = 还没有 Telegram 令牌。请把 BotFather 给您的令牌填到 FENGHUO_TELEGRAM_TOKEN。
cli-system-refused = 操作系统拒绝了：{ $named ->
        [0] { "" }
       *[other] { $what }：
    }{ $reason }
system-no-space = 磁盘空间不足
system-no-permission = 没有权限
system-no-file = 没有这个文件或文件夹
system-is-folder = 这是文件夹，不是文件
cli-no-input = 没有标准输入（已关闭）。请用管道送入，或用 < 指定文件。
cli-utf-16 = { $named ->
        [0] 输入
       *[other] { $file }{ " " }
    }是 UTF-16 或 UTF-32 编码，读不了。请另存为 UTF-8 或 GB18030。
error-database-unreachable = 数据库没有应答或打不开。请检查 FENGHUO_DATABASE_URL，并确认数据库服务正在运行。

cli-no-such-person = 没有姓名或编号为“{ $person }”的人。可用 fenghuo user list 查看。
cli-person-ambiguous = 叫“{ $person }”的不止一位，请改用编号：{ $ids }
cli-permission-role = 这个人的角色不能办这件事。可用 fenghuo user list 查看其他人。
cli-not-json = { $file } 不是一个 JSON 对象，请检查。
cli-added = 已添加：{ $name }，编号 { $id }
cli-migrated = 数据库结构版本为 { $schema }。
cli-circular = { $number }《{ $title }》：{ $state }

# 导入
cli-importing = 正在导入
cli-bad-cell = 第 { $line } 行，{ $column } 列：{ $reason }
cli-bad-row = 第 { $line } 行：多了单元格，或引号没有成对。
cli-imported = 新增 { $added } 家，更新 { $changed } 家，未变 { $unchanged } 家，有误 { $bad } 行。

# 研判
cli-comparing = 正在比对
cli-compared = { $id }：{ $same ->
        [0] 不是同一件事
       *[other] 同一件事
    }（{ $reason }）
cli-line-no-pair = 没有 a 和 b 两个文本字段。
cli-no-text = --explain 后面没有文字。
cli-explain-urgency = 紧急程度：{ $urgency }（{ $reason }），把握 { $percent }%
cli-triaging = 正在研判
cli-bad-line = 第 { $line } 行已跳过：{ $problem }
cli-line-not-an-object = 不是 JSON 对象。
cli-line-no-text = 没有 text 字段。
cli-line-text-no-string = text 必须是字符串。
cli-line-bad-received-at = received_at 不是 ISO 时间。
cli-line-other-age = received_at 应在 1990 年至 2100 年之间。
cli-line-not-json = 不是 JSON。
cli-line-not-text = 既不是 UTF-8，也不是 GB18030 或 Big5。
cli-line-bad-number = 有 NaN、Infinity，或者过大的数。
cli-line-too-long = 超过一百万字符。
cli-child-died = 有一个工作进程中途退出（退出码 { $exit }），可能是内存不足。已输出的结果有效；请减少 --jobs 后重新运行。

# 训练研判模型
cli-nlp-training = 正在训练
cli-nlp-worse = 新权重在这些指标上变差，未启用：{ $figures }
cli-nlp-same = 重新训练的结果与已启用的权重一致。
cli-nlp-differs = 重新训练的结果与已启用的权重不一致。
cli-nlp-back = 已换回上一份权重。
cli-nlp-no-previous = 没有上一份权重可换回。

# 审计日志和密钥
cli-audit-whole = 审计日志完好。
cli-audit-damage = { $org }，第 { $entry } 条：{ $damage }
cli-damage-changed = 内容被改动，或被挪动了位置
cli-damage-removed = 它前面有记录被删除
cli-damage-truncated = 从这里起的记录被截掉
cli-damage-rewritten = 与库外留存的校验值不符
cli-rotating = 正在更换密钥
cli-rotated = 新密钥为 { $id }，已重新封装 { $count } 条记录。请备份密钥文件。

# 工作日
cli-bad-day = 第 { $line } 行应写成日期加 off 或 work。
cli-days-set = 已设定 { $count } 天。正在运行的程序一分钟内生效。

# 体检
cli-doctor-settings = 设置：全部可读。
cli-doctor-clock = 时钟：{ $now }；期限按 { $timezone } 计算。
cli-doctor-clock-wrong = 时钟：{ $now } 不对，早于本机的文件或本版本的发布日期。请校准时钟，最好使用 NTP。
cli-doctor-disk = 磁盘：剩余 { $mib } MiB。
cli-doctor-disk-scarce = 磁盘：只剩 { $mib } MiB。请腾出空间，写满后将无法保存任何内容。
cli-doctor-key = 密钥文件：{ $path }，仅属主可读。请另存一份，不要与数据库放在一起。
cli-doctor-key-new = 密钥文件：尚未生成，首次启动时将建在 { $path }。
cli-doctor-key-lost = 数据库：找不到它的密钥文件。请把建库时的密钥文件放回 { $path }，没有它，加密的内容都读不出来。
cli-doctor-key-open = 密钥文件：{ $path } 别人也能读（权限 { $mode }）。请运行：chmod 600 { $path }
cli-doctor-database = 数据库：结构版本 { $schema }，与密钥文件相符。
cli-doctor-database-new = 数据库：还是空的，首次启动时建立。
cli-doctor-database-old = 数据库：结构版本 { $schema }，本版本需要 { $head }。请先备份，再运行 fenghuo migrate。
cli-doctor-refused = 数据库：{ $reason }
cli-doctor-calendar = 日历：{ $year } 年的工作日已知。
cli-doctor-calendar-unknown = 日历：{ $year } 年的工作日未知。请升级 chinesecalendar，或按国务院放假通知运行 fenghuo holidays import。
cli-doctor-address = 网址：{ $address }
cli-doctor-address-local = 网址：{ $address }，只限本机使用。要给别人用，请把 FENGHUO_BASE_URL 设为您的 https 网址。
cli-doctor-address-plain = 网址：{ $address } 没有加密。请在前面加一层 https 代理，并把 FENGHUO_BASE_URL 设为它的网址。
cli-doctor-telegram = Telegram：已以 { $bot } 登录。
cli-doctor-telegram-none = Telegram：未启用，没有设置令牌。
cli-doctor-telegram-token = Telegram：令牌不被接受。请向 BotFather 重新领取，填到 FENGHUO_TELEGRAM_TOKEN。
cli-doctor-telegram-silent = Telegram：{ $address } 没有应答。请检查网络和 FENGHUO_TELEGRAM_API_URL。

# 设置有误
setting-unknown = 没有这项设置，请看 docs/settings.md。
setting-twice = 设置了两次，另一处是 { $other }，请只留一处。
setting-unreadable = 文件读不了：{ $reason }
setting-not-toml = 文件不是正确的 TOML：{ $reason }
setting-number = 应为 { $least } 到 { $most } 之间的整数。
setting-one-of = 应为以下之一：{ $expected }。
setting-database-url = 应以 sqlite:/// 或 postgresql+psycopg:// 开头。
setting-web-address = 应为网址，例如 https://example.org
setting-telegram-token = 应形如 123456:ABC-DEF，由 BotFather 发放。
setting-timezone = 应为时区名，例如 Asia/Shanghai。
setting-no-file = 没有这个文件。
setting-invalid = 值的格式不对。

# 表头
column-id = 编号
column-name = 名称
column-level = 级别
column-parent = 上级
column-uscc = 统一社会信用代码
column-region = 地区
column-role = 角色
column-org = 单位编号
column-org-id = 单位编号
column-locale = 语言
column-channel = 渠道
column-address = 地址
column-since = 登记时间
column-signed-on = 签署日期
column-reference = 文号
column-channels = 渠道
column-withdrawn-at = 撤回时间
column-acknowledge-grave-hours = 认领时限（严重，工作小时）
column-acknowledge-days = 认领时限（工作日）
column-verify-days = 核实时限（工作日）
column-answer-days = 答复时限（工作日）
column-receipt-days = 签收催办（工作日）
column-escalate-hours = 升级间隔（工作小时）
column-channel-hours = 换渠道间隔（工作小时）
column-colleague-hours = 转告同事（工作小时）
column-all-channels-from = 全渠道起始级别
column-at = 时间
column-was = 原判
column-is = 改判
column-text = 文字
column-decided = 决定
column-reason = 判断理由
column-a = 甲
column-b = 乙
column-figure = 指标
column-before = 原权重
column-after = 新权重
column-addressed = 应送
column-sent = 已发出
column-delivered = 已送达
column-acknowledged = 已签收
column-unreachable = 无法送达
column-sent-p50 = 发出 p50（秒）
column-sent-p90 = 发出 p90（秒）
column-sent-p99 = 发出 p99（秒）
column-sent-last = 发出 最后（秒）
column-ack-p50 = 签收 p50（秒）
column-ack-p90 = 签收 p90（秒）
column-ack-p99 = 签收 p99（秒）
column-ack-last = 签收 最后（秒）
