# 命令行：给安装和运行本系统的人看的话。
cli-settings-wrong = 设置有误，程序没有启动。请改正：
cli-port-taken = { $host }:{ $port } 已被别的程序占用。请停掉它，或用 FENGHUO_PORT 换一个端口。
cli-no-telegram-token = 还没有 Telegram 令牌。请把 BotFather 给您的令牌填到 FENGHUO_TELEGRAM_TOKEN。
