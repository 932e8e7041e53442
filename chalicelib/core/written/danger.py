"""Whether words tell of danger to life: of harming oneself, of an emergency that is happening, of harming others, or of being threatened.

Words that only sound like it (气死我了, 笑死, "bored to death") are taken out before anything is looked for, and what was over, avoided or only feared
(`happening.py`) is no emergency; where it may be meant, a person reads it.
"""

from collections.abc import Iterable
from typing import Literal

from chalicelib.core.expressions import expression
from chalicelib.core.written.happening import is_going_on, is_said_of_now
from chalicelib.core.written.threatened import is_threatened
from chalicelib.core.written.words import folded

Danger = Literal["", "self_harm", "emergency", "threat", "threatened"]

LONGEST_READ = 20_000
_FIGURATIVE = expression(
    r"(?:气|笑|累|烦|热|冻|急|吓|饿|困|渴|忙|挤|臭|吵|丑|难看|贵|慢|坑|羞|恨|爱|美|香|撑|闷|痒|乐|馋|酸|苦)死|[气吓贵慢热累烦吵挤臭忙]得?[要想]死|要死不活|死活|死机|死板|想死你|跳楼价|跳水价|自杀式|打死(?:我|他|她|你|谁|他们)?(?:也|都)不"
    r"|要了?我的?(?:老)?命(?!的药)|信息爆炸|爆炸式|爆炸头|[气肺][^。]{0,4}爆炸|被?困(?:扰|惑)|心急火燎|火大|发火|上火|恼火|救命(?:稻草|钱|恩人|药)|[气心眼][^。,]{0,4}冒火|(?:心态|脑[袋子]|头|肺|群里?|评论区|网上?|快?气)[^。,]{0,3}炸(?:了|锅|开|毛)?|炸锅|爆仓"
    r"|天(?:都|要|也)?塌|(?:排队|等)[^。,!?]{0,4}(?:想死|晕倒)|(?:电视|电影|小说|游戏)里[^。!?]{0,8}|(?:让人|令人|叫人)[^。,]{0,2}(?:吐血|晕倒|昏过去|窒息)|吐血(?:价|推荐|甩卖)|(?:气|急|郁闷)得?(?:我|人)?[^。,]{0,2}(?:快|要|差点)[^。,]{0,3}(?:心梗|心脏病发|脑溢血|吐血|晕倒|昏过去)|压(?:力|得)[^。,]{0,8}喘不过气|(?:杀|砍)(?:价|熟|单)|秒杀|杀(?:毒|菌|虫)"
    r"|(?:火灾|爆炸|自杀)(?:保险|险|条款|责任|免责|保障)|自杀[^。,]{0,5}(?:不赔|免责|除外|条款)|(?:付款|支付|页面|流程|系统|退款|审批|手续|资金|软件|程序|app|订单|申请|理赔|保单|案子|案件|[银公]行?交?卡|行李箱?|箱子|雨?伞|车票|钱|衣服|包)[^。,!?]{0,4}(?:卡住|夹住|锁在|被困|困在)"
    r"|\b(?:bored|scared|worried|tickled|starved|frozen|freezing|worked|sick|boring \w+|scaring \w+|loved?) (?:me )?to death\b|\b(?:is |are |was )?killing me\b(?! myself)|\bkills me\b|\bdying (?:to|for|of (?:laughter|laughing|boredom|heat|hunger|thirst))\b|\bto die for\b"
    r"|\bsuicide (?:squad|lane|clause|exclusion)s?\b|\btrapped in (?:a |the |this |your )?(?:contract|loop|menu|queue|plan|subscription)\b|\bfire (?:him|her|them|someone|the \w+)\b|\bkill(?:ing)? (?:time|the mood|the deal|the (?:engine|order|app|connection))\b|\bshoot (?:me|you|us|him|her) an? (?:e-?mail|message)\b|\bunder fire\b|\bbomb(?:ed|ard\w*)\b"
    r"|\bchoking on (?:the )?(?:price|cost|fee|bill)s?\b|\bheart attack when\b|\bnearly (?:had a heart attack|died)\b|\bfire(?: and explosion)? (?:insurance|cover|policy)\b"
)
_SELF_HARM = expression(
    r"不想(?:再)?活|[唔不]想(?:再)?(?:做人(?!质)|生存)|唔想(?:再)?(?:活|捱落去)|生无可恋|活不下去|(?<!死)不活了|不如死|想(?:去)?死(?!心)|(?<![你他她们都])去死(?:算了|了|吧)|死了算了|自杀|自尽|自焚|轻生|寻短见|了结(?:自己|生命|此生|这条命)|结束(?:我的?|自己的?|这条)?(?:生命|性命)"
    r"|(?:要|就|去|想|马上|现在|从)[^。,!?]{0,8}跳(?:下去|楼|河|江|桥|海|轨|井)|跳(?:楼|河|江|海|轨)(?!价)|割腕|上吊|喝(?:了)?(?:农药|百草枯|敌敌畏)|(?:买|备|准备|预备)好(?:了)?[^。,!?]{0,3}(?:农药|百草枯|敌敌畏|安眠药|老鼠药|毒药)(?![^。,!?]{0,4}(?:化肥|种子|打|喷|除))|吞(?:了)?(?:药|安眠药)|烧炭|卧轨|死给你|以死|遗书|遗言|活着(?:没|也没)(?:什么)?(?:意思|意义)|没有活下去|离开这个世界|没(?:什么)?活路|伤害自己"
    r"|(?:逼|会|要|想|别|就|怕|准备|忍不住)[^。,!?]{0,5}[做干](?:出|点)?(?:什么|些|啥)?傻事|(?:我|会|要|一时)[^。,!?]{0,4}想不开|(?:逼|走)[^。,!?]{0,4}绝路|逼死我|把我(?:往死里逼|逼死)|逼我(?:去)?死|死在你们|死了?[,， ]?一了百了|(?<!不)(?<!没)(?:想|打算|准备|决定|干脆|不如|索性|只好|只能|只想|我就|恨不得|宁愿)(?:要|就|去|来个|自己)?一了百了|^一了百了|自[我行]了断|今晚[^。,!?]{0,3}了断|了断(?:自己|生命|余生|残生|此生)"
    r"|我[^。,!?]{0,6}(?:撑|熬|扛)不下去|活够了|(?:跟|和|与)(?:这个)?世界(?:说)?(?:再见|告别)|交代后事|我死了[^。!?]{0,3}(?:你们|才)|(?:要|非得|非要)我死|不想(?:再)?醒(?:来|过来)|(?:吃|吞|服)(?:下|了)*[^。,!?]{0,3}(?:[一半整两]瓶|一把|很多|大量)[^。,!?]{0,3}(?:药|片)|(?:站|坐)在(?:楼顶|天台|桥栏)|绝食|一死了之"
    r"|\bkill(?:ing)? myself\b|\bend(?:ing)? (?:my (?:own )?life|it all)\b|\bsuicid(?:e|al)\b|\b(?:want|going|wish) to die\b|\b(?:don't|do not|no longer) want to (?:live|be alive|be here any ?more|go on living|wake up)\b|\btak(?:e|ing) my (?:own )?life\b|\bhang(?:ing)? myself\b"
    r"|\bjump(?:ing)? (?:off|from|in front of|down now)\b|\b(?:going|about|ready) to jump\b|\b(?:harm|hurt|cut|starv|shoot|drown)(?:e|ing)? myself\b|\boverdose\b|\b(?:no reason|nothing left|no point) (?:to live|(?:in )?living)\b|\bbetter off dead\b|\b(?:not worth|can't go on) living\b"
    r"|\bdo something (?:stupid|terrible) to myself\b|\b(?:push|drive|driv|pushing|make|don't make) me (?:in)?to (?:do(?:ing)? )?something (?:stupid|desperate)\b|\bmake me do something (?:stupid|desperate)\b|\bwish i (?:was|were) dead\b|\bslit(?:ting)? my wrists?\b|\bthrow(?:ing)? myself (?:off|under|in front|from)\b|\b(?:whole|entire) bottle of (?:pills|tablets)\b|\bgoodbye,? (?:cruel )?world\b|\bfind my body\b|\bdon't want to be alive\b"
)
_PEOPLE = r"(?:人|我|我们|孩子|小孩|小朋友|儿子|女儿|娃|老人|老太太|大爷|乘客|旅客|顾客|工人|司机|孕妇|学生|妈妈?|爸爸?|家人|宝宝|老婆|老公)"
_EMERGENCY = expression(
    r"(?:煤气|燃气|天然气|瓦斯|液化气)[^。,!?]{0,5}(?:味|泄|漏)|(?:闻到|一股|有)[^。,!?]{0,6}(?:煤气|燃气|天然气|瓦斯)|煤气中毒|一氧化碳|着火|起火|失火|火灾|[着起]了火|烧起来|冒(?:着|出)?(?:浓|黑|大)烟|(?:车|箱|座|电|机|罐|厢)[^。,!?]{0,4}冒火|(?:要|快|会|发生|就)爆炸|爆炸了|漏电|触电"
    rf"|{_PEOPLE}[^。,!?]{{0,8}}(?:被困|困在|困住|卡住|夹住|夹着|压住|压在|埋在|埋住|关在里面|锁在)|被困|困人|困在(?:电梯|车|里面|楼)|(?:夹住|压住|卡住)(?:了)?[^。,!?]{{0,3}}(?:孩子|小孩|小朋友|老人|乘客|人)|(?:手|头|脚|腿|胳膊|脖子)[^。,!?]{{0,4}}(?:夹住|卡住|夹着)|晕倒|昏迷|昏过去|休克|没(?:有)?呼吸|喘不(?:上|过)气|呼吸困难|心脏病发|心梗|大出血|流血不止|吐血"
    r"|溺水|落水|掉(?:进|下|到)(?:了)?(?:井|水|河|坑|站台|轨道|电梯井|桥)|生命危险|有生命|命悬|救命|快(?:要)?(?:塌|倒塌)|坍塌|塌(?:了|方|下来)|(?:持|挥着?|拿着)(?:刀|枪)|(?:有(?:个)?(?:人|男的|女的|男子|女子|乘客|旅客|顾客|歹徒|醉汉|家伙)|(?:他|她|那人|对方|司机|乘客|旅客|顾客|男子))(?:手里|手上|身上|正|还|在)?(?:拿|带|持|揣|藏|举|掏|亮|提|拎|握)(?:着|了|出)?(?:一?[把个根])?(?:水果|菜|西瓜|匕|砍|尖|长|大|小)?(?:刀|匕首|枪|斧)(?!具|片|叉|削)|正在(?:打人|砍人|行凶|杀人|殴打|围殴|捅)|(?:正在|正)被(?:打|砍|追|抢|殴打|围殴|猥亵|性侵)|被绑架|劫持|人质|(?:还|正|又)在[^。,!?]{0,8}(?:打|踢|掐|勒|揍)(?:我|人|老人|孩子|小孩|乘客|女|[他她](?!电话))(?!的?电话|招呼|折|工)|(?:流血|撞|摔|压)[^。!?]{0,8}(?:动不了|动弹不得|站不起来|爬不起来)|快(?:点)?(?:来人|来救|叫救护车|派人来救)"
    r"|(?:拿|举|挥舞?|掏|亮|抄)(?:着|了|起|出)*(?:一?把)?[^。,!?]{0,2}(?:刀|斧头?|枪|铁棍|钢管|棍子)[^。,!?]{0,6}(?:砍|捅|杀|刺|追|威胁|乱挥|对着|逼|要打)|(?:要|在)(?:砍|捅|杀)人|(?:砍|杀|捅)人(?:了|啦)|(?:有|发现|放了|安了|装了)(?:一?[个枚])?(?:炸弹|爆炸物|炸药)|(?:要|说|威胁)[^。,!?]{0,4}(?:杀|砍|捅|弄死|打死)(?:死|了)*我"
    r"|(?:在|送|去|进|正|医院|急诊)[^。,!?]{0,4}抢救|抢救中|急救室|病危|重症监护|(?:进|在|住)(?:了)?icu|口吐白沫|抽搐|窒息|噎(?:住|着)|不省人事|失去(?:意识|知觉)|没(?:有|了)*(?:意识|知觉|心跳|脉搏)|倒地不起|(?:倒|躺)在地上(?:不|没|起)|(?:止不住|血流)(?:血|不止)|流了?(?:很多|好多|一地|大量)血|[满一][脸头身]是血"
    rf"|(?:全家|一家|孩子|小孩|老人|多人|好几个人|几个人|我们都?|同学)[^。,!?]{{0,14}}中毒|{_PEOPLE}[^。,!?的]{{0,4}}(?:快不行了|没气了|快没气)|(?:客|公交|大巴|校|班|货|轿)车[^。,!?]{{0,4}}(?:翻了|翻[进到下])|侧翻(?:了|在)|(?:掉|冲|开|翻)(?:进|下|到)(?:了)?(?:沟|河|悬崖|水库|海|湖|山沟)|电梯[^。,!?]{{0,4}}(?:往下掉|坠落|急坠|下坠)"
    r"|(?:孩子|小孩|老人|女儿|儿子|宝宝|娃|妈妈)[^。,!?的]{0,6}(?:走丢|走失|失踪|不见了|被拐|被抱走)|(?:孩子|小孩|宝宝|学生|婴儿)[^。,!?的]{0,6}(?:落|忘|闷|锁)在(?:了)?(?:校?车|车里|车上|公交)|(?:汽油|氨气?|氯气?|有毒气体|化学品|危化品|硫酸)[^。,!?]{0,4}(?:泄漏|漏|泄)|(?:高压线|电线)[^。,!?]{0,4}(?:掉|断|落)(?:了|在|下)|羊水破|中暑[^。,!?]{0,2}(?:倒|晕|昏)"
    r"|\bgas (?:leak|smell)|\bsmell(?:s|ing)? (?:of |like )?(?:\w+ )?gas\b|\bon fire\b|\bthere(?:'s| is| has been)(?: now)? (?:a )?fire\b(?! (?:alarm|door|exit|drill|exting|hazard|safety))|\b(?:kitchen|flat|room|house|building|bus|car|roof) is burning\b|\b(?:caught|catching) fire\b|\bcarbon monoxide\b|\bsmoke (?:is )?(?:coming|pouring|filling)|\b(?:we|people|person|someone|child(?:ren)?|i|i'm|are|is|am) (?:\w+ )?trapped\b|\btrapped (?:in|inside|under|by|between)\b|\bstuck (?:in|inside) (?:the |a |your )?(?:lift|elevator|doors?)\b|\blocked in(?:side)?\b"
    r"|\b(?:hand|arm|leg|foot|head|child|son|daughter|boy|girl|passenger|woman|man) (?:is |got |is stuck |stuck |caught |is caught |got caught |jammed )+(?:in|by|between) (?:the |a |your )?(?:\w+ )?doors?\b|\bunconscious\b|\bnot breathing\b|\b(?:can't|cannot) breathe\b|\b(?:has|just) (?:collapsed|fainted|passed out)\b|\bheart attack\b|\bbleeding (?:heavily|badly|a lot|to death)\b|\belectrocuted\b|\blive wire\b|\bdrowning\b|\b(?:with|has|pulled|holding|waving) a (?:knife|gun)\b"
    r"|\b(?:about to|going to|will) explode\b|\bexplosion\b|\blives? (?:is|are) in danger\b|\blife[- ]threatening\b|\b(?:is|are|he's|she's) choking\b|\bhaving a (?:seizure|stroke|fit)\b|\b(?:lift|elevator) (?:is |keeps )(?:falling|dropping)\b|\bno pulse\b|\bnot responding to\b|\b(?:in|to) (?:the )?(?:intensive care|icu|emergency room)\b|\b(?:being|was just|has been) (?:attacked|stabbed|beaten|shot)\b|\bhostage\b|\bkidnapped\b|\b(?:son|daughter|child|mother|father) (?:is|has gone|went) missing\b|\b(?:bus|coach|car|van) (?:has |just )*(?:overturned|rolled over)\b|\bthreaten(?:s|ed|ing)? to (?:kill|stab|shoot)\b"
)
# Dangerous while somebody is on the way, and a matter for the workshop or the office afterwards.
_ON_THE_WAY = expression(
    r"(?:刹车|制动|方向盘)[^。,!?]{0,4}(?:失灵|失效|坏了|没反应|踩不住|不管用|不起作用)|刹不住|停不下来|(?:司机|驾驶员|师傅)[^。,!?]{0,6}(?:喝了?酒|酒驾|醉驾|喝醉|睡着|打瞌睡|闭着?眼)|车(?:子|辆)?失控|车[^。,!?]{0,4}冒烟|(?:出|发生)(?:了)?(?:严重)?车祸|撞了?人"
    r"|被[^。,!?]{0,6}(?:扣|锁|关|堵)在(?!门外|外面|店外)[^。,!?]{0,6}(?:不让|不准|不许|不给|出不|下不|走不)"
    r"|\bbrakes? (?:have |has |are |is |do |does )?(?:failed|failing|gone|not work\w*|don't work|doesn't work)\b|\bdriver (?:is|seems|looks|has been|keeps) (?:very |so )?(?:drunk|drinking|asleep|falling asleep|nodding off)\b|\bout of control\b|\b(?:has|have|just|we) crashed\b"
)
_THREAT = expression(
    r"(?:杀|砍|捅|弄死|打死|炸|烧)(?:了|死|掉|光)?(?:你们?|他们?|她|司机|经理|店长|全家|这里|大楼|公司|车站|门店)|放火|炸(?:了|掉|毁)|(?:要|取)(?:你们?|他们?|她)[^。]{0,2}的?命|同归于尽|报复社会|(?:带|拿)(?:着)?刀(?:来|去|找|上门)|血洗|见血"
    r"|(?:弄死|干掉|做掉|整死|搞死|宰了|砍[死了]|捅[死了]|打死|杀[死了]|烧死|炸死|撞死|打残)(?:[那这某所全每]|检票|售票|客服|老板|业务员|理赔员|服务员|保安|领导|你|他|她)|让(?:你们?|他们?|她)[^。,!?]{0,4}(?:陪葬|偿命|见阎王)|垫背|(?:大家|一起|谁都|谁也|都)(?:别想活|别活|死)(?:了|吧)?$|(?:都|谁也|谁都)别想活|一命换一命|血债血偿|灭(?:了)?(?:你|他)[^。,!?]{0,2}(?:门|全家)"
    r"|我[^。,!?]{0,4}(?:手里|手上|身上|包里|怀里)[^。,!?]{0,3}(?:刀|枪|斧头?|汽油|炸药)(?!具|片|叉|口|伤|疤|削)"
    r"|砸(?:了|烂|掉)(?:你们|这|他们)的?(?:公司|店|车|门店|办公室|车站|柜台)|(?:泼|带|拎|提)(?:着|了|一?桶)*(?:汽油|硫酸)|(?:卸|打断|砍断|剁)(?:了)?(?:你|他|她|那)[^。,!?]{0,6}(?:腿|胳膊|手)|废了(?:你|他|她|那)|剁了(?:你|他|她|那)|开车(?:去)?撞(?:死|你|他)|我知道(?:你|他|她)们?家?(?:住哪|在哪|孩子)"
    r"|\b(?:i'll|i will|i'm gonna|going to|gonna|want to) (?:kill|shoot|stab|hurt|attack|murder|strangle|run over) (?:you|him|her|them|all|someone|somebody|everyone|every\w*|the \w+|your \w+|that \w+|this \w+|those \w+)\b|\b(?:blow|burn) (?:it|you|this|the \w+|your \w+) (?:up|down)\b|\bplant a bomb\b|\bthere(?: i|')s a bomb\b|\byou(?:'ll| will) (?:all )?(?:be dead|die)\b"
    r"|\b(?:come|coming|be|go) (?:\w+ )?with (?:a|my) (?:gun|knife|bat|bomb)\b|\bbring(?:ing)? (?:a|my) (?:gun|knife|bomb)\b|\b(?:break|breaking) (?:his|her|your|their) (?:legs?|neck|bones)\b|\b(?:beat|beating) (?:him|her|you|them|that \w+) to death\b|\bi know where (?:you|he|she|they|that \w+) lives?\b|\bsmash (?:his|her|your|their|that \w+) (?:head|face|skull)\b"
)


def danger_in(text: str, everyday: Iterable[str] = ()) -> Danger:
    """The gravest that the words tell of; "" if there is nothing. An emergency is one only while it goes on.

    `everyday`: words of the reader's own trade, which tell of none there: 急诊 in a hospital.
    """
    said = folded(text[:LONGEST_READ]).replace("’", "'")
    for word in everyday:
        said = said.replace(folded(word), " ")
    said = _FIGURATIVE.sub(" ", said)
    if _SELF_HARM.search(said):
        return "self_harm"
    if any(is_going_on(said, *found.span()) for found in _EMERGENCY.finditer(said)) or _is_on_the_way(said):
        return "emergency"
    if _THREAT.search(said):
        return "threat"
    return "threatened" if is_threatened(said) else ""


def _is_on_the_way(said: str) -> bool:
    found = _ON_THE_WAY.search(said)
    return found is not None and is_said_of_now(said) and is_going_on(said, *found.span())
