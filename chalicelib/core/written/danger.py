"""Whether words tell of danger to life: of harming oneself, of an emergency that is happening, or of harming others.

Words that only sound like it (气死我了, 笑死, "bored to death") are taken out before anything is looked for; where it may be meant, a person reads it.
"""

import re
from typing import Literal

from chalicelib.core.written.words import folded

Danger = Literal["", "self_harm", "emergency", "threat"]

LONGEST_READ = 20_000
_FIGURATIVE = re.compile(
    r"(?:气|笑|累|烦|热|冻|急|吓|饿|困|渴|忙|挤|臭|吵|丑|难看|贵|慢|坑|羞|恨|爱|美|香|撑|闷|痒|乐|馋|酸|苦)死|[气吓贵慢热累烦吵挤臭忙]得?[要想]死|要死不活|死活|死机|死板|想死你|跳楼价|跳水价|自杀式|打死我?(?:也|都)不"
    r"|要了?我的?(?:老)?命(?!的药)|信息爆炸|爆炸式|[气肺][^。]{0,4}爆炸|被?困(?:扰|惑)|心急火燎|火大|发火|上火|恼火|救命稻草"
    r"|\b(?:bored|scared|worried|tickled|starved|frozen|freezing|worked|sick|boring \w+|scaring \w+|loved?) (?:me )?to death\b|\b(?:is |are |was )?killing me\b(?! myself)|\bkills me\b|\bdying (?:to|for|of (?:laughter|laughing|boredom|heat|hunger|thirst))\b|\bto die for\b"
    r"|\bsuicide (?:squad|lane)s?\b|\btrapped in (?:a |the |this |your )?(?:contract|loop|menu|queue|plan|subscription)\b|\bfire (?:him|her|them|someone|the \w+)\b|\bkill(?:ing)? (?:time|the mood|the deal)\b|\bshoot (?:me|you|us|him|her) an? (?:e-?mail|message)\b|\bunder fire\b|\bbomb(?:ed|ard\w*)\b"
)
_SELF_HARM = re.compile(
    r"不想(?:再)?活|活不下去|(?<!死)不活了|不如死|想(?:去)?死(?!心)|去死(?:算|了|吧)|死了算了|自杀|自尽|自焚|轻生|寻短见|了结(?:自己|生命|此生|这条命)|结束(?:我的?|自己的?|这条)?(?:生命|性命)"
    r"|(?:要|就|去|想|马上|现在|从)[^。,!?]{0,8}跳(?:下去|楼|河|江|桥|海|轨|井)|跳(?:楼|河|江|海|轨)(?!价)|割腕|上吊|喝(?:了)?(?:农药|百草枯|敌敌畏)|吞(?:了)?(?:药|安眠药)|烧炭|卧轨|死给你|以死|遗书|遗言|活着(?:没|也没)(?:什么)?(?:意思|意义)|没有活下去|离开这个世界|没(?:什么)?活路|伤害自己"
    r"|\bkill(?:ing)? myself\b|\bend(?:ing)? (?:my (?:own )?life|it all)\b|\bsuicid(?:e|al)\b|\b(?:want|going|wish) to die\b|\b(?:don't|do not|no longer) want to (?:live|be alive|be here any ?more|go on living)\b|\btak(?:e|ing) my (?:own )?life\b|\bhang(?:ing)? myself\b"
    r"|\bjump(?:ing)? (?:off|from|in front of|down now)\b|\b(?:going|about|ready) to jump\b|\b(?:harm|hurt|cut|starv)(?:e|ing)? myself\b|\boverdose\b|\b(?:no reason|nothing left) to live\b|\bbetter off dead\b|\b(?:not worth|can't go on) living\b"
)
_EMERGENCY = re.compile(
    r"(?:煤气|燃气|天然气|瓦斯|液化气)[^。,!?]{0,5}(?:味|泄|漏)|(?:闻到|一股|有)[^。,!?]{0,6}(?:煤气|燃气|天然气|瓦斯)|煤气中毒|一氧化碳|着火|起火|失火|火灾|冒(?:着|出)?(?:浓|黑|大)烟|(?:要|快|会|发生|就)爆炸|爆炸了|漏电|触电"
    r"|(?:人|我|我们|孩子|小孩|老人|乘客|旅客|妈|爸|家人|宝宝)[^。,!?]{0,8}(?:被困|困在|困住|卡住|关在里面|锁在)|被困|困人|困在(?:电梯|车|里面|楼)|(?:手|头|脚|腿)[^。,!?]{0,4}(?:夹住|卡住)|晕倒|昏迷|昏过去|休克|没(?:有)?呼吸|喘不(?:上|过)气|呼吸困难|心脏病发|心梗|大出血|流血不止|吐血"
    r"|溺水|落水|掉进(?:井|水|河|坑)|生命危险|有生命|命悬|救命|快(?:要)?(?:塌|倒塌)|坍塌|塌(?:了|方|下来)|持刀|拿着刀|正在(?:打人|砍人|行凶)|被绑架"
    r"|\bgas (?:leak|smell)|\bsmell(?:s|ing)? (?:of |like )?(?:\w+ )?gas\b|\bon fire\b|\bcarbon monoxide\b|\bsmoke (?:is )?(?:coming|pouring|filling)|\b(?:we|people|person|someone|child(?:ren)?|i|i'm|are|is|am) (?:\w+ )?trapped\b|\btrapped (?:in|inside|under)\b|\bstuck (?:in|inside) (?:the |a |your )?(?:lift|elevator)\b|\blocked in(?:side)?\b"
    r"|\bunconscious\b|\bnot breathing\b|\b(?:can't|cannot) breathe\b|\bhas collapsed\b|\bheart attack\b|\bbleeding (?:heavily|badly|a lot)\b|\belectrocuted\b|\blive wire\b|\bdrowning\b|\bwith a (?:knife|gun)\b|\b(?:about to|going to|will) explode\b|\bexplosion\b|\blives? (?:is|are) in danger\b|\blife[- ]threatening\b"
)
_THREAT = re.compile(
    r"(?:杀|砍|捅|弄死|打死|炸|烧)(?:了|死|掉|光)?(?:你们?|他们?|她|司机|经理|店长|全家|这里|大楼|公司|车站|门店)|放火|炸(?:了|掉|毁)|(?:要|取)(?:你们?|他们?|她)[^。]{0,2}的?命|同归于尽|报复社会|(?:带|拿)(?:着)?刀(?:来|去|找|上门)|血洗|见血"
    r"|\b(?:i'll|i will|going to|gonna|want to) (?:kill|shoot|stab|hurt|attack) (?:you|him|her|them|all|someone|somebody|everyone|the \w+|your \w+)\b|\b(?:blow|burn) (?:it|you|this|the \w+|your \w+) (?:up|down)\b|\bplant a bomb\b|\bthere is a bomb\b|\byou(?:'ll| will) (?:all )?(?:be dead|die)\b"
)


def danger_in(text: str) -> Danger:
    """The gravest that the words tell of; "" if there is nothing."""
    said = _FIGURATIVE.sub(" ", folded(text[:LONGEST_READ]))
    kinds: tuple[tuple[Danger, re.Pattern[str]], ...] = (
        ("self_harm", _SELF_HARM), ("emergency", _EMERGENCY), ("threat", _THREAT),
    )  # fmt: skip
    return next((kind for kind, pattern in kinds if pattern.search(said)), "")
