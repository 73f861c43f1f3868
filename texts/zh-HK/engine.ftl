# What the dialogue itself says, whatever it is about.
button-back = 返回
button-skip = 略過
button-cancel = 取消
typed-back = 返回|上一步|back
typed-skip = 略過|跳過|跳过|唔填|skip
typed-cancel = 取消|唔填喇|唔講喇|唔講啦|算喇|算啦|算了|cancel
typed-unsubscribe = 退訂|取消訂閱|停止訂閱|td|退订|取消订阅|unsubscribe
typed-correction = 唔係|唔系|唔啱|錯|不是|不對|no|wrong|講錯|頭先講錯|啱啱講錯|打錯|寫錯|更正|改一改|改一下
engine-cancelled = 已取消，剛才的內容並未提交。有需要時直接告訴我們便可。
engine-nothing-to-cancel = 現時沒有正在辦理的事項。
engine-taken-up = 請繼續剛才未完成的事項：
engine-nothing-before = 前面沒有其他問題。
engine-stale-button = 這個按鈕屬於之前的問題，現已無效。請看最新一則訊息。
engine-unknown-button = 這個按鈕已經失效。請看最新訊息，或傳送 /help。
engine-unknown-command = 沒有這個指令。傳送 /help 可查看可用的功能。
engine-not-for-your-role = 這個指令不屬於您的職責範圍。傳送 /help 可查看您可用的功能。
engine-not-understood = 抱歉，未能理解您的意思。您可使用以下指令：
engine-text-cut = 您傳送的內容過長，已收下首 { $limit } 個字，其餘部分並未保留。餘下內容可以檔案形式再傳送。
language-choose = 請選擇語言：
language-zh-cn = 简体中文
language-zh-hk = 繁體中文
language-en = English
language-offer-en = You can continue in English: just press the button.
language-set = 好的，之後會以繁體中文與您溝通。

welcome-citizen =
    您好，這裏是「烽火」進出口工業品質量安全風險資訊平台。
    玩具、家電、服裝、汽車零件等進出口貨品如有安全問題，請直接用自己的話告訴我們：是甚麼物品、發生了甚麼事。可以附上相片。
    毋須填表，廣東話、普通話均可。
welcome-enterprise =
    您好。您可以在這裏接收風險警示、簽收及回覆，以及報告產品風險。
    傳送 /due 查看待辦事項，/subscribe 設定訂閱，/report 報告風險。
welcome-officer =
    您好。新的風險線索會直接傳送到這裏。
    傳送 /queue 查看待辦線索，/signal 加編號查看一條線索。
welcome-expert =
    您好。評估委託會傳送到這裏。傳送 /tasks 查看您的任務。
welcome-signer =
    您好。呈批的預警文書會傳送到這裏。傳送 /approvals 查看待批文書。
welcome-superior =
    您好。下級單位呈交備案的文書會傳送到這裏。傳送 /filings 查看待閱備案。
welcome-admin =
    您好，管理員。單位及人員以命令行管理，傳送 /help 查看說明。

help-citizen =
    直接說出事情便可，例如：「網購的進口玩具車，充電時冒煙」。
    /tip 舉報新的問題
    /mytips 我提供的線索及進展
    /warnings 查閱風險公告，後面可加關鍵字
    /subscribe 訂閱風險警示
    /realname 實名登記
    /bind 企業綁定統一社會信用代碼
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-enterprise =
    /due 待簽收、待回覆的文書
    /subscribe 訂閱設定
    /report 報告產品風險（《辦法》第十條）
    /mytips 我報告的風險及進展
    /bind 綁定統一社會信用代碼
    /warnings 查閱風險公告
    /channels 接收文書的地址
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-officer =
    /queue 待辦線索
    /signal 編號 查看一條線索
    /bindings 待確認的企業綁定
    /draft 草擬預警文書
    /circulars 本單位的預警文書
    /drills 送達演練
    /undelivered 未能送達、逾期未簽收的文書
    /confirmations 送達地址確認書
    /due 待簽收的文書
    /channels 接收文書的地址
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-expert =
    /tasks 評估任務
    /report 報告產品風險（《辦法》第十條）
    /mytips 我報告的風險及進展
    /due 待簽收、待回覆的文書
    /channels 接收文書的地址
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-signer =
    /approvals 待批文書
    /drills 送達演練
    /circulars 本單位的預警文書
    /queue 待辦線索
    /signal 編號 查看一條線索
    /channels 接收文書的地址
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-superior =
    /filings 待閱備案
    /signal 編號 查看下級單位的一條線索
    /channels 接收文書的地址
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容
help-admin =
    單位、人員及登入連結以命令行管理：fenghuo org、fenghuo user、fenghuo doctor。
    /privacy 我的個人資料
    /language 更改語言
    /cancel 取消正在填寫的內容

privacy-overview =
    我們保存與您有關的內容：
    線索 { $cases } 條，附件 { $files } 個，對話訊息 { $messages } 則；實名資料：{ $named }。
    內容均已加密存放。您的身分不會告知被舉報的企業；職員每次查閱均有紀錄。
privacy-named = 已登記
privacy-not-named = 未登記
privacy-kept-until = 按《進出口工業品風險管理辦法》第二十六條，風險資訊檔案自結案起保存三年，最早到{ $until }方可鑑定銷毀。重大或典型個案會長期保存。
privacy-export = 匯出我的資料
privacy-erase = 刪除可以刪除的內容
privacy-withdraw = 不再聯絡我
privacy-export-ready = 這是您的全部資料，請妥善保管。
privacy-erase-sure = 將會刪除未提交的草稿及線索以外的對話紀錄，刪除後無法復原。已提交的線索依法保留，只作辦理個案之用。確定刪除嗎？
privacy-erase-yes = 確定刪除
privacy-erased = 已刪除 { $count } 則訊息及未提交的草稿。
privacy-withdrawn = 好的，日後不會再就線索與您聯絡。個案會繼續辦理，您可隨時用 /mytips 查看進展。
