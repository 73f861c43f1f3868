# 命令列：給安裝和管理本系統的人看的說話。
cli-settings-wrong = 設定有誤，程式未有啟動。請更正：
cli-port-taken = { $host }:{ $port } 已被其他程式佔用。請先停止該程式，或以 FENGHUO_PORT 改用另一連接埠。
cli-no-telegram-token = 尚未設定 Telegram 權杖。請把 BotFather 提供的權杖填入 FENGHUO_TELEGRAM_TOKEN。
