"""Whether somebody only praises: nobody apologises for that, whatever the procedure has to call it.

In doubt it is no praise: an apology too many is better than one too few.
"""

from chalicelib.core.written.words import folded

LONGEST = 600  # who writes more has more to say
_PRAISES = (
    "表扬", "点赞", "点个赞", "感谢信", "送锦旗", "好人好事", "特别感谢", "非常感谢", "衷心感谢", "praise", "commend", "compliment", "well done",
    "great job", "thank your",
)  # fmt: skip
_GOOD = (
    "热情", "好", "认真", "负责", "耐心", "贴心", "细心", "专业", "感谢", "谢谢", "帮", "周到", "及时", "wonderful", "kind", "helpful", "excellent", "great",
    "thank", "friendly", "patient", "well done",
)  # fmt: skip
_TROUBLE = (
    "不", "没", "无", "未", "别", "差", "坏", "错", "慢", "烂", "投诉", "举报", "赔", "退", "但", "可是", "却", "就是", "才", "等了", "希望", "要求", "为什么",
    "怎么", "凭什么", "骂", "骗", "吗", "?", "？", "not", "n't", "no ", "but", "however", "complain", "never", "refus", "why", "late", "broken", "wrong", "waited",
    "hours", "rude", "still",
    "unless", "until",
)  # fmt: skip
_HARMLESS = (
    "特别",
    "不错",
    "不厌其烦",
    "毫不犹豫",
    "了不起",
    "无微不至",
    "无私",
)  # words of praise with a sign of trouble in them


def is_all(words: str) -> bool:
    """Whether the words praise, say what was good, and hold nothing that troubles anybody."""
    said = folded(words)
    plain = said
    for each in _HARMLESS:
        plain = plain.replace(each, "")
    praises = any(each in said for each in _PRAISES) and any(each in said for each in _GOOD)
    return len(said) <= LONGEST and praises and not any(each in plain for each in _TROUBLE)
