"""What people write of how they are reached themselves: "我的手机 138…", "my mail is x@y". Others' numbers are left alone.

Whose they are if not the writer's own, is told by words such as 公司 and by the job titles of the organisation's trade.
"""

import re
from functools import lru_cache

from chalicelib.core.expressions import expression
from chalicelib.core.written.phones import mobile
from chalicelib.core.written.words import folded, narrowed, simplified

_OTHERS = r"师傅|客服|热线|前台|店|公司|他的|她的|对方|单位|经理|his|her|their|shop|company|office|hotline|staff"
_PHONE_WORDS = r"电话|手机|联系方式|联络方式|联系|致电|打给我|tel|phone|mobile|cell|call me|reach me|number"
_MAIL_WORDS = r"邮箱|信箱|邮件|电邮|e-?mail|mail"
_NEAR = 14  # characters between the word and what it names
_PHONE = expression(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_PHONE_WORDS})[^\n\d+@。；;]{{0,{_NEAR}}}(?P<found>\+?\d[\d \-]{{6,17}}\d)",
    re.IGNORECASE,
)
_MAIL = expression(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_MAIL_WORDS})[^\n@。；;]{{0,{_NEAR}}}?(?P<found>[a-z0-9][a-z0-9._+-]{{0,63}}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)

# Who gives up the way by which they write names the new one further off: 我换邮箱了，这个不用了，以后请发到 x@y.
_GIVEN_UP = (
    r"(?:换|改|变更?|更换|更新|换成|改成|改用)[^@。；;\n]{0,6}(?:邮箱|信箱|邮件地址|电邮|手机号?|号码?|电话)|(?:邮箱|信箱|邮件地址|电邮|手机号?|号码?|电话)[^@。；;\n]{0,6}(?:换|改|变|停用|不用|作废|注销)|(?:这个|原来的?|旧的?|老)(?:邮箱|信箱|号码?|手机号?|地址)?(?:已经?|马上|以后)?(?:不(?:再)?(?:用|要)|停用|停机|作废|收不到)"
    r"|以后[^@。；;\n]{0,6}(?:发|寄|回复|联系|打|用|短信)[^@。；;\n]{0,6}(?:到|至|给|这个|新)|(?:新的?|new )(?:邮箱|信箱|邮件地址|手机号?|号码?|电话|e-?mail|mail|address|mailbox|number|phone)|\b(?:chang\w+|updat\w+|switch\w+) (?:to )?(?:my |a )?(?:\w+ )?(?:e-?mail|mail|address|mailbox|number|phone)\b|\bfrom now on\b|\b(?:no longer|don't|do not|not) us(?:e|ing) this\b"
)
_MAIL_INSTEAD = expression(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_GIVEN_UP})[^@\n]{{0,40}}?(?P<found>[a-z0-9][a-z0-9._+-]{{0,63}}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)
_PHONE_INSTEAD = expression(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_GIVEN_UP})[^\n\d+@]{{0,40}}(?P<found>\+?\d[\d \-]{{6,17}}\d)", re.IGNORECASE
)


def mail_instead(text: str, job_titles: tuple[str, ...]) -> str:
    """The mail address that the writer says is theirs in place of the one they had, lower-cased; else ""."""
    return _mail(_MAIL_INSTEAD, text, job_titles)


def phone_instead(text: str, job_titles: tuple[str, ...], region: str = "") -> str:
    """The mobile number that the writer says is theirs in place of the one they had, as E.164; else "". `region`: where they dial, as "GB"."""
    return _phone(_PHONE_INSTEAD, text, job_titles, region)


def own_phone(text: str, job_titles: tuple[str, ...], region: str = "") -> str:
    """The writer's own mobile number as E.164, if they name one as theirs; else "". `region`: where they dial, as "GB"."""
    return _phone(_PHONE, text, job_titles, region)


def own_mail(text: str, job_titles: tuple[str, ...]) -> str:
    """The writer's own mail address, lower-cased, if they name one as theirs; else ""."""
    return _mail(_MAIL, text, job_titles)


def _phone(named: re.Pattern[str], text: str, job_titles: tuple[str, ...], region: str) -> str:
    for match in named.finditer(simplified(narrowed(text))):
        number = mobile(match["found"], region)
        if number and not others(job_titles).search(match["before"]):
            return number
    return ""


def _mail(named: re.Pattern[str], text: str, job_titles: tuple[str, ...]) -> str:
    for match in named.finditer(simplified(narrowed(text))):
        if not others(job_titles).search(match["before"]):
            return match["found"].lower()
    return ""


@lru_cache(maxsize=16)
def others(job_titles: tuple[str, ...]) -> re.Pattern[str]:
    """Words that say of a number or mailbox that it is somebody else's."""
    return re.compile("|".join((_OTHERS, *(re.escape(folded(title)) for title in job_titles))), re.IGNORECASE)
