"""Whether a customer who writes after an answer says plainly that it does not satisfy, that it does, or neither.

Plain words have their effect at once; where they can be meant either way ("有没有解决", "如果还不解决") a person reads them.
"""

from typing import Literal

from chalicelib.core.expressions import expression
from chalicelib.core.written.by_machine import own_words
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.mistyped import as_meant
from chalicelib.core.written.mockery import MOCKING
from chalicelib.core.written.offers_taken import takes_the_offer
from chalicelib.core.written.settled import is_settled, is_settled_with_thanks, is_wanted, what_is_left
from chalicelib.core.written.words import folded, with_apostrophes

Opinion = Literal["dissatisfied", "content", "unclear"]

SHORT = 24
LONGEST_READ = 4_000  # characters; what matters is said by then
_SOLVED = (
    "解决|处理好|办好|修好|改善|整改|道歉|落实|兑现|退款|退钱|退费|赔偿|赔付|到[账帐]|入[账帐]|"
    "退|收到|回电|联系我|联络我|回应"
)
_LACKING = "没有|没|未|还没|尚未|并未|从未|不曾"
_REJECTED = "满意|认可|同意(?!我)|接受(?!我)|服(?!务)|赞成|买[账帐]"
_PLAINLY = (
    rf"(?<![有是])(?:{_LACKING})(?:(?!不|就|想到|多久)[^。！？!?;；\n，,]){{0,8}}?(?:{_SOLVED})(?!不了)"
    rf"|(?:无法|难以)(?:{_REJECTED})"
    rf"|(?<![没无是非])不(?:太|大|能|予|会|可)?(?:{_REJECTED})"
    r"|(?:仍然|依然|依旧|还是|仍|又)[^。！？!?;；\n]{0,10}(?:没|不|坏|漏|吵|臭|慢|晚点|老样子|一样|这样|存在|骂)"
    r"|(?:问题|情况|现象)(?:依旧|依然|仍然|仍|还)(?:在|是|没|存在)"
    r"|(?:要求|申请|请)(?:你们|贵司|上级)?(?:重新|再次|再|复)(?:处理|办理|核实|核查|核算|调查|研究|评估|认定|鉴定|检查|考虑(?:处理|处罚|赔)|定性|答复|答覆|审|查|核)"
    r"|不解决问题|(?:敷衍|推诿|忽悠|糊弄|打发)"
    r"|(?<![没无是非])不认同|(?<![没无])(?:有|持)(?:不同|其他|别的|很大的?)?(?:看法|意见|异议)(?!吗|么|再|可以|请|的话)|(?<![能可])不服(?!务)"
    r"|(?:说|讲|写|答复|查|判|认定)(?:的|法)?(?:根本|完全|都|并|也)?(?:不对|不是事实|不属实|不符|有误|是假的|错了)|凭(?:什么|啥)(?=$|说|讲|认定|判|不|无效|这么|这样|就)|不可能[，,。！!]|^不可能$|(?:没有?|从未|未|从来没有?)(?:说过?|同意|申请|要求)?(?:要|过)?(?:撤诉|撤回|撤销)"
    r"|\b(?:not|never|n't|hasn't|haven't|isn't|wasn't|don't|didn't|cannot|can't)\b(?: \w+){0,3}? (?:solved|resolved|fixed|repaired|satisfied|"
    r"happy|acceptable|agree|accept(?:ing)?|refunded|received|helped|good enough|sorted|withdraw|withdrawn|true)\b"
    r"|\bstill (?:not?\b|broken|leaking|waiting|happening|the same|there|late|dirty|unresolved|noisy)|\b(?:unsatisfied|dissatisfied|unacceptable|unresolved|disagree)\b"
    r"|\bnothing (?:has |was )?(?:changed|happened|done|improved)\b|\b(?:re-?open|look (?:at|into) (?:it|this) again)\b"
)
# The same in other words, of which some may as well tell of a new matter: 没人管, 态度很差.
_IN_OTHER_WORDS = (
    r"(?<![有是])(?:没|没有|未)(?:能)?(?:让我|令我)?满意|不收货|(?<![会])没有?人(?:理|管|处理|回复|联系|道歉|跟|过问|打电话|接(?!受)|给我|告诉|答复|解释|来(?!过电|往)|过来|上门|到场)|没来人|一分(?:钱)?(?:都|也|还)?没有?(?:(?:到|赔|退|给|拿|收)|(?=$|[，,。!]))|(?:说|讲)的?(?:和|跟|与)做的?(?:根本|完全)?(?:是)?(?:两回事|两码事|不一样|不一致)|说一套做一套|(?:光|只|就)(?:会)?说不(?:做|练|办|干)|言而无信|说话不算(?:数|话)|出尔反尔|根本(?:就)?不是(?:这样|那样|这么回事|那么回事|这回事|那回事)|(?:赔|补|退|补偿|赔偿|退款|赔款|金额|钱)(?:得|的)?(?:也|都|实在)?太(?:少|低)|(?:金额|数目|钱数)(?:都|也|还)?(?:不对|不符|有误|少了)|(?:漏水?|漏|堵|吵|响|臭|坏|停水|停电|晚点|噪音)(?:还是)?(?:照旧|依旧|依然|如故)|(?:根本|压根|完全|从来|一直)就?(?:都)?没有?(?:人)?(?:去|来|认真|好好)?(?:处理|管|理|查|看|问(?!题)|听|改|跟|核实|调查|落实|答复|回复)"
    r"|还是(?:那|这)(?:个|辆|种|副|样|些|位|班)(?!号|电话|地址|手机|时间|意见|建议|想法)|答非所问|踢皮球|没有?诚意|毫无(?:改进|改善|诚意|变化|作用|用处|意义)|(?:一点|半点|丝毫)(?:儿)?(?:用|效果|作用|改进|改善|变化|诚意)?(?:都|也)?(?:没有?|没|不)(?:用|效果|作用|改进|改善|变化|诚意|管用)?(?=$|[，,。!])"
    r"|(?<!过)没用$|没用[，,。!]|有(?:什么|啥)用(?!途)|等于(?:没|白)|跟?(?:和|跟|同)没有?(?:处理|解决|说|答复?|办)(?:过)?(?:一样|似的)|白投诉|(?:处理|处罚|罚|处分)(?:得|的)?太轻|(?:根本|完全|远远|太)不(?:够|足)(?=$|[，,。!]|以|意思)(?!\S{0,2}吗)|(?<![没不])(?<!没有)(?:让人|令人|叫人|很|太|非常|十分|特别|真是?|极其|深感|感到)失望"
    r"|(?<!不用)(?<!不必)(?<!无需)(?<!需要)(?<!必要)升级(?:处理|投诉|办理)|(?<![不没])(?:要|找|要求|请)(?:求)?(?:你们|贵司)?(?:的)?(?:上级|上一级|领导|负责人|总部|上面)(?:领导|部门)?(?:来)?(?:处理|解决|答复|回复|出面|重视|过问|复核|复查|给我)|(?<![不没有])(?:要|去|再)找(?:你们)?(?:的)?(?:上级|领导|总部)|(?<![能何样么以])(?:要求?|申请|提出?)(?:行政)?(?:复议|申诉|复核|复查)"
    r"|(?:与|和|跟|同)(?:客观)?(?:事实|实际|实情)(?:情况)?(?:严重|完全|根本)?不(?:符|一致|相符)|(?:推卸|袒护|偏袒|包庇|官官相护|避重就轻|驴唇不对马嘴|牛头不对马嘴)|狗屁|垃圾(?:公司|答复|服务)|拒绝接受|(?<![没无])(?<!没有)不公(?:平|正|道)|^(?:很|非常|十分|极其|极度|强烈|我)*不满$|(?<!不是)(?<!不算)(?<!没有)(?:很|太|极|非常)差(?!不多|点)|^失望$|(?:到|至)(?:现在|今天|今|目前|如今)(?:为止)?(?:都|也|还|仍)?(?:没|未)|^不行$|^重新(?:处理|办理|核实|调查|答复|审|查)"
    r"|\bnothing (?:has |have |was |is )?(?:been |being )?(?:done|fixed|changed|solved)\b|\b(?:refund|money|payment|compensation)\b(?: \w+){0,2}? (?:never|not|hasn't|didn't) (?:yet )?(?:arrived?|came|come)\b|\b(?:never|has not|hasn't|have not|haven't|did not|didn't) (?:yet )?(?:turned up|called|replied|answered|shown up)\b|\bhappen(?:ing|ed|s) again\b|\bsame (?:problem|thing|issue|driver) again\b"
    r"|\b(?:does|did|do)(?: not|n't) (?:\w+ ){0,3}?(?:address|fix|solve|answer|help|resolve|change|deal)\b|\b(?:want|wish|like|ask|request|please|must|going|will) (?:\w+ ){0,3}?escalat(?:e|ed|ion)\b|^escalate\b|\b(?:no ?one|nobody) (?:has |ever |even )?(?:call|contact|came|come|repl|answer|told|help|apolog)|\bbroken? again\b|\b(?:someone|somebody|anyone) (?:more )?(?:senior|higher)\b|\b(?:speak|talk) (?:to|with) (?:a|your|the) (?:manager|supervisor|boss)\b|\b(?:is|what) a joke\b|\bnot (?:good|nearly) enough\b"
)
# What cannot be borne, or is no answer at all: 接受不了, 这叫什么答复; what was promised and is not so: 根本没停岗.
_NO_ANSWER = (
    r"(?:接受|认可|认同|同意|忍受?|容忍|理解|信服)不了(?!解)|(?<!没)(?<!没有)(?:看|咽|忍|听)不下去|(?:这|那)(?:样|种|个|些)?(?:也|就|还|都)?(?:能|配)?(?:叫|算)(?:是)?(?:(?:个|哪门子|什么|啥)(?:事|话|玩意|东西|破|鬼|答[复覆]|处理|结果|解释|说法|态度|服务|道歉|整改|办法|公司|意思(?!啊))|(?:处理|解决|道歉|答[复覆]|服务|整改|解释|办好)(?=[吗么啊呀]?(?:$|[。.!])))|(?:叫|算)(?:什么|啥|哪门子)(?:答[复覆案]|处理|结果|解释|说法|态度|服务|道歉|整改|回复|办法|措施)"
    r"|(?:这|那)?是(?:个)?(?:什么|啥|哪门子)(?:破|烂|鬼|狗屁|态度|服务|玩意|道理|水平|素质)"
    r"|(?:其实|实际上?|并)(?:根本)?(?:都|也|就)?没有?(?:去|做|换|改|整改|停|罚|处[理分]|道歉|赔|退|修|来过?|执行|落实|兑现|开除|撤换|通知)(?!什么|过?吗)|(?<![有是])(?:根本|压根|完全)就?(?:都|也)?(?:没有|没(?!有))(?!那么|这么|那样|多|太|怎么|问题|事(?!实)|关系|必要|意见|什么|啥|想|注意|时间|空|听|异议|看法|怪|不|别的|投诉|讲|生气|打算|时候|影响|错)[\u3400-\u9fff]"
    r"|(?:你们|贵司|麻烦|请|能不能|能否|可否)(?:给我|帮我)?(?:再(?!算)|重新)(?:好好|认真|仔细|帮我)*(?:核实?|查|算|审|处理|调查|研究|办)(?:一?[下遍次查算审核]|清楚)"
    r"|\b(?:absolute|absolutely|complete|total|utter|sick|bloody) (?:a )?(?:jokes?|shambles|disgrace|disgusting|nonsense|waste|farce|rubbish|pathetic|useless)\b|\bwaste of (?:my |everyone's )?time\b|\b(?:you|you lot|you people|you guys|your (?:lot|team|staff|people|company))(?: are|'re| all)(?: \w+){0,2}? (?:useless|hopeless|a joke|incompetent|pathetic|clueless|a disgrace)\b"
    r"|\b(?:no ?one|nobody|never|not|didn't|did not|hasn't|haven't) (?:has |have |even |ever |actually |bothered to )?(?:turn(?:ed)? up|show(?:ed|n)?(?: up)?|bother(?:ed)?)\b|\bstill (?:\w+ )?(?:drip|leak|smell|bang|grow|los|spread|mak|drop|com|pour|flood|rattl|cutt)(?:p?ing|s)\b|\bstill (?:have|having|got|get|getting) (?:the |this |that |a )?(?:same |exact )?(?:problems?|issues?|troubles?|faults?|leaks?|damp|mou?ld|no )\b"
    r"|\b(?:can't|cannot|can not|won't|will not|not going to|refuse to|am not) (?:\w+ )?(?:accept|put up|live with|stand for|having (?:this|that|it))\b"
)
# What English says of an answer that does not content, without its plain words: "that doesn't cut it".
_UNDERSTATED = (
    r"(?<!not )\bfob(?:bed|bing)? (?:me |us |people )?off\b|\b(?:a|another|complete|total|utter) (?:white-?wash|cop[- ]?out|brush[- ]?off|fob[- ]?off|cover[- ]?up|non-?answer)\b"
    r"|\b(?:does|do|did)(?:n't| not) (?:really |quite |just )?(?:cut it|wash\b|add up|hold water|ring true)|\bload of (?:old )?(?:rubbish|tosh|nonsense|tripe|cobblers|waffle|codswallop|hot air)\b"
    r"|\b(?:isn't|is not|'s not|was not|wasn't|not at all) what (?:actually |really )?(?:happened|i (?:asked|said|wrote|complained|reported|told))\b"
    r"|\bstill (?:very |so |really |rather |extremely )?(?:unhappy|upset|angry|annoyed|disappointed|furious|unconvinced|out of pocket)\b"
    r"|\b(?:unhappy|disappointed|dismayed|unimpressed|disgusted|appalled|frustrated) (?:with|about|by|at|in) (?:this|that|your|the(?= (?:answer|response|decision|outcome|findings|conclusion))) (?:\w+ )?(?:answer|response|reply|decision|outcome|result|letter|explanation|findings?|conclusion)\b"
    r"|\b(?:pass(?:ed|ing)? the buck|wash(?:ed|ing)? your hands|miss(?:ed|es|ing) the point|beg to differ|hardly (?:an? )?(?:answer|apology|explanation|fair|good enough)|not having (?:that|this|it)\b)"
)
# What is thrown at an answer, whole: nothing but it stands in the clause, or it is said of the answer, or of us.
_THROWN = (
    r"(?:(?:完全|纯粹?|简直|根本|都|全|净|尽)?(?:是|在)?)(?:胡说八道|胡扯|瞎扯|瞎编|胡编乱造|一派胡言|满口胡言|鬼扯|唬烂|睁眼说瞎话|骗人的?(?=$|[，,。!])|扯淡|谎话|谎言|放屁)|(?:你们|贵司|贵公司|公司|答复)(?:都|全|又|还|就|根本|完全|一直)?(?:在|是)?(?:说谎|撒谎|骗人|骗我|胡说|瞎说|造假|乱说)|(?:完全|根本|并|都)?(?:不是|不属)(?:事实|实情|实话|真的|实)(?!吧)|(?<!没有)(?<!不)歪曲事实|颠倒黑白|避而不答"
    r"|(?<![有是])(?:没|没有|未)(?:能)?(?:弄|搞|改|整|治|换)(?:好|定|成|妥)|(?:问题|情况|毛病|状况)(?:还是)?(?:依旧|依然|照旧|如故|原样)(?=$|[，,。!])|^(?:给|打)?(?:个)?(?:差评|负评|一星)(?=$|[，,。!])|(?:让|叫|喊|请)(?:你们?|你们的|贵司)的?(?:领导|上级|主管|经理|负责人|老板)(?:来|出来|出面|跟我|给我|联系|说话)"
    r"|不是(?:说|讲|答应|承诺)(?:好|过)?(?:了)?[^。?？]{2,24}(?:[吗么]|[，,。!?？].{0,12}(?:还|又|仍|照样|照旧|怎么|没))|(?:我|我们)(?:要|想|会|得)(?:求)?(?:申诉|上诉|复议|复核|往上告|继续投诉)"
    r"|\b(?:want|wish|like|going|will|intend|have) to (?:\w+ )?(?:appeal|challenge|contest|dispute)\b|\bi(?: will|'ll) (?:appeal|dispute|contest|object)\b|\bi (?:contest|dispute|object to) (?:it|this|that|your|the)\b|\b(?:that|this|it)(?:'s| is|s)? (?:\w+ ){0,2}?(?:a lie|lies|untrue|false|rubbish|nonsense|a disgrace|bull)\b|\b(?:rubbish|useless|terrible|awful|pathetic|ridiculous|hopeless|nonsense|bad|poor) (?:answer|reply|response|explanation|excuse)\b|\byou(?: are|'re| all)? (?:lied|liars?|lying)\b|\bpack of lies\b"
)
# Too little was offered; or they go to somebody else with it, and on no condition (再不处理我就去…).
_SUM = r"(?:\d|[一二两三四五六七八九十百千几]+(?:元|块|百|千|毛)|这么?[点些]|一?点)"
_GOES_ELSEWHERE = expression(
    rf"^(?:你们?|居然|竟然)?(?:才|就|只|仅)(?:赔偿?|退|补偿?|给)(?:给?我|了|这么)*{_SUM}(?!.{{0,8}}(?:就行|也行|就好|即可|可以|得了))|^(?:这|钱|金额|数额)?(?:也|实在|真的?|简直)?太少了?(?:吧|点)?$"
    r"|^(?:那|好|行|我们?|本人|等着)*(?:这就|马上|一定|肯定|准备|打算|现在|要|会|得|就)*(?:去|找|到|向|打|拨|上)[^，,。]{0,4}(?:1\d{4}|邮政|消协|消费者协会|工商|市监|市场监[督管]|监管|主管部门|信访|媒体|记者|法院|总公司|抖音|网上)[^，,。]{0,6}(?:投诉|举报|申诉|告|曝光|起诉)"
    r"|^(?:那|好|行|我们?|本人|等着)*(?:这就|马上|一定|肯定|准备|打算|现在|要|会|得|就)*(?:去|到)?[^，,。]{0,4}(?:告|举报|起诉|曝光)(?:你们|贵司|贵公司)$"
)
_OR_ELSE = expression(r"再不|不然|否则|不(?:解决|处理|赔|退|给|答复|回复)[^，,。]{0,4}(?:我|就)|[天时]内")
# Who asks for the next stage need not say why; a clause that denies or asks about it asks for none.
_NEXT_STAGE = (
    r"^(?:(?!\b(?:not|never|no|cannot|when|what|how|who|why|was|were|has|had)\b|n't\b).)*?"
    r"(?:\b(?:take|taken|go|going|move|moved|put|proceed|refer|progress|send|want|wish|like|ask|asking|request|requesting|please|need)\b(?: \w+){0,5}? (?:stage ?(?:2|two)|(?:second|next) stage)\b"
    r"|\b(?:want|wish|like|ask(?:ing)? for|request(?:ing)?|need|have) an?(?: (?:independent|internal|full|second|proper))? review\b|\b(?:this|it|that|(?:my|the) complaint|your? (?:decision|answer|response)) (?:to be )?reviewed\b)"
    r"|^(?:to )?stage ?(?:2|two)(?: please)?$"
    r"|^(?:(?!\b(?:not|never|no|when|what|how|who|why|was|were|has|had|if|unless|until)\b|n't\b).)*?"
    r"(?:\b(?:take|taking|pursue|pursuing) (?:this|it|that|the matter|matters|things|my (?:complaint|case)) (?:any )?further\b|\bescalate (?:this|it|that|my|the)\b|\b(?:be|it|this|complaint) escalated\b"
    r"|\b(?:can|could|please|want|like|need|get|have|ask(?:ing)?) (?:for )?(?:\w+ ){0,2}?(?:someone|somebody|anyone|anybody) else (?:\w+ ){0,2}?(?:look|review|deal|handle|investigate|decide|consider|check|take)\b|\b(?:looked at|reviewed|dealt with|handled|investigated|considered|decided|checked) (?:again )?by (?:someone|somebody|anyone|anybody) else\b)"
)
_DISSATISFIED = expression(f"{_PLAINLY}|{_IN_OTHER_WORDS}|{_NO_ANSWER}|{_UNDERSTATED}|{_THROWN}|{_NEXT_STAGE}")
# What they are about, where they are about the answer.
_OF_THE_ANSWER = expression(
    rf"{_PLAINLY}|{_THROWN}|(?:接受|认可|同意|理解)不了|处理|答[复非]|回复|结果|结论|解释|调查|升级|复议|申诉|上级|领导|踢皮球|诚意|失望|不满|不收货|袒护|偏袒|避重就轻|公平|公正|\b(?:answer|reply|decision|escalate|senior|manager|outcome|joke|stage ?(?:2|two)|next stage|review(?:ed)?)\b"
)
# How things were before they were put right; what follows it and says that they are settles it.
_BEFORE = expression(
    r"之前|以前|先前|此前|原来|原先|原本|本来|起初|开始|当初|前几?天|前两天|上次|上周|昨天|前天|早先|过去|刚才|"
    r"\b(?:was|were|had|hadn't|wasn't|weren't|didn't|before|earlier|yesterday|previously|at first|originally|until|last week|for (?:days|weeks|months))\b"
)
_AT_LAST = expression(
    r"(?:终于|已经?|现在|如今|目前|这次|这回|今天|昨天|刚刚?|后来|最后|总算|都|全部?|上门|给我?)[^。！？!?;；\n，,不没未]{0,10}?(?:解决|处理|办好|修好|弄好|搞定|退款|退了|到账|到帐|收到|好了|好多|好转|正常)了?"
    r"|\b(?:works|working|sorted|solved|resolved|fixed|fine|all good|all right|repaired|refunded)\b"
)
_NOT_WHOLLY = expression(
    r"一半|部分|"
    + MOCKING
    + r"|[?？]|不了|但是?(?!现在|这次|今天|昨天|终于|已经?|总算|后来)|可是|不过(?!现在|这次|终于|已经?|总算)|然而|却|还(?!是要|要谢|得谢|要感谢|没来得及)|又|\b(?:still|partly|half|almost|however|again|except|not|never|n't)\b|n't\b"
)
_CONDITIONAL = expression(r"如果|如有|假如|要是|若|万一|除非|有没有|是否|是不是|\bif\b|\bunless\b|\bwhether\b")
_CONTENT = expression(
    r"(?:已|已经|都|全|终于|总算)(?:经)?(?:解决|处理好|办好|修好|退款|退了|到[账帐]|收到)|问题解决了|满意|"
    r"(?<![有是])没有?(?:任何|什么|别的|其他|不同)?(?:意见|异议|疑问|问题)了|(?<![不非]是)(?<!有)(?:无异议|没意见)|(?:都|全都?|现在)(?:好|正常|没事)了|"
    r"(?:很|挺|真|太|非常)(?:好|棒)了?$|(?:可以|没事|没问题)(?:了|啦)$|没有?意见$|不错$|^(?:好的?|行|那|我|我们)*(?:都|也|可以|能|愿意|完全)?(?:接受|认可)(?:了|的)?(?:你们|贵公司|贵司|这|该|此)?(?:个|次|份|样|种)?的?(?:处理|答[复覆]|道歉|结果|方案|赔偿|解释)*(?:意见|结果|方案)?(?:了|的|吧)?$|(?<![没未])(?:钱|款|退款|票款|赔款|赔偿款?|补偿款?|包裹|快递|东西|货|发票)(?:都|已经?|也|今天|刚刚?)*(?:收到|到[账帐]?|退回?来?|拿到)了(?=$| )|好多了|(?<![是有])没有?(?:让人|令人)?失望|一点儿?问题(?:都|也)没有|没有?人再|(?:处理|结果|答[复覆]|方案|解释)(?:意见)?我们?(?:都|也|完全)?(?:能|可以)?(?:接受|认可)|(?<!不)同意(?:你们)?的?(?:处理|答复|结果)(?:意见|结果)?$|^(?:给)?(?:个)?(?:好评|点赞|五星)|不(?:用|必|需要)再?(?:处理|管|查|跟进|赔|退|补)了|"
    r"^(?:但是?|不过|最后|总算|事情?|问题)*(?:都|已经?|给我?|帮我)?(?:解决|处理好|办好|修好|搞定|弄好)了(?:啊|的|啦|哈|呢)?$|"
    r"\bappreciate (?:the|your) (?:quick|fast|prompt|great|kind)?\b ?(?:fix|help|work|efforts?|support)|\bno complaints?\b|\b(?:solved|resolved|fixed|satisfied|happy with|all good|all sorted|sorted (?:now|out)|works now|no (?:more|further) (?:problems?|issues?|complaints?|questions?))\b|^no problems?$"
)
# Consent that is the whole message: 好吧，那我去投诉 is none.
_YES_ALONE = expression(
    r"(?:那|好的?|也|嗯|[，,。])*(?:可以(?:了|的)?|行(?:的|啊)?|好吧|行吧|就这样吧?|fine|fine by me|all ?right(?: then)?|alright(?: then)?)[。.!！,，]*(?:谢谢[您你]?|多谢|thanks?|thank you)?[。.!！]*"
)
# Cantonese, as it is folded: what tells it, and what its words are in written Chinese.
_CANTONESE = expression(r"唔|冇|嘅|咗|哋|喺|啲|嘢|佢|咁|搞掂|仲[未系係冇]|乜|嚟|俾")
_SPOKEN = tuple(
    (expression(spoken), written)
    for spoken, written in (
        ("搞掂", "解决"), ("唔该(?:晒)?", "谢谢"), ("多谢晒", "多谢"), ("唔", "不"), ("冇", "没有"), ("仲(?!裁)", "还"), ("嘅", "的"), ("系咁", "是这样"), ("还系", "还是"), ("係", "是"),
        ("咗", "了"), ("[喇啦]", "了"), ("佢", "他"), ("哋", "们"), ("咁(?:样)?", "这样"), ("覆", "回复"), ("嚟", "来"), ("俾", "给"), ("乜", "什么"),
    )
)  # fmt: skip
_IN_DOUBT = expression(
    r"[?？]|什么时候|何时|几时|吗$|吗\s|不了|"
    + MOCKING
    + r"|呵呵|不代表|\b(?:when|who|nobody|no one|until|how|far from|will)\b"
)
_LOW_FIGURE = expression(r"[12] ?(?:分(?!钟)|[，,。.、!！~～ ]|(?=[非很满])|$)")  # "1 非常满意" says two things at once
_CLAUSE = expression(r"[。！？!?;；\n，,]+")
_DENIED = expression(
    r"(?:没有|没什么|并不是|不是|无)[^。！？\n]{0,2}(?:不满意)|(?<![是有])(?:没有?|无)(?:什么|任何|哪些?|哪个|别的)?(?:问题|事情?|地方|东西|方面)?(?:是)?(?:没有?|未|不)(?:解决|处理|办|满意|同意|落实|认可)(?:的|了的)|"
    r"\b(?:not|no longer) (?:dissatisfied|unsatisfied)\b"
)


def opinion_in(text: str) -> Opinion:
    """What the words say of an answer that was given; lines that quote are not the writer's."""
    own = own_words(text[:LONGEST_READ]) if ">" in text or "＞" in text else text[:LONGEST_READ]
    if any(each.reply_line in own for each in LANGUAGES.values()):
        return "unclear"  # a whole mail of ours stands in it, unmarked
    said = _in_written_chinese(with_apostrophes(as_meant(folded(own.replace("\n", "。")))))
    whole = _DENIED.sub(" ", said)
    certain = [clause for clause in _clauses(whole) if not _CONDITIONAL.search(clause)]
    complaints = [_stage_of(whole, clause) for clause in certain if _DISSATISFIED.search(clause)]
    if "lasting" in complaints or _goes_elsewhere(whole):
        return "dissatisfied"
    doubtful = "doubtful" in complaints or any(_DISSATISFIED.search(c) for c in _clauses(whole) if c not in certain)
    if doubtful:
        return "unclear"
    pleased = bool(complaints or _DENIED.search(said)) or any(map(_is_content, certain)) or is_settled_with_thanks(said)
    pleased = pleased or takes_the_offer(said)
    content = (
        pleased or _YES_ALONE.fullmatch(said) or is_mere_thanks(own) or is_mere_thanks(said) or is_courtesy(own)
    ) and not _LOW_FIGURE.match(said)
    return "content" if content and not (_IN_DOUBT.search(said) or _has_more_to_say(said)) else "unclear"


def _goes_elsewhere(said: str) -> bool:
    """Whether a clause finds too little what was offered, or goes to somebody else with it, and nothing makes that depend on what we do."""
    depends = _CONDITIONAL.search(said) or _OR_ELSE.search(said)
    return not depends and any(_GOES_ELSEWHERE.search(clause.strip()) for clause in _clauses(said))


def _has_more_to_say(said: str) -> bool:
    """Whether it goes on with a but, and with something else than thanks or that it is right."""
    left = what_is_left(said).strip(" ，,。.!")
    return bool(left) and not (any(map(_is_content, _clauses(left))) or is_mere_thanks(left) or is_courtesy(left))


def _in_written_chinese(said: str) -> str:
    """Words of spoken Cantonese as written Chinese has them, where the text is Cantonese."""
    if _CANTONESE.search(said):
        for spoken, written in _SPOKEN:
            said = spoken.sub(written, said)
    return said


def _clauses(said: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(said) if clause.strip()]


def _is_content(clause: str) -> bool:
    return (_CONTENT.search(clause.strip()) is not None and not is_wanted(clause)) or is_settled(clause)


def _stage_of(said: str, clause: str) -> Literal["lasting", "over", "doubtful"]:
    """Whether what a clause complains of lasts, is over by what follows it, or one cannot tell."""
    found = _DISSATISFIED.search(clause)
    assert found is not None
    rest = said[said.index(clause) + found.end() :]
    if not _BEFORE.search(clause) or not _AT_LAST.search(rest):
        return "lasting"
    settled = _AT_LAST.search(rest)
    assert settled is not None
    if any(_DISSATISFIED.search(each) for each in _clauses(rest)):
        return "lasting"
    return "doubtful" if _NOT_WHOLLY.search(rest) else "over"


def is_mere_dissatisfaction(text: str) -> bool:
    """Whether a short text says no more than that an answer did not satisfy; "又晚点了" may as well be a new matter."""
    said = with_apostrophes(as_meant(folded(text)))
    plain = len(said) <= SHORT and "又" not in said and _OF_THE_ANSWER.search(_in_written_chinese(said)) is not None
    return plain and opinion_in(text) == "dissatisfied"
