"""Whether somebody who has a complaint with us writes of another matter, says so in doubtful words, or goes on with the first."""

from typing import Literal

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

Another = Literal["plainly", "perhaps", "no"]
LONGEST_READ = 4_000
_UNDERSTOOD = 10  # characters of words that tell a matter
_COMPLAIN = r"(?:投诉|举报|反映|控告|申诉)"
_PLAINLY = expression(
    rf"(?:另外|此外|除此之?外|还有?|再|又|顺便|顺带|同时|另|其次|今天|这次)[，,、:： ]*(?:我们?)?(?:还|也|再|又)?(?:想|要|得|需要|必须|打算|顺便)?(?:再|也|又|来)?(?:跟你们?|向你们?|向您)?{_COMPLAIN}(?!电话|渠道|热线|人|信|的?编号|了|过|的是|无门)"
    r"|还有(?:一|1)?(?:件|个)?(?:别的|另外的|其他的?)?(?:事|问题|情况)(?:儿|情)?(?:我)?(?:要|想|得|需要)(?:再|也)?(?:投诉|反映|举报)|另有(?:一|1)?(?:件|个)?(?:事|问题|情况)|还有(?:一|1)?(?:件|个)(?:事|问题|情况)[^。\n]{0,16}(?:另外?|别的|其他)(?:的)?一?(?:批|辆|趟|家|单|份|位|班)|(?:又|还|再)要投诉了|(?:这次|这回|今天)?是(?:别的|另外的|其他的?)(?:事|问题|投诉)"
    r"|(?:另外|此外|还有|对了|顺便|再(?:反映|说|提))(?=[^。\n]{2,60}?(?:一起|一并|一块儿?|同时|也)(?:要|想|得|给我)?(?:投诉|举报)(?!过|了))"
    r"|\b(?:log|logg|rais|regist|record|treat|tak|count|fil|mak|complain)\w*\b[^.\n]{0,24}\b(?:as|for) (?:a|its own|an extra) complaint,? (?:too|as well|also)\b|\b(?:log|rais|regist|record|treat|tak|count|fil|mak)\w*\b[^.\n]{0,24}\b(?:another|a separate|a second|a new|its own) complaint\b|\bon (?:a|another) (?:separate |different |unrelated |completely \w+ )?(?:note|subject|topic|point)\b(?=[^\n]{0,200}?\bcomplain)"
    r"|不是(?:上次|之前|先前|前面|原来|上面)[^，,。\n]{0,6}[，,。]|^新(?:的)?投诉[:：，,]|(?:^|[.!] ?)(?:a )?new complaint\b|\bsomething (?:completely |entirely |totally )?(?:different|else)\b(?=[ :,])|\b(?:i|we)(?:'d| would) also like to (?:complain|report)\b"
    r"|(?:说|反映|投诉|讲|是|报)(?:的是|一下|另外)?(?:一|1)?(?:件|个|桩|起)?(?:另外|别的|其他|不同|新|另)(?:的)?(?:一)?(?:件|个|桩|起)?(?:事|问题|投诉|情况)"
    r"|(?:另外|另|别的|其他)(?:的)?一(?:件|个|桩|起)(?:事|投诉|问题|情况)(?!忘)|新的?投诉|第二(?:件|个|起)(?:事|投诉)"
    r"|(?:与|和|跟|同)(?:上次|之前|前面|先前|上面|原来|那件|这件|第一件)[^，,。；;\n]{0,10}(?:无关|没(?:有)?关系|不是(?:一回事|一码事|同一|一件)|两码事|两回事)|(?<!是)(?:不是同一件|两码事|两回事)"
    r"|(?<!not )(?<!n't )\b(?:another|a different|a separate|a second|a new|an additional|an unrelated|a further) (?:matter|complaint|issue|problem|case|subject|incident)\b|\b(?:something|anything) else to complain\b"
    r"|(?<!not )(?<!no )(?<!not a )(?<!n't a )\b(?:separate|different|unrelated) (?:matter|complaint|issue|problem|case|incident)s?\b|\b(?:this is|it is|it's) (?:quite |completely |entirely )?(?:unrelated|separate)\b"
    r"|\b(?:i |we )?(?:also|further(?:more)?|additionally|in addition,?|besides,?|separately,?)[, ]+(?:i |we )?(?:also )?(?:want|wish|need|have|would like|'d like|must)? ?(?:to )?(?:make a |file a |lodge a |raise a )?(?:complain|complaint|report)\b(?! (?:number|no))"
    r"|\b(?:i|we)(?: would|'d)? (?:also )?(?:want|wish|need|have|would like|like|must) to (?:also )?(?:complain|report) (?:also )?(?:about )?(?:another|a different)\b|\bunrelated to (?:my|the|this|that)\b|\bnothing to do with (?:my|the) (?:first|other|earlier|previous|last)\b"
)
_PERHAPS = expression(
    r"还有(?:一|1)?(?:件|个|桩)(?:事|问题|情况)|再(?:说|反映|讲)(?:一)?(?:件|个)(?:事|问题)|另外(?:[，,、 ]|有|还)|(?:另外|此外|除此之?外)(?:我们?)?[^，,。；;\n]{0,16}(?:[还也又另]有|[还也又](?:买|寄|订|办|租|住))|顺便(?:说|问|反映|提)|此外[，,]|除此之?外|"
    r"\b(?:one more thing|another thing|by the way|one other thing|something else|in addition|separately)\b|\b(?:i|we) (?:also )?(?:have|had|sent|ordered|bought|booked) (?:another|a second|a different) (?!look|word|go|chance|reply|answer)|^also\b"
)
# By the way; on the same day something else, too: where trouble follows.
_TURNS = expression(
    r"^(?:哦|噢|啊)?[，,]?对了[，,、 ]|(?:同一?天|同日|当天)[^。!]{0,20}[也又还]|\b(?:on )?the same day\b.*\b(?:too|also)\b"
)
# Words that point back to what is known already, or are about the handling itself.
_THE_SAME = expression(
    r"(?:不是|并非)(?:另外?一?件|别的|新的?|其他)|(?<!不是)同一(?:件|个|名|位|辆|趟|班|家|人|回)|(?:还是|就是|仍是)(?:那|上次|这|之前|原来)|(?:这|该|那)(?:个|名|位|辆|趟|班|家|次|件|台|天)|(?:这|那)(?:司机|车|人|事)"
    r"|(?<!其)[他她](?!们)|上述|刚才|当时|当场|那时|补充|忘(?:了|记)说|(?:没(?:有)?人|无人|一直没|到现在|至今|迟迟)[^，,。\n]{0,8}(?:回复|联系|处理|理|答复|回电|回音)|(?:^|[，,。;；!！?？\s]|[事况诉题件呢]|还|都|也|又|仍|一直|至今|迟迟|现在)(?:没(?:有)?人|无人|不|没)[^，,。\n]{0,8}管|(?:你们|客服)(?:的)?(?:处理|回复|答复|办理|拖|敷衍|推)"
    r"|\b(?:same|him|her|he|she|that (?:driver|bus|man|woman|person|day)|this (?:driver|bus|man|person|matter|case|complaint)|not (?:a )?(?:another|different|separate|new)|forgot to (?:say|mention)|nobody (?:has )?(?:called|replied|answered))\b"
)
_SAME_MATTER = expression(
    r"(?<!不是)(?<!不算)(?:同一(?:件|回|码|个)|一回事|一件事|一码事)|(?:不用|无需|不必|不需要|没必要|别|不)(?:另立|拆|分开|单独立)|不是(?:另外?一?件|别的|新)|(?:就是|属于|算是?)补充|\b(?:same|one) (?:matter|complaint|case|issue|thing)\b(?<!not the same matter)|\bno (?:need to split|other matter|separate)\b|\b(?:don't|do not|not) (?:split|separate|another)\b"
)
# What somebody tells who complains without saying so.
TROUBLE = expression(
    r"坏(?:了|掉)|没人(?:修|管)|不修|态度(?:很|太|极|非常|特别|十分)?(?:其)?(?:差|恶劣|不好|蛮横|粗暴)|拖(?:了|着|延|欠)|发霉|变质|漏(?:水|气|油|雨|电)|索要|红包|[乱多]收(?:费|了|钱)|骂|推搡|弄?丢(?:了|失)|摔(?:坏|裂|了)|弄坏|迟到|晚点|[不没]来|拒(?:载|绝|赔|收)|[甩飞]站|过站不停|气(?:死|人)|吃拿卡要|绕路|误导|骗|不退|不给|不赔|克扣|[乱多]收\S{0,4}(?:费|钱|块)|没有?(?:送到?|到货|收到货|发货|派送|派件|修好)|被偷|偷(?:了|走)|不见了|(?:扔|丢|放)(?:在|到)?(?:门口|路边|地上|楼下)|撞(?:了|坏|到|伤|上)|[刮划](?:了|坏|花|伤)|[碎破烂断裂]了|停[水电气]|(?:少|漏|错)(?:发|寄|送|给|装)|发错|不开门|乱停|不让(?:进|上车|退|换|走)|赶下车|强[制迫]|强行|诱导|隐瞒|泄露|骚扰|打(?:人|了我|伤)|辱骂|乱?扣(?:费|款|钱|了)|缺斤短两|太脏|很脏|异味|噪音|超速|闯红灯|抽烟|吸烟|不停站|甩客"
    r"|\b(?:broken|stolen|smashed|scratched|leaks?|missing|wrongly charged|short-changed|blocked|flooded|crashed|hit my|pushed|threatened|rude|dirty|refused|overcharged|lost|damaged|mou?ldy|misled|cheated|shouted|swore|leaking|did not stop|didn't stop|never came|delayed|smoking|speeding)\b"
)
_COMPLAINS = expression(rf"{_COMPLAIN}|\bcomplain|\bcomplaint\b|\breport\b")


def another_matter(text: str) -> Another:
    """What the words themselves say of whether they are about something else."""
    said = folded(text[:LONGEST_READ])
    plainly = _PLAINLY.search(said)
    if plainly:
        return "perhaps" if _THE_SAME.search(_PLAINLY.sub(" ", said)) else "plainly"
    return "perhaps" if _PERHAPS.search(said) else "no"


def stands_alone(text: str) -> bool:
    """Whether the words complain of something and point back to nothing."""
    said = folded(text[:LONGEST_READ])
    return bool(_COMPLAINS.search(said)) and not _THE_SAME.search(said)


def tells_of_trouble(text: str) -> bool:
    """Whether the words tell of something that went wrong, long enough to be understood alone, and point back to nothing."""
    said = folded(text[:LONGEST_READ])
    return len(said) >= _UNDERSTOOD and bool(TROUBLE.search(said)) and not _THE_SAME.search(said)


def turns_to_more(text: str) -> bool:
    """Whether they turn to something beside what was said; only what follows shows whether it is another matter."""
    return bool(_TURNS.search(folded(text[:LONGEST_READ])))


def is_the_same(text: str) -> bool:
    """Whether somebody who was asked says that it is no other matter: 是同一件事, 不用另立, "same matter"."""
    return _SAME_MATTER.search(folded(text[:LONGEST_READ])) is not None


def points_back(text: str) -> bool:
    """Whether they speak of what is known already, or of how it is handled."""
    return bool(_THE_SAME.search(folded(text[:LONGEST_READ])))
