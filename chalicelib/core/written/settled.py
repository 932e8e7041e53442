"""Words with which a customer says that it is right at last: 这回行了, 现在好使了, "sorted now", "working fine now"; and what takes that back.

Who wants it settled ("I want it sorted now"), or has something left (现在可以了，但是楼上还不热), has not said that it is.
"""

from chalicelib.core.expressions import expression

_AT_LAST = "这回|这次|这下|终于|总算"
_BY_NOW = f"{_AT_LAST}|现在|目前|今天|刚才|昨晚"
_PLACES = "家里?|屋里|我家|我们家|房间里?|这边|那边|都|已经|算是|算|真的|真|就|也|是"
_RIGHT = (
    "行|好|可以|正常|没问题|没毛病|好使|好用|管用|暖和|满意|放心|对|搞好|弄好|整好|改好|换好|办成|办妥|处理完|解决|修好"
)
_RUNS = "热|通|亮|灵|不漏|不吵|不堵|不响|不臭|有水|有电|有暖气|有热水|来水|来电|来气"
_CHINESE = expression(
    rf"^(?:好的?|嗯+|谢谢)?(?:{_PLACES})*(?:(?:{_BY_NOW})(?:{_PLACES}|{_BY_NOW})*(?:很|挺)?(?:{_RIGHT})|(?:{_AT_LAST})(?:{_PLACES}|{_BY_NOW})*(?:{_RUNS}))了(?:啊|啦|呀|哈|呢|的)?$"
)
_WITH_THANKS = expression(
    r"^(?:好的?[，,。! ]*)?(?:行|好|可以|没事|暖和|正常)了(?:啊|啦|哈)?[，,。! ]+(?:谢谢|多谢|感谢|辛苦|麻烦)(?:了|你们|您|啦|大家|各位|师傅|你)*[。!~ ]*$"
)
_NOW = r"(?:now|at last|this time|again now)"
_STATE = r"(?:(?:all|much|perfectly|completely|absolutely|quite|very|just) ){0,2}(?:fine|good|ok|okay|great|perfect|right|correct|better|normal|back to normal|working(?: fine| well| again| properly| perfectly)?|running(?: fine| again)?|clean|quiet|warm)"
_ENGLISH = expression(
    rf"^(?:(?:ok|okay|yes|yep|great|right|hi|hello|well|thanks|thank you) )?(?:(?:it|that|this|all|everything|(?:the|my|our) \w+(?: \w+)?)(?:'s| is| are| seems| looks| works)? )?(?:(?:{_STATE} {_NOW}|(?:now|finally) {_STATE}))(?: (?:thanks|thank you|ta|cheers)(?: \w+){{0,3}})?$"
    r"|^that (?:did it|did the trick|has done it|has done the trick)$|^this time (?:it|that)(?:'s| is) (?:right|fine|good|ok|correct)$"
)
_WANTED = expression(
    r"\b(?:want|wants|need|needs|get|can|could|would like|must|should|expect|until|before|once|when|is it|is this|are things|to be|demand|waiting for|please(?! note| be))"
    r" (?:\w+ ){0,3}?(?:sorted|fixed|solved|resolved|all good|satisfied)\b|\b(?:not|never|n't|hardly) (?:\w+ )?(?:all |so |really )?(?:good|fine|ok|okay|sorted|well|right)\b"
)
_BUT = expression(r"\b(?:but|however|except|although|though|only that)\b|但是?|可是|不过|只是|就是(?!说)|美中不足")


def is_settled(clause: str) -> bool:
    """Whether a clause of folded words says that it is right now, and nothing else."""
    said = clause.strip()
    return _CHINESE.search(said) is not None or _ENGLISH.search(said) is not None


def is_settled_with_thanks(said: str) -> bool:
    """Whether the whole is 行了 and thanks; alone it may as well be said in anger."""
    return _WITH_THANKS.search(said.strip()) is not None


def is_wanted(clause: str) -> bool:
    """Whether a clause wants or denies what its words else say is so."""
    return _WANTED.search(clause) is not None


def what_is_left(said: str) -> str:
    """What folded words go on with after a but; "" where they have none."""
    found = _BUT.search(said)
    return said[found.end() :] if found else ""
