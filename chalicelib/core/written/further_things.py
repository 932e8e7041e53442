"""Whether what a customer adds by the way is a small further thing of the story that they have told: 对了，司机态度也差, "by the way the train was also filthy".

Its subject must be somebody or something of the scene that was told, at no other time and on no other line; all else may be another matter.
"""

from chalicelib.core.expressions import expression
from chalicelib.core.written.second_matters import LONGEST_READ
from chalicelib.core.written.words import folded

_LONGEST, _LONGEST_IN_LATIN = 36, 110  # characters of a small thing
_TURN = r"(?:(?:哦|噢|啊|嗯)[,， ]?)?(?:对了|另外|此外|还有(?:就是|一点)?|顺便(?:说|提|讲|反映)?(?:一[下句])?|再(?:说|补充)一[下句点]|补充一[下句点]|忘了说)[,，:：、。 ]*(?:那天|当时|我(?:那天)?坐的)?"
_TURN_IN_LATIN = r"(?:oh,? )?(?:and )?(?:by the way|btw|also|one (?:more|other) thing|another thing|i (?:forgot|should (?:also )?(?:say|mention|add))(?: to (?:say|mention|add))?|in addition)[,:;. -]*(?:that )?(?:on the day,? )?"
_BEGINS = expression(rf"^(?:{_TURN}|{_TURN_IN_LATIN})")
_ALSO = expression(r"也|还|都|\b(?:also|too|as well|either|even)\b")
_ANOTHER_TIME = expression(
    r"昨|前[天两几些]|上(?:个?星期|个?周|个?月|次|回|礼拜)|去年|[每天]天|老是|经常|总是|最近|这几|几个月|[周期]\s?[一二三四五六日]|\d ?[月号]|今(?:天|早|晚|儿)|刚才|刚刚"
    r"|\b(?:last|yesterday|every|always|again|weeks?|months?|years?|days|today|tonight|this (?:morning|afternoon|evening|week)|ago|since|(?:mon|tues|wednes|thurs|fri|satur|sun)day|most)\b"
)
_ANOTHER_ONE = expression(
    r"\d+ ?(?:路|号线|次列?车|栋|幢|号楼|单元)|别的|另一|其他|快递|包裹|\b(?:number|route|line|platform) \w?\d|\bno\.? ?\d|\b(?:another|other|parcels?|different)\b"
)
# Who and what belongs to the scene: of which stories, and by which subject a sentence begins.
_SCENES = tuple(
    (expression(story), expression(rf"^(?:{subject})"))
    for story, subject in (
        (
            r"公交|大巴|客车|班车|路车|号线|列车|火车|高铁|动车|地铁|轻轨|乘车|坐车|上车|下车|司机|检票|\b(?:bus|coach|train|tram|ride|carriage)(?:es|s)?\b",
            (r"(?:[这那][趟辆班个位名]|你们的?)?(?:(?:大巴|公交|火车|列车|高铁|地铁)?车(?!位|库|票|费|道|险|主|站|牌|队)(?:上|里|内|厢|子)?|大巴|车厢|司机|乘务员|售票员|检票员|列车员|座[椅位])"
            r"|(?:the )?(?:toilets?|seats?|heating|air con\w*) on (?:the|that) (?:bus|coach|train)\b|(?:the|that|your) (?:(?:bus|coach|train|tram) )?(?:driver|conductor|guard|inspector|seats?|carriages?|ticket inspector|staff on (?:board|the (?:bus|coach|train)))\b"),
        ),
        (r"\bbus(?:es)?\b|公交|路车", r"(?:the|that) bus\b"),
        (r"\bcoach(?:es)?\b|大巴|客车", r"(?:the|that) coach\b"),
        (r"\btrains?\b|列车|火车|高铁", r"(?:the|that) train\b"),
        (r"\b(?:taxi|cab)s?\b|出租|的士|计程车", r"(?:出租|的士|计程)?车(?:上|里|内)|司机|师傅|(?:the|that) (?:taxi|cab|driver)\b"),
        (
            r"修|漏|坏|安装|\b(?:repair|broken|leak|boiler|heating|mend|fix)\w*",
            r"(?:你们)?物业(?:公司)?的?(?:人|工作人员|客服|师傅)|(?:来(?:修|看)?的|上门的|维修|修理)?(?:师傅|工人|维修工|维修人员|人)(?!家)|(?:the|your) (?:engineer|plumber|electrician|contractor|operative|workm[ae]n|repairm[ae]n|(?:man|men|woman|guy|bloke|chap|person|people) (?:who (?:came|turned up|you sent)|you sent|that came))\b",
        ),
        (r"\b(?:boiler|heating|hot water)\b|锅炉|暖气|热水", r"(?:the|our|my) (?:thermostat|hot water|heating|radiators?)\b|暖气|热水|温控"),
        (
            r"店|超市|收银|柜台|买|\b(?:shop|store|bought|purchase|till|branch|supermarket)\w*",
            r"(?:你们的?|店里的?)?(?:店员|收银员|营业员|服务员|导购|柜员|店长)|(?:the|your) (?:shop |store )?(?:cashier|assistant|shop staff|sales \w+|manager in the shop|(?:man|woman|lady|girl|lad) (?:at|on|behind) the (?:till|counter|desk))\b",
        ),
        (r".", r"(?:你们的?|[那现]场的?)?(?:工作人员|客服)(?!电话|热线)|(?:the|your) (?:staff|clerk|receptionist)\b"),
    )
)  # fmt: skip


def adds_to_the_story(words: str, before: str) -> bool:
    """Whether these few words turn to something of the scene that was told `before`."""
    said, known = folded(words[:LONGEST_READ]), folded(before[:LONGEST_READ])
    if len(said) > (_LONGEST_IN_LATIN if said.isascii() else _LONGEST):
        return False
    if _ANOTHER_TIME.search(said) or _ANOTHER_ONE.search(said):
        return False
    rest = after_turning(said)
    turns = rest != said or _ALSO.search(said) is not None
    return turns and any(story.search(known) and subject.match(rest) for story, subject in _SCENES)


def after_turning(said: str) -> str:
    """What follows the words by which somebody turns to something further (对了, by the way); folded words, all of them where nothing does."""
    return _BEGINS.sub("", said)
