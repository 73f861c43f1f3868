# What is printed when the program starts.
admin-open-at = 烽火已啟動，請在瀏覽器開啟：{ $address }
admin-links = 以下是一次性登入連結，{ $hours } 小時內有效，各用一次；逾期後用 fenghuo user link 重新產生：
admin-part-citizen = 公眾
admin-part-enterprise = 企業
admin-part-officer = 值班關員
admin-part-expert = 專家
admin-part-signer = 簽發人
admin-part-superior = 上級海關
admin-part-admin = 系統管理員
