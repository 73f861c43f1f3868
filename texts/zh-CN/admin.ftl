# What is printed when the program starts.
admin-open-at = 烽火已启动，请在浏览器打开：{ $address }
admin-links = 以下是一次性登录链接，{ $hours } 小时内有效，各用一次；过期后用 fenghuo user link 重新生成：
admin-part-citizen = 公众
admin-part-enterprise = 企业
admin-part-officer = 值班关员
admin-part-expert = 专家
admin-part-signer = 签发人
admin-part-superior = 上级海关
admin-part-admin = 系统管理员
