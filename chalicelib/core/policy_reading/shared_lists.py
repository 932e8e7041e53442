"""Lists of words that every policy may take by name beside its own `[lists]`: `suspicious_words = ["@scolding", "@blaming", "@gifts"]`.

`#` stands for a number, in figures or in Chinese signs, `…` for some letters of the same sentence, as in a policy. A policy's own list of the same name takes the place of ours.
"""

from collections.abc import Mapping

# Whose fault it is said to be: 小李的错, 夜班的错, "the night shift's fault".
_SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕林蔡郑潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_COLLEAGUES = (
    "值班", "值班人员", "夜班", "白班", "早班", "晚班", "班组", "班次", "调度", "员工", "业务员", "驾驶员", "乘务员", "检票员", "售票员", "服务员", "营业员", "快递员", "配送员", "客服", "仓库", "物流", "快递",
    "代理人", "经办人", "门店", "前任", "厂家", "供应商", "前台", "总部", "公司", "领导", "经理", "站长", "工读生", "同仁", "业务", "部门", "车队", "维修工", "师傅", "保安", "他们部门",
)  # fmt: skip
_GROUPS = (
    "shift",
    "team",
    "staff",
    "crew",
    "clerk",
    "agent",
    "warehouse",
    "courier",
    "manager",
    "department",
    "supplier",
    "conductor",
    "inspector",
    "employee",
    "office",
    "branch",
)
# Who is named as the one who got it wrong, and how: 调度没安排好, 工读生弄错.
_FAILED = ("搞错的", "弄错的", "惹的", "闯的祸")
_OUTSIDERS = ("contractor", "contractors", "subcontractor", "temp", "temps", "trainee", "supplier", "driver")
# Things given, by verb and measure: 寄您两箱, 給您一箱.
_GIVES = (
    "寄您",
    "寄你",
    "寄给您",
    "寄给你",
    "给您",
    "给你",
    "给您寄",
    "给你寄",
    "给您发",
    "给您带",
    "给您拿",
    "给您送",
    "拿给您",
    "补发您",
    "送上",
    "奉送",
    "奉上",
    "送给客户",
    "送客户…",
    "寄客户",
    "给客户",
)
# Authorities that are named for other reasons too, and words that turn to one.
_OFFICES = (
    "物价局", "房管局", "房管所", "规划局", "建设局", "卫生局", "疾控", "商务局", "农业局", "人社局", "劳动局", "教育局", "文旅局", "旅游局", "应急局", "税务局", "街道办", "市政府", "区政府", "县政府", "省政府", "人行", "市监", "政协", "上级",
)  # fmt: skip
_TURNED_TO = (
    "找{}",
    "去{}",
    "到{}",
    "向{}",
    "告{}",
    "给{}打",
    "给{}写",
    "跟{}说",
    "{}投诉",
    "{}举报",
    "{}反映",
    "{}热线",
)
_SENDS = ("送", "寄", "拿", "发", "带", "捎")
_CARDS = ("月卡", "年卡", "次卡", "季卡")
_PASSES = (
    *(f"{gives}{card}" for gives in ("送…", "赠…", "给您办…", "给您…张", "免费") for card in _CARDS),
    "免费券", "油卡", "购物券", "礼券", "礼卷", "小礼", "充话费", "流量包",
)  # fmt: skip
_MEASURES = ("箱", "盒", "袋", "瓶", "包", "桶", "斤", "罐", "篮", "提", "套", "打")

# The same of somebody who is spoken of and not to: 送她一百块, 补他二百, "give her $20".
_SPOKEN_OF = ("他", "她", "客户", "顾客", "旅客", "乘客")
_GIVEN_THEM = (
    *(f"{gives}{whom}{what}" for gives in ("送", "给", "赠", "塞", "贴") for whom in _SPOKEN_OF for what in ("#块", "#元", "#百", "#千", "#张", "几张", "几百", "几十", "点钱", "些钱", "钱")),
    *(f"{gives} {whom} {what}" for gives in ("give", "send", "pay", "offer", "hand", "slip") for whom in ("him", "her", "them", "the customer", "you") for what in ("$#", "£#", "€#", "¥#", "# dollars", "# yuan", "# pounds", "# bucks", "some money", "a free", "# tickets", "two tickets", "cash")),
)  # fmt: skip
_MADE_GOOD_TO_THEM = (
    *(f"{gives}{whom}" for gives in ("补", "赔", "退", "返", "退给", "补给") for whom in _SPOKEN_OF),
    *(f"{gives} {whom}" for gives in ("pay", "repay") for whom in ("him", "her", "them", "the customer")),
    *(f"give {whom} {back}" for whom in ("him", "her", "them") for back in ("back", "the money", "the fare")),
)  # fmt: skip

SHARED: Mapping[str, tuple[str, ...]] = {
    # what scolds or threatens the customer, or speaks ill of them to others
    "scolding": (
        "不要再来闹", "别再来闹", "难伺候", "难搞", "您才有", "真费劲", "太费劲", "更年期", "您要再打", "我们就不接", "您脾气", "你脾气", "您就这么闲", "这么闲", "一把年纪", "不服就", "随您去", "随你去", "敲竹杠", "找律师了", "这种乘客", "这种旅客", "这种顾客", "这种用户", "您就是想要", "你就是想要", "别投诉了", "别再投诉", "不要再投诉",
        "just after money", "after money", "impossible to please", "never satisfied", "ashamed of yourself", "will not pick up", "won't pick up", "won't answer you", "try reading", "reading the rules next",
        "再闹", "别闹了", "不要闹", "来闹", "再纠缠", "再骂我们", "再胡", "就报警", "要报警抓", "叫保安", "让保安", "告您诽谤", "告你诽谤", "起诉您", "起诉你", "追究您的", "追究你的", "后果自负", "小心点", "等着瞧", "走着瞧",
        "给我等着", "拉黑", "列入黑名单", "加入黑名单", "别怪我们", "不客气了", "别想再", "吃官司", "走法律程序对付", "法庭上见", "法院见", "胡说", "瞎说", "瞎编", "乱说话", "信口", "在撒谎", "您是撒谎", "你是撒谎", "说假话", "编故事",
        "您这种人", "你这种人", "您这样的人", "你这样的人", "这种客户", "这种客人", "想骗保", "就是骗保", "是来骗", "您骗", "你骗", "骗钱", "精神不正常", "精神有问题", "精神有毛病", "脑子不", "脑袋有", "发神经", "您有毛病", "你有毛病", "人有毛病", "客户有毛病", "脑子进", "不要胡", "不要瞎", "不要撒谎", "不要说谎", "不要骗", "不要无理取闹", "别再骗", "疯子", "发疯", "变态", "难缠", "刁钻",
        "不可理喻", "无赖", "耍赖", "流氓", "泼妇", "没教养", "没文化", "缺德", "人品", "白痴", "傻子", "傻瓜", "愚蠢", "奥客", "番颠", "莫名其妙", "吃饱", "无聊透", "倚老卖老", "不要脸", "脸皮", "戏精", "戏多",
        "or we will call the police", "we'll call the police if", "we will call the police if", "call the police on you", "sue you", "take you to court", "legal action against you", "ban you", "you will be banned", "blacklist", "you will regret", "you'll regret",
        "last warning", "final warning", "or else", "watch yourself", "security will throw", "liar", "lying", "crazy", "insane", "mental case", "mentally ill", "not right in the head", "out of your mind", "moron", "pathetic", "people like you", "your kind of", "difficult customer", "rude customer",
        "made this up", "making this up", "made it up", "making it up", "you people", "con artist", "scammer", "a fraud", "a nuisance", "pain in the", "drama queen",
        "这么多事", "那么多事", "事儿多", "这点小事", "小事也", "找茬", "找碴", "没事找事", "自重", "适可而止", "好自为之", "眼神不好", "眼睛不好", "眼瞎", "您态度", "你态度", "您的态度也", "你的态度也", "反省一下自己", "反省自己", "您想多", "你想多", "您记错", "你记错",
        "您的要求太", "你的要求太", "您太过分", "你太过分", "您也太计较", "您也太敏感", "您也太难", "您也太不", "您也太小", "你也太计较", "你也太敏感", "你也太难", "你也太不", "你也太小", "谁让您", "谁让你", "谁叫您", "谁叫你", "懒得", "爱去哪", "爱找谁", "爱怎么", "看不惯", "别坐我们", "别买我们", "不想坐就", "不想买就", "不满意就别", "嫌贵", "有本事就", "您有本事", "你有本事", "投诉也没", "投诉没用", "告也没用", "告到哪", "吓唬",
        "少来这套", "少在那", "很番", "碰瓷", "闹够", "撑着", "讲不讲理", "懂不懂", "怎么就您", "怎么就你", "就您一个", "就你一个", "别人怎么都没", "别人都没意见", "别得理不", "得理不饶",
        "looking for trouble", "mind your own", "won't help you", "will get you nowhere", "you must have misunderstood", "you misread", "you imagin", "picky", "petty", "whin", "don't be so", "take it or leave it", "just deal with it", "so what?", "so what.", "so what if", "so what do you", "too demanding", "customers like you", "find another company",
        "thicker skin", "nothing better to do",
        "无理取闹", "胡搅蛮缠", "胡闹", "刁民", "没素质", "素质低", "素质差", "您的素质", "你的素质", "您有病", "你有病", "神经病", "脑子有", "没脑子", "没长眼",
        "你懂什么", "您懂什么", "讹钱", "讹我们", "想讹", "敲诈", "占便宜", "贪便宜", "小题大做", "爱投诉", "爱告哪", "随便你", "随你便", "随您便", "随便您", "自找的",
        "活该", "您自己的问题", "你自己的问题", "您自己没", "你自己没", "您自己不", "你自己不", "怪您自己", "怪你自己", "怪不了别人", "投诉户", "投诉专业户", "职业投诉", "职业打假", "闲得", "闲着没事",
        "不讲理", "不讲道理", "别再来烦", "别来烦", "别再烦", "不要再烦", "别再打电话", "恶意投诉", "您撒谎", "你撒谎", "您说谎", "你说谎", "说瞎话", "血口喷人", "听不懂", "看不懂吗", "不识字",
        "说了多少遍", "说了几遍", "不归我们管", "不关我们的事", "爱坐不坐", "爱买不买", "爱信不信", "有完没完", "没完没了", "得寸进尺", "矫情", "太计较", "斤斤计较", "少见多怪", "您太敏感", "玻璃心",
        "your own fault", "your fault", "you are lying", "you're lying", "you lied", "stop complaining", "stop bothering", "stop wasting", "ridiculous", "nonsense", "hysterical",
        "troublemaker", "overreact", "you are being unreasonable", "you're being unreasonable", "stupid", "idiot", "get over it", "calm down", "you should have read", "you should have known", "shame on you",
        "if you don't like it", "serial complainer", "waste of our time", "wasting our time", "too sensitive", "making a fuss", "none of your business", "can't you read", "nobody else complains", "grow up",
    ),
    # what puts it on colleagues or others
    "blaming": (
        *(f"{who}的错" for who in _COLLEAGUES), *(f"小{name}的错" for name in _SURNAMES), *(f"{group}'s fault" for group in _GROUPS),
        *(f"{group}s' fault" for group in _GROUPS), *(f"{who}{failed}" for who in _COLLEAGUES for failed in _FAILED), *(f"全是{who}" for who in _COLLEAGUES), *(f"{group} {failed}" for group in (*_GROUPS, *_OUTSIDERS) for failed in ("screwed", "dropped the ball")),
        *(f"{who}'s {what}" for who in _OUTSIDERS for what in ("fault", "mistake", "responsibility", "problem")),
        "那是…公司的责任", "那是…部门的责任", "那是…单位的责任", "那是…科的责任", "那是他们的责任", "那是他们的事", "那是别人的事", "那是…科管", "那是…部门管", "是…科管的", "您找他们", "你找他们", "找他们去", "别找我们", "不要找我们", "烂摊子", "擦屁股", "背锅", "背黑锅", "都怨", "要怨", "怨不得", "不懂规矩", "扯后腿", "not us", "never told us", "fault of the", "fault of our",
        "与我司无关", "与本公司无关", "不关我的事", "不关我事", "我也没办法", "我们也没办法", "不是我们的问题", "那边的问题", "都是工读生", *(f"是{who}的责任" for who in ("供应商", "厂家", "物流", "快递", "调度", "总部", "仓库", "外包")),
        *(f"{group}'s mistake" for group in (*_GROUPS, "call centre", "call center")), "not ours", "take it up with them", "not on us", "on the contractor",
        "都怪", "全怪", "怪他", "怪她", "怪小", "怪司机", "怪前台", "怪同事", "怪那个", "是他的错", "是她的错", "同事的错", "他们的错", "司机的错", "前台的错", "不是我的错", "不是我们的错", "害的", "不是我们部门", "不是我部门",
        "跟我们没关系", "跟我没关系", "与我们无关", "和我们没关系", "别的部门", "其他部门的问题", "其它部门的问题", "隔壁部门", "临时工", "实习生干", "实习生弄", "新来的", "不靠谱", "不上心", "同事没…", "同事忘", "同事太", "同事偷懒", "甩锅", "推给我们",
        "搞错的是", "领导不让", "领导不同意", "领导不批", "上面不让", "上面不批", "公司不让", "售后那帮", "那帮人", "他能力差", "水平太差", "工作太马虎",
        "colleague's fault", "colleague messed", "colleague screwed", "colleague forgot", "colleague is to blame", "to blame", "blame", "their fault", "his fault", "her fault", "driver's fault", "not our fault",
        "not our department", "not my department", "other department", "not our problem", "not my problem", "not my job", "incompetent", "useless", "won't let us", "won't let me", "management refuses", "my boss", "temp worker", "new guy", "new girl",
        "the intern", "lazy", "sloppy", "messed up",
    ),
    # money or what is worth money, as a favour
    "gifts": (
        *(f"{gives}#{measure}" for gives in _GIVES for measure in _MEASURES), *(f"{sends}{some}{measure}…给{you}" for sends in _SENDS for some in ("#", "几") for measure in _MEASURES for you in "您你"), *_PASSES, *_GIVEN_THEM, *_MADE_GOOD_TO_THEM,
        "您撤诉", "你撤诉", "您撤了", "要是撤诉", "撤了投诉", "这件事就算了", "这事就算了", "这事就过去", "drop the complaint", "if you withdraw", "if you drop", "forget this", "forget about this", "您消气", "你消气", "请消消气",
        "私下给", "私下补", "私下转", "免…个月", "给您免", "给你免", "带点心意", "拎点", "充…话费", "坐车不用买票", "替您买", "替你买", "帮您买单", "ride free", "travel free", "to your wechat", "buy you dinner", "buy you lunch", "buy you a", "your fare is free", "trip is free",
        "send you # tickets", "send you two cinema", "cinema tickets",
        "下次…不收", "下次…免费", "不收您钱", "不收你钱", "不收您的钱", "不收您车费", "不要您钱", "不要您的钱", "我们出了", "我们来出", "由我们出", "我们请您坐", "我请您坐", "我们请客", "我们买单", "我们埋单", "算我们的", "我们掏", "给您免了", "费用全免", "车费全免", "票价全免", "票款全免", "给您全免", "全免了", "双倍奉还", "双倍赔", "双倍补", "双倍退", "双倍返", "加倍赔", "加倍补", "加倍退", "加倍奉还", "倍奉还", "微信发您", "微信发你", "微信给您", "支付宝转", "小意思", "意思一下", "不成敬意",
        "is on us", "are on us", "be on us", "slip you", "worth your while", "throw in a", "throw in some", "a free monthly pass", "give you a monthly pass", "send you a monthly pass", "throw in a monthly", "give you a free pass", "send you a free pass", "give you a season pass", "top up your", "double your money", "double your fare", "pay you double", "make it up to you with",
        "送客户水果", "送客户礼", "果篮", "伴手礼", "土特产", "当作赔礼", "作为赔礼", "做为赔礼", "当赔礼", "聊表", "请您吃", "请你吃", "请您喝", "请客户吃", "打#折", "打#.#折", "给您打折", "给你打折", "为您打折", "可以打折", "给您优惠", "给你优惠",
        "给您折扣", "给您的折扣", "给您便宜", "便宜点给", "算您便宜", "抹零", "give you a discount", "give you # percent", "offer you a discount", "discount for you", "discount on your", "% off", "# percent off", "half price", "send you a box", "send you a case", "send you a pack",
        "send you # box", "send you # pack", "send you two", "send you three", "sending you a box", "sending you a case", "sending you two", "sending you a pack", "fruit basket", "gift basket", "hamper", "complimentary", "free box", "free product", "box as an apology", "as an apology gift",
        "现金慰问", "现金补", "现金红包", "现金给", "现金赔", "付现金", "元现金", "给您现金", "慰问金", "慰问品", "慰问您", "红包", "礼金", "礼品", "礼物", "购物卡", "储值卡", "礼品卡", "代金券", "优惠券", "抵用券", "抵扣券", "兑换券", "免单", "返现", "送您", "送你", "赠您", "赠送", "赠票", "送票", "免费送", "免费赠", "免费坐",
        "免费乘", "免费再", "块钱", "送您…元", "送您…块", "#元钱", "微信转", "给您一笔", "一点心意", "小心意", "表示心意", "精神损失", "误工费", "营养费", "车马费", "打车费", "话费给", "充话费", "积分送", "会员送",
        "pay you", "voucher", "gift card", "gift certificate", "goodwill payment", "goodwill gesture", "in cash", "cash", "free ticket", "free ride", "free trip", "free meal", "free night", "free of charge as", "coupon", "discount code", "bank transfer", "credit your account",
        "money back", "send you money", "a small gift", "as a gift", "on the house", "pocket money", "cover your taxi", "bonus points", "store credit", "# yuan for you",
    ),
    # money that goes back, or makes good
    "refunds": (
        "现金", "补贴", "补助", "转账给", "打款", "打给您", "打到您", "汇给您", "汇到您", "转给您", "转给你", "给您…元", "给你…元", "给您…块", "赔偿", "赔款", "赔付", "赔钱", "赔您", "赔给", "赔你", "补偿", "退款", "退钱", "退费", "退票款", "退您", "退你", "退给", "退还", "全额退", "退一赔", "返还", "补您", "补给您", "减免", "报销", "垫付", "承担…费", "医药费", "治疗费",
        "compensat", "refund", "reimburse", "waive", "give you back", "your money", "indemnif", "pay for your", "pay your", "cover your", "cover the cost",
    ),
    # public authorities, their hotlines and mailboxes, to whom somebody may turn; those that people also name otherwise (按物价局核定的标准) only where somebody turns to them
    "authorities": (
        *(form.format(office) for office in _OFFICES for form in _TURNED_TO),
        "银保监", "银监", "保监", "金管局", "金管会", "金融监管", "金融监督", "金监", "国金总局", "金融总局", "证监会", "证监局", "工商投诉", "工商举报", "工商反映", "人民银行", "央行", "金融办", "金融局", "评议中心", "保发中心", "消基会", "公平会", "公平交易委员会",
        "市监局", "市监所", "市监部门", "市场监管", "市场监督", "市管局", "市场局", "工商局", "工商所", "工商部门", "监管局", "监管总局", "监管部门", "监管机构", "食药监", "药监局", "食药局", "食药署", "食安办", "质监局", "质监站", "技监局", "质检局", "质量监督", "发改委", "发改局", "发展改革",
        "住建局", "住建委", "住建厅", "住建部", "住建部门", "建管处", "城建局", "城管局", "环保局", "环境局", "卫健委", "卫健局", "卫生监督", "交通局", "交通委", "交通运输局", "运管处", "运管局", "运管所", "通管局", "通信管理局", "工信部", "工信局", "工信厅", "网信办", "邮管局", "邮政管理局", "劳动监察", "安监局", "应急管理局", "应急管理部门", "消防部门", "消防支队","税务举报",
        "纪委", "纪检", "监委", "监察委", "巡视组", "巡察组", "督导组", "督查组", "检察院", "信访局", "信访办", "信访部门",
        "消保委", "消委会", "消协", "消保会", "消保官", "消保局", "消费者协会", "消费者委员会", "消费者权益保护", "消费者保护", "政府部门", "主管部门", "主管机关", "上级部门", "有关部门", "行政复议", "人大代表", "政协委员", "国务院",
        "政府热线", "政务热线", "市民热线", "市长热线", "市长信箱", "县长热线", "县长信箱", "区长信箱", "省长信箱", "厅长信箱", "局长信箱",
        "12300", "12309", "12315", "12318", "12320", "12328", "12331", "12333", "12337", "12345", "12348", "12350", "12358", "12363", "12365", "12366", "12369", "12378", "12380", "12381", "12388", "12389", "12398", "96315",
        "regulator", "regulators", "ombudsman", "trading standards", "consumer council", "consumer association", "consumers' association", "consumer protection", "market supervision", "food authority", "health authority", "housing authority", "the authorities", "mayor's hotline", "NFRA", "CBIRC",
    ),
}  # fmt: skip
