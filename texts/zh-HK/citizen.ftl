# The citizen's dialogue: a tip from its first words to its case number.
citizen-welcome = 請直接告訴我們：是甚麼物品、發生了甚麼事。也可以先傳送相片。
citizen-ask-words = 請用自己的話告訴我們：是甚麼物品、發生了甚麼事。
citizen-ask-words-for-photo = 相片已收到。請再用一兩句說明：是甚麼物品、發生了甚麼事。
citizen-unclear =
    我們受理進出口工業品（玩具、家電、服裝、汽車零件等）的質量安全問題。
    如要反映這類問題，請說明是甚麼物品、發生了甚麼事，例如：「網購的進口玩具車，充電時冒煙」。
typed-thanks = 謝謝|多謝|唔該|感謝|好的|好|好啊|嗯|知道了|知道|明白了|明白|收到|谢谢|ok|thankyou|thanks
citizen-thanked = 不用客氣。如有新情況請直接告訴我們，傳送 /mytips 可查看進展。
citizen-greeted = 您好，我們在。進出口工業品（玩具、家電、服裝、汽車零件等）如有安全問題，請直接告訴我們：是甚麼物品、發生了甚麼事。也可以先傳送相片。
citizen-greeted-again = 我們在，請繼續說。
citizen-no-photo = 不要緊，沒有相片也可以。如有新情況請直接告訴我們。
citizen-calm = 令您焦急，十分抱歉。請告訴我們：是甚麼物品、發生了甚麼事，我們會立即登記。
citizen-not-told-yet = 我們尚未明白您想反映的事情，因此未有登記，您所寫的仍然保留。請再說明：是甚麼物品、發生了甚麼事；也可以傳送相片。
citizen-file-as-it-is = 按我的原話登記
citizen-number-unknown = 在這個對話中找不到編號 { $number } 的線索。請核對編號；進展只會在當初提供線索的對話中告知（同一部手機、電腦或同一個帳號）。
citizen-nothing-told = 我們尚未明白您想反映的事情，因此未有登記。請用一兩句話說明：是甚麼物品、發生了甚麼事；也可以傳送相片。
citizen-file-kept = 已收到。
citizen-not-yet-clear = 尚未清楚
citizen-understood =
    多謝您告訴我們。我們的理解如下：
    產品：{ $product }
    危害：{ $hazards }
    如有不對，請直接更正。
citizen-understood-grave =
    很抱歉發生這樣的事，請先照顧傷者。如有生命危險，請立即求助：內地 120（火警 119），香港及澳門 999。
    我們的理解如下：
    產品：{ $product }
    危害：{ $hazards }
    此事會優先處理。如有不對，請直接更正。
citizen-understood-fatal =
    對這樣的不幸，我們深表哀悼，請您節哀保重。
    我們的理解如下：
    產品：{ $product }
    危害：{ $hazards }
    此事會優先處理。如有不對，請直接更正。
citizen-understood-perhaps-fatal =
    發生這樣的事，我們深感難過。如仍有人需要救治，請立即求助：內地 120，香港及澳門 999。
    我們的理解如下：
    產品：{ $product }
    危害：{ $hazards }
    此事會優先處理。如有不對，請直接更正。
# Said at once where the danger goes on; what to do first, and whom to call.
citizen-safety-gas = 請先離開室內：切勿觸碰任何開關或使用明火，順手能關掣開窗便關掣開窗，到室外再致電 999（內地 119）。如有人頭暈、嘔吐或叫不醒，請立即致電 999（內地 120）。
citizen-safety-battery = 請先遠離它，切勿用手觸碰或搬動。如仍在冒煙或已經起火，請離開房間、關上門，立即致電 999（內地 119）。
citizen-safety-fire = 請先與家人離開，隨手關門，切勿折返取物，到安全地方立即致電 999（內地 119）。如有人受傷，請致電 999（內地 120）。
citizen-safety-smoke = 請先不要用手觸碰，也不要潑水；如能安全拔掉插頭或關上總掣，請先截斷電源。如繼續冒煙或見到火光，請立即與家人離開、關上門，致電 999（內地 119）。
citizen-safety-shock = 請勿觸碰它，亦切勿徒手拉開觸電的人；如能安全關上總掣，請先截斷電源。如有人觸電，請立即致電 999（內地 120）。
citizen-safety-person = 如有人被困、昏迷、呼吸困難或受傷，請立即致電 999（內地火警及救援 119、急救 120），並按電話指示行事。
citizen-safety-swallowed = 請立即前往醫院急症室或致電 999（內地 120），說明吞下了甚麼，並盡可能帶同相同物品或包裝。切勿催吐，暫時不要餵食或餵水。
citizen-safety-other = 請先遠離它，切勿用手觸碰。如起火、洩漏、有人被困、受傷或不適，請立即致電 999（內地 119、120）。
citizen-ask-product = 是甚麼產品？請說出名稱，如知道品牌及型號亦請寫上。
citizen-ask-what = 出現了甚麼問題？例如冒煙、斷裂、割傷、氣味刺鼻。
citizen-ask-trade = 這件物品從何而來？也可以直接寫下購買地點。
citizen-ask-harm = 有人受傷嗎？
citizen-ask-photo = 有相片嗎？拍下產品、標籤或損壞之處，對核實很有幫助。
citizen-placeholder-what = 例如：進口玩具車充電時冒煙
citizen-placeholder-product = 例如：××牌兒童滑板車
citizen-placeholder-photo = 傳送相片，或寫一句說明
citizen-harm-none = 沒有人受傷
citizen-harm-minor = 輕傷（擦傷、紅疹、門診）
citizen-harm-serious = 重傷（住院、骨折、燒傷、中毒）
citizen-harm-fatal = 有人死亡
citizen-refer-food = 您說的是食品問題。食品安全請向市場監督管理部門反映，電話 12315；進口食品亦可致電海關熱線 12360。這裏受理的是進出口工業品。
citizen-refer-cosmetics = 您說的是化妝品問題。請向藥品監督管理部門反映，電話 12315；進口化妝品亦可致電海關熱線 12360。這裏受理的是進出口工業品。
citizen-refer-animal-plant = 您說的是動植物或動植物產品的問題。請致電海關熱線 12360，由動植物檢疫部門處理。這裏受理的是進出口工業品。
citizen-refer-medicine = 您說的是藥品問題。請向藥品監督管理部門反映，電話 12315。這裏受理的是進出口工業品。
citizen-refer-service = 價格、退款、速遞及服務方面的糾紛，請致電 12315 或經全國 12315 平台投訴，由市場監督管理部門處理。如果產品本身不安全，請告訴我們。
citizen-refer-domestic = 內地生產、內地銷售的產品由市場監督管理部門負責，請致電 12315 反映。如屬進口、出口或跨境網購，請告訴我們。
citizen-refer-agreed = 知道了
citizen-refer-ours = 這是進出口工業品的安全問題
citizen-referred = 已記錄，編號 { $number }。請按上述電話聯絡主管部門。
citizen-case-referred = 不屬這裏的受理範圍，請致電 12315 或海關熱線 12360
citizen-case-referred-food = 屬食品問題，請向市場監督管理部門反映，電話 12315（進口食品亦可致電 12360）
citizen-case-referred-cosmetics = 屬化妝品問題，請向藥品監督管理部門反映，電話 12315（進口化妝品亦可致電 12360）
citizen-case-referred-animal-plant = 屬動植物檢疫問題，請向海關反映，電話 12360
citizen-case-referred-medicine = 屬藥品問題，請向藥品監督管理部門反映，電話 12315
citizen-case-referred-service = 屬消費糾紛，請向市場監督管理部門反映，電話 12315
citizen-case-referred-domestic = 屬內地產品，請向市場監督管理部門反映，電話 12315
citizen-received =
    線索已受理，編號 { $number }。
    請記下編號，傳送 /mytips 可隨時查看進展。如有新情況請直接告訴我們。
citizen-real-name-why =
    根據《進出口工業品風險管理辦法》第九條，請您以實名提供資訊，以便我們核實及回覆。
    姓名、證件及電話只用於辦理此事，加密保存，不會告知被舉報的企業。
    請在我們的網頁上填寫，切勿在對話中傳送證件號碼。連結一天內有效，只可使用一次。
citizen-real-name-or-not = 不願實名亦可，線索會作為未實名線索保留；但不能單憑未實名線索展開風險評估。
citizen-real-name-button = 實名登記
citizen-real-name-decline = 暫不實名
citizen-real-name-declined = 好的，您的線索會作為未實名線索保留。日後如欲實名，傳送 /realname 便可。
citizen-real-name-known = 您已完成實名登記，多謝。
citizen-no-cases = 您尚未提供過線索。直接說出事情便可。
citizen-case =
    { $number } · { $product }
    { $status } · { $at }
citizen-more-cases = 另有 { $count } 條較早的線索。
citizen-status-told = 您的線索 { $number } 有進展：{ $status }。
citizen-supplemented = 已補充至線索 { $number }，多謝。
citizen-supplemented-product = 已補充至線索 { $number }，產品更正為「{ $product }」，多謝。
citizen-which = 這是關於哪件事？請按下面的按鈕，您剛才寫的會一併記錄。
citizen-which-case = 補充線索 { $number }
citizen-which-ended = 線索 { $number } 已經結案，不能再補充。您剛才所寫的仍在，可以作為另一件事告訴我們。
citizen-which-new = 是另一件事
citizen-relay-ask = 請寫下您的回答，亦可傳送相片。對方看不到您的身分。
citizen-relay-or-tip = 職員有一個問題等候您回答。您剛才說的是：
citizen-relay-is-answer = 回答這個問題
citizen-relay-is-tip = 是另一件事
citizen-relay-sent = 已轉交職員，多謝。
citizen-relay-answered-before = 這個問題您已回答過，多謝。如有補充請直接告訴我們。
citizen-warnings-on-product = 這類產品現有 { $count } 份生效中的風險公告，請留意：
citizen-warnings-found = 現有 { $count } 份生效中的風險公告，最新的如下：
citizen-no-warnings = 目前沒有生效中的風險公告。
citizen-no-warnings-found = 找不到相關的風險公告。請換一個詞再試，例如 /warnings 玩具。
citizen-warning =
    { $title }
    { $level } · { $number } · { $at }
citizen-warning-read = 查看全文
