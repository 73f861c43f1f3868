# The citizen's dialogue: a tip from its first words to its case number.
citizen-welcome = 请直接告诉我们：是什么东西、出了什么事。也可以先发照片。
citizen-ask-words = 请用自己的话说说：是什么东西、出了什么事。
citizen-ask-words-for-photo = 照片收到了。请再用一两句话说说：是什么东西、出了什么事。
citizen-unclear =
    我们受理进出口工业品（玩具、家电、服装、汽车配件等）的质量安全问题。
    如果您要反映这类问题，请说说是什么东西、出了什么事，例如：“网上买的进口玩具车，充电时冒烟了”。
typed-thanks = 谢谢你|谢谢您|谢谢|多谢|谢了|感谢|好的|好|好吧|行|嗯|知道了|明白了|明白|收到|好滴|好嘞|了解|辛苦了|没事了谢谢|ok|okay|thankyou|thanks|再见|拜拜
citizen-thanked = 不客气。有新情况请直接告诉我们，发送 /mytips 可以查看进展。
citizen-greeted = 您好，我们在。进出口工业品（玩具、家电、服装、汽车配件等）有安全问题，请直接说：是什么东西、出了什么事。也可以先发照片。
citizen-greeted-again = 我们在的，请接着说。
citizen-no-photo = 没关系，没有照片也可以。有新情况请直接告诉我们。
citizen-calm = 让您着急了，很抱歉。请告诉我们：是什么东西、出了什么事，我们马上登记。
citizen-not-told-yet = 我们还没看懂您要反映的事，所以还没有登记，您写的都还留着。请再说说：是什么东西、出了什么事；也可以发照片。
citizen-file-as-it-is = 按我的原话登记
citizen-number-unknown = 在这个聊天里没有找到编号 { $number } 的线索。请核对编号；进展只在当初提供线索的聊天里告知（同一部手机、电脑或同一个账号）。
citizen-nothing-told = 我们还没看懂您要反映的事，所以没有登记。请用一两句话说说：是什么东西、出了什么事；也可以发照片。
citizen-file-kept = 收到了。
citizen-not-yet-clear = 还不清楚
citizen-understood =
    谢谢您告诉我们。我们是这样理解的：
    产品：{ $product }
    危害：{ $hazards }
    如果不对，直接更正就行。
citizen-understood-grave =
    很抱歉发生这样的事，请先照顾好伤者。如有生命危险请马上拨打 120，火警 119。
    我们是这样理解的：
    产品：{ $product }
    危害：{ $hazards }
    这件事会优先处理。如果不对，直接更正就行。
citizen-understood-fatal =
    对这样的不幸，我们深表哀悼，请您节哀保重。
    我们是这样理解的：
    产品：{ $product }
    危害：{ $hazards }
    这件事会优先处理。如果不对，直接更正就行。
citizen-understood-perhaps-fatal =
    发生这样的事，我们很难过。如果还有人需要救治，请马上拨打 120。
    我们是这样理解的：
    产品：{ $product }
    危害：{ $hazards }
    这件事会优先处理。如果不对，直接更正就行。
# Said at once where the danger goes on; what to do first, and whom to call.
citizen-safety-gas = 请先离开屋子：不要碰任何开关，不要用明火，顺手能关阀开窗就关阀开窗，到室外再打 119。有人头晕、呕吐或叫不醒，马上打 120。
citizen-safety-battery = 请先离它远一些，不要用手碰，也不要往外搬。如果还在冒烟或已经起火，请离开房间、关上门，马上打 119。
citizen-safety-fire = 请先带家人离开，随手关门，不要回去取东西，到安全的地方马上打 119。有人受伤请打 120。
citizen-safety-smoke = 请先不要用手碰，也不要泼水；能安全拔掉插头或拉下总闸就先断电。烟不停或见到火，马上带家人离开，关上门，打 119。
citizen-safety-shock = 请不要碰它，也不要直接用手拉触电的人；能安全拉下总闸就先断电。有人触电，马上打 120。
citizen-safety-person = 有人被困请马上打 119，有人昏迷、喘不上气或受伤请马上打 120，并按电话里的指导去做。
citizen-safety-swallowed = 请马上去医院急诊或打 120，说清吞了什么，能带上同样的东西或包装更好。不要催吐，先不要喂吃的喝的。
citizen-safety-other = 请先远离它，不要用手碰。有起火、泄漏或有人被困请打 119，有人受伤或不舒服请打 120。
citizen-ask-product = 是什么产品？请说出名称，知道品牌和型号的话也请写上。
citizen-ask-what = 出了什么问题？例如冒烟、断裂、划伤、气味刺鼻。
citizen-ask-trade = 这件东西是怎么来的？也可以直接写在哪里买的。
citizen-ask-harm = 有人受伤吗？
citizen-ask-photo = 有照片吗？拍下产品、标签或损坏的地方，对核实很有帮助。
citizen-placeholder-what = 例如：进口玩具车充电时冒烟
citizen-placeholder-product = 例如：××牌儿童滑板车
citizen-placeholder-photo = 发送照片，或写一句说明
citizen-harm-none = 没有人受伤
citizen-harm-minor = 轻伤（擦伤、红疹、门诊）
citizen-harm-serious = 重伤（住院、骨折、烧伤、中毒）
citizen-harm-fatal = 有人去世
citizen-refer-food = 您说的是食品问题。食品安全请向市场监督管理部门反映，电话 12315；进口食品也可以拨打海关热线 12360。这里受理的是进出口工业品。
citizen-refer-cosmetics = 您说的是化妆品问题。请向药品监督管理部门反映，电话 12315；进口化妆品也可以拨打海关热线 12360。这里受理的是进出口工业品。
citizen-refer-animal-plant = 您说的是动植物或动植物产品的问题。请拨打海关热线 12360，由动植物检疫部门处理。这里受理的是进出口工业品。
citizen-refer-medicine = 您说的是药品问题。请向药品监督管理部门反映，电话 12315。这里受理的是进出口工业品。
citizen-refer-service = 价格、退款、快递和服务方面的纠纷，请拨打 12315 或通过全国 12315 平台投诉，由市场监督管理部门处理。如果产品本身不安全，请告诉我们。
citizen-refer-domestic = 国内生产、国内销售的产品由市场监督管理部门负责，请拨打 12315 反映。如果是进口的、出口的或跨境网购的，请告诉我们。
citizen-refer-agreed = 知道了
citizen-refer-ours = 这是进出口工业品的安全问题
citizen-referred = 已记录，编号 { $number }。请按上面的电话联系主管部门。
citizen-case-referred = 不属于这里受理的范围，请拨打 12315 或海关热线 12360
citizen-case-referred-food = 属于食品问题，请向市场监督管理部门反映，电话 12315（进口食品也可拨打 12360）
citizen-case-referred-cosmetics = 属于化妆品问题，请向药品监督管理部门反映，电话 12315（进口化妆品也可拨打 12360）
citizen-case-referred-animal-plant = 属于动植物检疫问题，请向海关反映，电话 12360
citizen-case-referred-medicine = 属于药品问题，请向药品监督管理部门反映，电话 12315
citizen-case-referred-service = 属于消费纠纷，请向市场监督管理部门反映，电话 12315
citizen-case-referred-domestic = 属于国内产品，请向市场监督管理部门反映，电话 12315
citizen-received =
    线索已受理，编号 { $number }。
    请记下编号，发送 /mytips 可以随时查看进展。有新情况直接告诉我们。
citizen-real-name-why =
    根据《进出口工业品风险管理办法》第九条，请您实名提供信息，便于我们核实和答复。
    姓名、证件和电话只用于办理这件事，加密保存，不会告诉被举报的企业。
    请在我们自己的网页上填写，不要把证件号码发在聊天里。链接一天内有效，只能用一次。
citizen-real-name-or-not = 不愿实名也可以。线索会作为未实名线索保留，但不能单独据此启动风险评估。
citizen-real-name-button = 实名登记
citizen-real-name-decline = 暂不实名
citizen-real-name-declined = 好的，您的线索作为未实名线索保留。以后想实名，发送 /realname 就行。
citizen-real-name-known = 您已经实名登记过了，谢谢。
citizen-no-cases = 您还没有提供过线索。直接把事情说出来就行。
citizen-case =
    { $number } · { $product }
    { $status } · { $at }
citizen-more-cases = 另有 { $count } 条较早的线索。
citizen-status-told = 您的线索 { $number } 有进展：{ $status }。
citizen-supplemented = 已补充到线索 { $number }，谢谢。
citizen-supplemented-product = 已补充到线索 { $number }，产品更正为“{ $product }”，谢谢。
citizen-which = 这是关于哪件事的？请点下面的按钮，您刚才写的会一并记上。
citizen-which-case = 补充线索 { $number }
citizen-which-ended = 线索 { $number } 已经办结，不能再补充。您刚才写的还在，可以作为另一件事告诉我们。
citizen-which-new = 是另一件事
citizen-relay-ask = 请写下您的回答，也可以发照片。对方看不到您的身份。
citizen-relay-or-tip = 工作人员有一个问题等您回答。您刚才说的是：
citizen-relay-is-answer = 回答这个问题
citizen-relay-is-tip = 是另一件事
citizen-relay-sent = 已转给工作人员，谢谢。
citizen-relay-answered-before = 这个问题您已经回答过了，谢谢。有补充请直接说。
citizen-warnings-on-product = 这类产品现有 { $count } 份生效中的风险公告，请留意：
citizen-warnings-found = 现有 { $count } 份生效中的风险公告，最新的如下：
citizen-no-warnings = 目前没有生效中的风险公告。
citizen-no-warnings-found = 没有找到相关的风险公告。可以换一个词再试，例如 /warnings 玩具。
citizen-warning =
    { $title }
    { $level } · { $number } · { $at }
citizen-warning-read = 查看全文
