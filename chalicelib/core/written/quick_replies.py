"""The sentences that telephones offer to send in place of a call, in their own words: that one cannot talk, is on the way, calls back.

A text is one of them only if nothing else is said: every part is such a sentence, a greeting or an excuse.
"""

from chalicelib.core.expressions import expression

_NOW = r"(?:现在|现|目前|此刻|这会儿?|暂时|正|在|正在)*"
_LATER = r"(?:稍后|稍候|晚点儿?|晚些时候|待会儿?|等会儿?|等一下|一会儿?|过会儿?|过一会儿?|马上|立刻|尽快|回头|之后|忙完后?|会后|方便时)"
_YOU = r"(?:您|你)"
_SENTENCES = (
    rf"(?:稍后|稍候|晚点儿?|待会儿?|一会儿?|会后)(?:再)?(?:回电|回拨|联[系络])(?:{_YOU})?",
    rf"(?:我|本人)?{_NOW}(?:不太?方便|不便|无法|不能|没法|没空|没办法)(?:接听?|通话|讲话?|说话|打电?话?|回[复覆电]?){_YOU}?的?(?:电话|来电|手机|信息)?(?:了)?",
    rf"(?:我|本人){_NOW}(?:不太?方便|没空)",
    rf"(?:我|本人)?{_NOW}(?:很|比较)?(?:忙|有事|有点事|开会|开车|驾驶|驾车|上课|上班|会议中|通话中|睡觉|忙线)(?:中|着|呢)?",
    rf"(?:(?:我|本人)(?:可以|能|会|将|想)?{_LATER}(?:再|会|就|可以)?(?:给|跟|与|和|向)?{_YOU}?(?:回|打|联[系络]|致电|拨)[复覆电话拨给过去个]{{0,4}}{_YOU}?(?:电话)?|{_LATER}(?:再|会)?(?:(?:给|跟|与|和|向){_YOU}(?:回|打|联[系络])[复覆电话拨过去个]{{0,4}}|(?:回复|回覆|致电|联[系络]|回){_YOU}(?:电话)?|回[电拨]|打(?:电话)?(?:给{_YOU}|过去|回去)|拨(?:给{_YOU}|回去)))(?:吗|好吗|吧)?",
    r"(?:我|本人)?(?:马上|已经?|正|就|快|很快|正在|在)*(?:就|要)?(?:到|在路上|在途中|出发|赶来|过来)(?:的)?(?:了|途中|路上)?",
    r"i (?:can't|cannot|can not|am unable to|couldn't) (?:talk|speak|chat|answer(?: the phone| your call)?|take (?:your |this |the |a )?calls?|pick up|come to the phone)",
    r"(?:can't|cannot) (?:talk|answer|speak)",
    r"i am (?:on my way|busy|driving|in a meeting|at work|in class|at the movies|on the other line|running late)",
    r"(?:on my way|in a meeting|be there soon|i will be (?:right )?there(?: soon)?)",
    r"(?:i will|let me|can i|may i|i can) (?:call|text|ring|phone|message|reply to|get back to|contact) (?:you )?(?:right )?(?:back|later|soon|shortly|asap|as soon as (?:i can|possible)|in a (?:bit|while|minute)|when i (?:can|arrive|get there)| )*",
)
_BESIDE = (
    rf"(?:您好|你好|抱歉|对不起|不好意思|很抱歉|喂|好的?|谢谢|请(?:原谅|见谅|谅解)|{_YOU}?有?(?:什么|啥)事(?:儿|情)?(?:吗|吧)?|有事吗|怎么了|请留言|(?:有|如有)(?:急|要)?事请?(?:发|留|传)?(?:短信|信息|简讯|讯息|留言|短讯)?)",
    rf"(?:请|麻烦)?{_YOU}?(?:能|可以)?(?:给我)?(?:发|传|留)(?:条|个)?(?:短信|信息|消息|简讯|讯息|言)(?:给我)?(?:吧|好吗|吗)?",
    rf"(?:请|麻烦)?{_YOU}?(?:可以|能)?{_LATER}?(?:再)?(?:打|拨|来电|联[系络]|致电)(?:电话)?(?:给)?我?(?:好吗|吧|吗)?|好吗|可以吗",
    r"(?:sorry|hi|hello|hey|thanks|thank you|what is up|what is it|please|(?:can you |please )?(?:text|call|message) me(?: later| back| instead)?)",
)
_SILENCED = expression(
    r"^(?:驾驶|行车|开车|睡眠|工作)?(?:勿扰|免打扰|请勿打扰|专注)模式[::]|^我?(?:已|已经)(?:开启|打开|启用)[^。,]{0,4}(?:勿扰|免打扰|专注|请勿打扰)|^我?已(?:将|把)?通知(?:设为)?静音|到达(?:目的地)?[之以]?后(?:会|再|将)?(?:看到|查看)(?:您|你)的(?:信息|消息|短信|讯息)"
    r"|\bhas notifications silenced\b|^i have notifications silenced\b|^do not disturb(?: mode)?[: ]|^(?:driving|focus) mode\b"
)
_MARKS = expression(
    r"(?:\[(?:爱心|心|红心|微笑|强|赞|玫瑰|抱拳|ok|好的|合十|鼓掌|握手|呲牙|愉快|拥抱|太阳|礼物|可爱|憨笑|胜利|加油|比心|花|调皮|转圈|庆祝|鲜花|耶|嘿哈|heart|smile|thumbs ?up)\]\s*)+"
)
_SPLIT = expression(r"[,，。.!！?？;；~～、:…\n]+")
_OF_PHONE, _ANY = expression("|".join(_SENTENCES)), expression("|".join(_BESIDE))
_TIMES = expression(r" (?:right now|now|at the moment|currently|at this time|today)$| (?:currently|right now)\b")
_SHORT = (("’", "'"), ("i'm", "i am"), ("i'll", "i will"), ("what's", "what is"))


def is_quick_reply(said: str) -> bool:
    """Whether folded words are no more than a telephone's ready-made sentences, or drawn signs in brackets."""
    if _MARKS.fullmatch(said) or _SILENCED.search(said):
        return True
    for short, long in _SHORT:
        said = said.replace(short, long)
    parts = [_TIMES.sub("", part.strip()) for part in _SPLIT.split(said) if part.strip()]
    told = [_OF_PHONE.fullmatch(part) is not None for part in parts]
    return any(told) and all(own or _ANY.fullmatch(part) for own, part in zip(told, parts, strict=True))
