"""What telephones and mail programs put around people's words, or write in their stead.

Reactions and quoted words of ours are taken off before anyone reads; what no person wrote opens nothing and answers nothing.
"""

import re
from collections.abc import Iterable

from chalicelib.core.expressions import expression
from chalicelib.core.written.quick_replies import is_quick_reply
from chalicelib.core.written.words import folded, narrowed

LONGEST_AUTOMATIC = 300  # characters of a text that a telephone sends by itself
LONGEST_READ = 10_000
_OPEN, _CLOSE = "“\"「『‘'«", "”\"」』’'»"
_QUOTED = rf"[{_OPEN}].{{1,4000}}[{_CLOSE}]"
_EMOJI = r"[\u2190-\u2bff\u3030\u303d\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff]"

# A tapback is a sentence of the telephone: what was felt, and the whole text it was felt about or a word for a picture.
_FELT = (
    "(?:已\\s?)?(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an? [a-z ]{3,24} from|reacted(?: with)? ?\\S{0,12} (?:to|with)"
    "|added an? [a-z ]{3,24} to|(?:用|以)\\s?\\S{1,4}\\s?(?:回应|回應)了?|(?!司机|司機|检票|檢票|乘务|乘務|客服|服务|服務|经理|經理|站长|站長|师傅|師傅|店员|店員)[\u4e00-\u9fff]{2,4}(?:对|對)|点?赞了?|给?(?:喜欢|喜歡|喜爱|喜愛)了?|爱了|愛了|不喜欢了?|不喜歡了?|踩了|强调了?|強調了?|质疑了?|質疑了?|大笑了?|觉得|覺得|认为|認為|对|對|给|說|说|回应了?|回應了?"
    "|(?:移除|取消|撤销|撤銷)了?(?:对|對)?|(?:按讚|點讚|说赞|說讚|按了?讚|按了?愛心)(?:了|於|给|給)?)"
)
_FEELING = (
    "(?:很|真|超|非常)?(?:赞|讚|好笑|搞笑|棒)|(?:表示|作出|做出|按了?|点了?|點了?|加了?|给了?|給了?|打了?|回了?)?(?:了)?(?:一?个|一?個)?"
    "(?:赞|讚|喜欢|喜歡|喜爱|喜愛|爱心|愛心|红心|紅心|大笑|哈哈|强调|強調|疑问|疑問|质疑|質疑|不喜欢|不喜歡|倒赞|倒讚|踩|比心|感叹号|驚嘆號)"
    "|的?(?:喜欢|喜歡|喜爱|喜愛|踩|强调|強調|疑问|疑問|大笑|不喜欢|不喜歡)|(?:作出|做出|有)?了?\\S{0,6}(?:回应|回應|反应|反應)|的?\\S{0,4}(?:回应|回應|反应|反應|赞|讚)|表示(?:赞同|讚同)|令人发笑|令人發笑|按(?:了)?讚|说(?:了)?赞|說(?:了)?讚"
)
_PICTURE = (
    "(?:an?|the|your) (?:image|photo|picture|movie|video|gif|sticker|attachment|audio message|voice message|message|link|contact)"
    "|(?:了|对|對)?(?:一|这|這|您的)?(?:张|張|个|個|段|条|則|则|封)?(?:图片|圖片|照片|相片|影片|视频|視頻|贴纸|貼圖|附件|语音|語音|消息|訊息|信息|短信|簡訊|邮件|郵件)"
)
_MARKS = rf"(?:{_EMOJI}|[\u200b\u200c\u2060\s])*"
_REACTION = expression(
    rf"{_MARKS}(?:(?:{_FELT})\s*{_QUOTED}|(?:(?:{_FELT})\s*)?{_QUOTED}\s*(?:{_FEELING})了?|(?:{_FELT})\s*(?:{_PICTURE})(?:\s*(?:{_FEELING})了?)?)[。.!！]?{_MARKS}"
    rf"|[\u200b\u200c\u2060\s]*{_EMOJI}{_MARKS}(?:to|于|於|对|對)\s*{_QUOTED}{_MARKS}"
    rf"|(?:对|對)\s*{_QUOTED}\s*(?:回应了?|回應了?|作出了?|做出了?)?\s*{_EMOJI}{_MARKS}"
    rf"|{_MARKS}[^\n]{{0,60}}(?: reacted (?:to your (?:message|email):?|via gmail)|已?通过 gmail (?:作出)?(?:了)?回应|透過 gmail (?:做出)?(?:了)?回應"
    rf"|(?:对|對)(?:您|你)的(?:邮件|郵件|电子邮件|電子郵件|消息|訊息)(?:作出|做出)了?(?:回应|回應|反应|反應))[:：。.!！]?{_MARKS}",
    re.IGNORECASE | re.DOTALL,
)
# Words that introduce what is answered; a program sets what is new behind them.
_ANSWERED = expression(
    rf"\s*(?:回复|回覆|答复|答覆|引用|replied to|replying to|in reply to|reply to|re)\s*[:：]?\s*[{_OPEN}][^{_CLOSE}]{{1,4000}}[{_CLOSE}]\s*[:：，,。]?[ \t]*\n?"
    rf"|\s*[「“][^」”]{{1,4000}}[」”]\s*\n\s*(?:[-－—] ?){{3,}}\s*\n",
    re.IGNORECASE,
)
_KEYWORDS = frozenset(
    {
        "start",
        "unstop",
        "subscribe",
        "optin",
        "恢复",
        "恢复短信",
        "恢复接收",
        "恢复订阅",
        "重新订阅",
        "订阅",
        "开通短信",
    }
)
_HELP = frozenset({"help", "info", "帮助", "短信帮助"})
# As our texts begin: 【name】, in English the name and a colon, which counts only within quotation marks.
_SIGNED = expression(rf"\s*[{_OPEN}]?【([^】\n]{{2,40}})】|\s*[{_OPEN}]([^:\n]{{2,40}}): ")
_AUTOMATIC = expression(
    # Driving: the telephone says so, and that the words will be seen later.
    r"(?:驾驶|行车|开车|驾车)(?:时)?[“”「」\"]{0,2}(?:勿扰|请勿打扰|专注)|(?:驾驶|行车)(?:勿扰|专注)?模式"
    r"|do not disturb while driving|(?:i'm|i am|i’m) (?:currently )?driving(?: right now)?(?:[^.]{0,40}(?:focus|do not disturb)|[.,;!]? ?(?:and )?(?:i(?:'|’)?ll|i will|will|can't|cannot|let me) )"
    r"|(?:i'm|i am|i’m) not receiving notifications|sent from (?:my car|android auto|carplay)|(?:来自|由)\s?(?:android auto|carplay|车载系统)"
    r"|^(?:【[^】]{1,12}】|\[[^\]]{1,12}\])?(?:我|本人)?(?:正在|在|正)?(?:开车|驾车|驾驶|行车|导航)[^投诉。]{0,20}预计[^投诉。]{0,6}\d[^投诉。]{0,6}(?:到达|抵达|到)[。.!！]?$"
    r"|^(?:您好|你好|抱歉|不好意思|对不起)?[，,。!！ ]*(?:我|本人)?(?:现在|目前|此刻|当前)?(?:正在|在|正)?(?:开车|驾车|驾驶|行车)(?:中|途中)?[，,。；;!！ ]*(?:不便|不方便)?[^投诉。]{0,14}"
    r"(?:稍后|稍候|晚点|一会儿?|待会儿?|到达|抵达|停车后|之后|回头|不便|不方便|无法)[^投诉]{0,24}[。.!！]?$"
    # Calls that were missed.
    r"|^[\[【(（]?(?:漏话|漏接|来电|未接来电|未接电话|错话|移动来电|秘书台|关机来电|漏接电话)(?:提醒|提示|通知|管家|捕手|助手|秘书|服务|信息)(?:[\]】)）：:，,。 \d]|$)"
    r"|^(?!.*(?:投诉|我|没人|无人))[^\n]{0,16}(?:您|你)?(?:有|共有)\s?(?:\d{1,3}|一|两|几)?\s?(?:个|通|次|条|则)?(?:未接来电|未接电话|漏接电话|漏接来电|漏话)"
    r"|^(?:漏接|未接|漏话)(?:来电|电话)?[ :：]{0,2}\d"
    r"|^(?!.*(?:投诉|我|没人|无人))[^\n]{0,16}\+?\d{5,15}[^\n]{0,6}(?:于|在)[^\n]{0,24}(?:来电|呼叫|致电|拨打)"
    r"|^(?:you have |you had )?(?:\d{1,3} |an? |one |two )?(?:new )?missed calls?(?: from| at| on|:|$)|\bmissed call (?:alert|notification)\b|^(?:the )?(?:number |subscriber )?\+?\d[\d -]{4,16} (?:called|tried to call|tried calling) you\b"
    # Recalled, read.
    r"|(?:would like|wants|tried|has tried|is trying) to recall (?:the|this|a) message|^(?:message )?recall(?:ed)?(?::| (?:success|failure|report))|(?<!我)(?:将|(?<!我)(?:想要?|希望|要求|尝试|正在))(?:撤回|收回|回收)(?:此|这封|之前的)?(?:邮件|消息)[“「\"'‘《『:： 。]|撤回了?一(?:条|封)|撤回了(?:邮件|消息|信息|短信)|^[(\[]?(?:this message was (?:deleted|unsent)|you deleted this message|此消息已(?:被)?(?:删除|撤回))|^\[?(?:语音|视频)(?:通话|聊天)\]? ?(?:未接听|已取消|对方已取消|无应答)|^(?:邮件)?撤回[:：]"
    r"|^(?:对方)?已读[。.]?$|^(?:已读(?:回执)?|阅读回执|邮件收条|收条|read(?: receipt)?|not read|未读)\s*[:：]|(?:邮件|信件|来信|消息)[^\n。]{0,60}(?:已被?(?:阅读|打开|读取)|被阅读)|(?:your )?message[^\n]{0,200}was (?:read|opened|displayed|deleted without being read)(?: on| at|\.)|this is a (?:read|return) receipt|回执[:：]?.{0,10}(?:已读|阅读)",
    re.DOTALL,
)
_AWAY = expression(
    r"^[\[【(（]?(?:自动(?:回复|答复|应答)|auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|vacation (?:reply|notice))"
    r"|(?:这|此|本)(?:是|为|邮件为?)?(?:一)?(?:封|条)?[^。\n]{0,10}自动(?:回复|答复|发送|生成)|this is an? auto(?:mat(?:ic|ed))?|(?:i am|i'm|i’m|i will be) (?:currently |presently )?(?:out of (?:the )?office|on (?:annual leave|vacation|holiday|leave)|away (?:from|until|on))"
    r"|(?:本人|我)(?:现在|目前|正)?(?:在|正在)?(?:休假|度假|出差|外出|年假|产假|已下班|下班了?)(?:中|期间)?[^。\n]{0,40}(?:回复|处理|返回|回来|查看|(?:尽快|稍后|后)(?:再)?(?:与您)?联系)"
    r"|感谢(?:您|你)?的?(?:来信|来函|邮件|联系|来电)[^\n]{0,20}(?:尽快|稍后|及时)[^\n]{0,8}(?:回复|答复|处理|联系)|thanks? (?:you )?for (?:your|the) (?:e?-?mail|message)[^\n]{0,20}(?:get back to you|reply|respond)"
    r"|(?:来信|邮件|来函)(?:已经?)?(?:收到|收悉)[^\n]{0,30}(?:尽快|稍后|及时)[^\n]{0,8}(?:回复|答复|处理)",
    re.DOTALL,
)


def own_words(text: str, names: Iterable[str] = ()) -> str:
    """What the writer wrote of a text: without reactions, quoted words and texts of ours, which begin with one of our `names`.

    "" if nothing is left.
    """
    if is_reaction(text):
        return ""
    said = text[:LONGEST_READ]
    while (found := _ANSWERED.match(said)) is not None:
        said = said[found.end() :]
    lines = [line for line in said.split("\n") if not (line.lstrip().startswith((">", "＞")) or _is_ours(line, names))]
    kept = [line for line in lines if not _REACTION.fullmatch(line.strip())] if len(lines) > 1 else lines
    return "\n".join(kept).strip() + text[LONGEST_READ:]


def is_reaction(text: str) -> bool:
    """Whether it is no more than what somebody felt about a message, as their program puts it."""
    return len(text) <= LONGEST_READ and _REACTION.fullmatch(text.strip()) is not None


def _is_ours(line: str, names: Iterable[str]) -> bool:
    begin = _SIGNED.match(line)
    said = ((begin[1] or begin[2]) if begin else "").rstrip("…. ")
    return bool(said) and any(name.startswith(said) for name in names)


def is_automatic(text: str) -> bool:
    """Whether a telephone or a mail program wrote it: that somebody drives, cannot talk, has called, has read or recalled."""
    said = folded(text)
    return len(said) <= LONGEST_AUTOMATIC and (_AUTOMATIC.search(said) is not None or is_quick_reply(said))


def says_away(text: str) -> bool:
    """Whether it is what an absent person's program answers; people write such words too."""
    said = folded(text)
    return len(said) <= LONGEST_AUTOMATIC and _AWAY.search(said) is not None


def asks_for_texts(text: str) -> bool:
    """Whether it is the word that makes texts come again after an opt-out."""
    return _bare(text) in _KEYWORDS


def asks_for_help(text: str) -> bool:
    """Whether it is the word by which telephones ask what a number is for."""
    return _bare(text) in _HELP


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(narrowed(text)))
