# The command line: sentences for whoever runs the installation.
cli-settings-wrong = The settings are wrong; nothing was started. Please correct:
cli-port-taken = { $host }:{ $port } is in use by another program. Stop that one, or choose another port with FENGHUO_PORT.
cli-no-telegram-token = There is no Telegram token. Set FENGHUO_TELEGRAM_TOKEN, as BotFather gives it.
