"""Whether a text that comes when its sender's complaints are over takes up how the last one ended, or begins a new one. Texts have no thread."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.dissatisfaction import is_mere_dissatisfaction
from chalicelib.core.written.mistyped import as_meant
from chalicelib.core.written.second_matters import another_matter, stands_alone, tells_of_trouble
from chalicelib.core.written.words import folded, with_apostrophes

LONGEST_SMALL_TALK = 60
SHORT_PROOF = 40  # characters of one who only says what there is to prove it
LONGEST = 200  # characters: who writes more tells a matter from its beginning
_DECIDED = expression(
    r"(?:^|[，,。.!；;、 ]|我|我们|本人|还是)(?:很|完全|坚决|绝对|根本)?(?:不同意(?!我)|不认同|不认可|不接受|不服(?!务)|不赞成|不可能(?=$|[，,。.!]))|(?:不同|别的|其他)(?:的)?(?:看法|意见)|异议"
    r"|(?:说|判|定|认定|算|是|叫)?无效|(?:没|没有|未|从未|不)(?:要|想|说|说过|同意|申请|打算|会)?过?(?:撤诉|撤回|撤销)|(?:谁|为什么|怎么|为啥|凭什么|凭啥|就|不能|不该|别)(?:就|给我|把)?(?:说|讲)?(?:我)?(?:撤诉|撤回|结案|办结|关闭|了结)"
    r"|你们(?:的)?(?:说的|说得|讲的|写的|查的|判的|答复|结论|解释|说法|调查|认定|核实|处理结果|回复)|凭(?:什么|啥)(?:说|讲|认定|判|不|这么|这样|就|$|[?!。，,])|(?:重新|再次?|继续)(?:核实|调查|核查|处理|查|审)"
    r"|\b(?:i|we) (?:do not|don't|cannot|can't|still do not|still don't|totally|strongly|completely)? ?(?:agree|disagree|accept|object)\b|\b(?:that|this|it)(?:'s| is) (?:not true|wrong|a lie|untrue|not right)\b"
    r"|\byour (?:answer|decision|reply|explanation|findings?|conclusion|investigation)\b|\b(?:did not|didn't|never) (?:withdraw|withdrew|cancel|drop)\b|\byou(?: are|'re) wrong\b"
)
_TAKEN_ABACK = expression(
    r"(?:哦|噢|喔|啊|呃|额|嗯|呵|哈|哼|唉|切|什么|啥|为什么|为啥|怎么会|怎么可能|真的|是吗|不会吧|我?不信|不可能|没有|不是|不对|不|就这样?|这样|然后呢?|算了|oh|hm+|what|why|really|seriously|no|so|wrong)*"
    r"[\s.?!。，,？！…~吗呢啊吧了]*"
)
# Words that hang upon an end and tell nothing by themselves: what they are about was said before.
_LEFT_OPEN = expression(
    r"(?:我|让我|容我|那|那么|还|得|要|先|那我)*(?:再|回头再?)(?:想想|考虑(?:考虑|一下|看看)?|看看|说吧?|说说|商量(?:商量|一下)?|等等看?|研究研究|琢磨琢磨|议)(?:吧|看|一下|再说|再回复?你们?)?[\s.。!！?？~…]*"
    r"|(?:让我|容我|我)(?:先|再)*(?:想想|考虑一下|考虑考虑)(?:再说|再回复?你们?|看看?|吧)?[\s.。!！?？~…]*|(?:那|那么|可|可是|但|但是|所以)?(?:我|我们)的?(?:那)?(?:钱|车?票钱?|票款|退款|赔偿|赔款|损失|保费|理赔款?|行李|东西|包|箱子|货|手机|押金|道歉)(?:怎么办|咋办|在哪里?|去哪了?|什么时候(?:给|退|到|赔|还))?(?:呢|啊|呀)?[\s.。!！?？~…]*"
    r"|(?:那|所以)?(?:什么时候|何时|几时|多久)(?:能)?(?:退|到账|给|赔|还|解决|回复|回电)(?:给?我|钱|款)?(?:呢|啊)?[\s.。!！?？~…]*|(?:那)?(?:结果|然后|后来|道歉|赔偿|说好的\S{0,6})呢[\s.。!！?？~…]*|(?:我)?(?:不甘心|咽不下这口气|心里不舒服|很无语|无语|呵呵|心寒|寒心)(?:了)?[\s.。!！?？~…]*"
    r"|(?:and |but |so |ok |well )?(?:what about|where is|where's|when do i get|how about) (?:my|the) (?:\w+ )?(?:money|refund|ticket|compensation|luggage|bag|apology|claim|premium|parcel|things|fare)(?: back)?(?: then| now)?[\s.!?…]*|(?:let me|i(?:'ll| will| need to| have to| must)?) (?:think|sleep on|consider)(?: (?:about )?(?:it|this|that))?(?: (?:over|again|first))?[\s.!?…]*|(?:is that (?:it|all)|and now|what now|then what)[\s.!?…]*"
)
# Small talk that tells nothing: a wish, a farewell, resignation, a text sent to the wrong number.
_SMALL_TALK = expression(
    r"(?:(?:那|那么|嗯|好|ok|啊|哦|唉)*(?:就|也)?(?:行|好|可以|算了?|罢了|这样|随便(?:你们?)?|随你们?便?|无所谓|没事|没关系|没办法|不用了|不必了|不需要了|认了|知道了)(?:就)?(?:这样|吧|啦|了|的|呀|好了)*|祝(?!贺)[^不没\s，,。！!]{1,16}|再见|拜拜|拜|晚安|早安|早上好|下午好|晚上好|新年快乐|节日快乐|春节快乐|中秋快乐|发错了?|打错了?|发错人了?|(?:不好意思|抱歉|对不起)"
    r"|bye(?: bye)?|good ?(?:night|morning|evening)|have a (?:nice|good|great) (?:day|evening|week(?:end)?)|(?:all the best|best wishes|take care|happy (?:new year|holidays))|never ?mind|whatever|fine then|oh well|forget it|no worries|wrong (?:number|person)|sorry|(?:sent )?by mistake|same to you|you too)"
)
_PARTED = expression(r"[\s,，。.!！?？;；~～、…]+")
_LATIN_PARTED = expression(r"[,.!?;:~…]+ *")
# Evidence that somebody has of what was said already.
_HAS_PROOF = expression(
    r"(?:我|我们|我这|手里|手上|这里|可是|明明)+(?:里|边|儿)?(?:还|也|都|是|可|可是)*有(?:完整|现场|当时|清楚)?的?(?:录像|录音|视频|照片|证据|截图|聊天记录|通话记录|证人|人证|物证|监控|小票|发票|收据)|\b(?:i|we)(?: have|'ve| have got|'ve got| do have| got) (?:it |this |that |the )?(?:\w+ )?(?:all )?(?:on (?:video|tape|camera|record)|recordings?|videos?|photos?|proof|evidence|witness(?:es)?|screenshots?|receipts?|footage)\b"
)
# What is asked of the matter that is over: to open it again, or what it was to bring and has not brought.
_AGAIN = expression(
    r"(?:再次?|重新?)(?:给我)?(?:打开|开启?|启动|受理|立案|办理?|处理|跟进)(?:一下|一次|一遍|吧|下)*(?:这|那|我)?(?:个|件|的)*(?:投诉|案子?|案件|单子?|事情?|问题)?(?:吧|了)?(?:$|[，,。.!！?？ ])"
    r"|(?:还是|仍然|仍|接着|继续|坚持|依然)(?:要|想|得|决定|会)*(?:继续)?(?:投诉|追究|告|申诉)(?:他|她|你们|它|下去|到底)?(?:$|[,，。.!！?？ ])|后悔(?:了|评|给|选|撤|同意|原谅)|(?:刚才|之前|上次)?(?:评|打|选|点|按|给|说)错(?:分|了)"
    r"|\bre-?open\b|\bopen (?:it|(?:my|the|this) (?:case|complaint|ticket)) again\b"
    r"|\b(?:haven't|have not|hasn't|has not|never|didn't|did not|still not|not yet) (?:yet |actually )?(?:got|get|gotten|receive|received|seen|had|arrived|come|been paid|been refunded)\b[^.!?]{0,12}\b(?:refund|money|compensation|payment|replacement|apology|cheque)\b"
    r"|\b(?:refund|money|compensation|payment|replacement|apology|cheque) (?:has |is |was |have )?(?:never|still not|not|n't|still hasn't|hasn't) (?:yet )?(?:arrived|come|been|paid|reached|received|got|here)\b"
)
# What is on record of the writer, and is to be put right there.
_WAYS = r"(?:手机|电话|号码?|手机号码?|电话号码|邮箱|信箱|邮件地址|地址|住址|联系方式|联络方式|联系电话|名字|姓名)"
_OWN_RECORD = expression(
    rf"(?:我|本人)的?{_WAYS}(?:已经?|都|给|被)?(?:换|改|变更?|更新|更正|打错|写错|记错|弄错|登记错|填错)|(?:我|本人|^)(?:已经?)?(?:换|改|变更)(?:了)?(?:个|新)?的?(?:手机)?{_WAYS}(?:了|$|[,，。 ])|(?:^|[,，。 ]|我)搬家?了|新的?{_WAYS}(?:是|为|[::])|(?:请|麻烦)?(?:更正|更新)(?:一下)?[,， ]?(?:我|本人)"
    r"|\b(?:change|update|correct) my (?:\w+ )?(?:phone|mobile|cell|number|address|e-?mail|name|contact)\b|\bmy new (?:\w+ )?(?:phone|mobile|cell|number|address|e-?mail|name) is\b|\bmy (?:\w+ )?(?:phone|mobile|number|address|e-?mail|name) (?:has changed|is now|is misspelt|is spelt wrong)|\bi(?:'ve| have)? (?:changed my (?:\w+ )?(?:phone|mobile|number|address|e-?mail)|got a new (?:phone|number|e-?mail)|moved (?:house|to))\b"
)
_INSISTS = expression(
    r"就是|确实|明明|的确|分明|真的|亲耳|亲眼|作证|证人|录音|录像|录了|证据|监控|\b(?:did|really|definitely|indeed|evidence|recording|recorded|witness(?:es)?|proof|cctv)\b"
)
_AFRESH = expression(
    r"又|(?<![到至])今[天早晚]|刚[才刚]|昨[天晚]|明天|再次|(?:上|下|中)午|\d+ ?[路点号]|\b(?:again|today|just now|this morning|this afternoon|yesterday|tonight)\b"
)


def takes_up_the_end(text: str, first: str) -> bool:
    """Whether it thanks for an end, disputes it, wants it opened again or puts right what is on record of its writer; `first`: what that complaint said. In doubt, of a fresh matter, no."""
    said = with_apostrophes(as_meant(folded(text)))
    alone = stands_alone(text) or tells_of_trouble(text)
    if _is_small_talk(said) or (len(said) <= SHORT_PROOF and _HAS_PROOF.search(said) and not alone):
        return True
    if is_courtesy(text) or is_mere_thanks(text) or _TAKEN_ABACK.fullmatch(said) or _LEFT_OPEN.fullmatch(said):
        return True
    if len(said) > LONGEST or another_matter(text) == "plainly":
        return False
    if _AGAIN.search(said):
        return True
    if _OWN_RECORD.search(said) and not (tells_of_trouble(text) or stands_alone(text)):
        return True
    if _AFRESH.search(said):
        return _DECIDED.search(said) is not None and not _tells_anew(said, folded(first))
    insists = _INSISTS.search(said) is not None and _shares(said, folded(first))
    return _DECIDED.search(said) is not None or is_mere_dissatisfaction(text) or insists


def _is_small_talk(said: str) -> bool:
    """Whether every part of what was said is small talk."""
    whole = said.strip(" ,，。.!！?？;；~～、…")
    parts = [part for part in (_LATIN_PARTED if said.isascii() else _PARTED).split(said) if part]
    if not parts or len(whole) > LONGEST_SMALL_TALK:
        return False
    whole = whole.removesuffix("不好意思").removesuffix("抱歉")
    return bool(_SMALL_TALK.fullmatch(whole)) or all(map(_SMALL_TALK.fullmatch, parts))


def _tells_anew(said: str, first: str) -> bool:
    """What names a day or a line, and nothing of what was complained of."""
    return not _shares(said, first) and re.search(r"投诉|举报|\bcomplain", said) is not None


def _shares(said: str, first: str) -> bool:
    """Whether both name a thing: two Chinese signs that follow each other, or a longer word."""
    pairs = set(re.findall(r"(?=([\u3400-\u9fff]{2}))", first))
    words = set(re.findall(r"[a-z]{4,}", first))
    return any(pair in said for pair in pairs) or bool(words & set(re.findall(r"[a-z]{4,}", said)))
