"""What people write of how they are reached themselves: "我的手机 138…", "my mail is x@y". Others' numbers are left alone.

Whose they are if not the writer's own, is told by words such as 公司 and by the job titles of the organisation's trade.
"""

import re
from functools import lru_cache

from chalicelib.core.written.phones import e164, takes_texts
from chalicelib.core.written.words import folded, narrowed, simplified

_OTHERS = r"师傅|客服|热线|前台|店|公司|他的|她的|对方|单位|经理|his|her|their|shop|company|office|hotline|staff"
_PHONE_WORDS = r"电话|手机|联系方式|联络方式|联系|致电|打给我|tel|phone|mobile|cell|call me|reach me|number"
_MAIL_WORDS = r"邮箱|信箱|邮件|电邮|e-?mail|mail"
_NEAR = 14  # characters between the word and what it names
_PHONE = re.compile(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_PHONE_WORDS})[^\n\d+@。；;]{{0,{_NEAR}}}(?P<found>\+?\d[\d \-]{{6,17}}\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rf"(?P<before>[^\n。；;]{{0,12}}?)(?:{_MAIL_WORDS})[^\n@。；;]{{0,{_NEAR}}}?(?P<found>[a-z0-9][a-z0-9._+-]{{0,63}}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)


def own_phone(text: str, job_titles: tuple[str, ...]) -> str:
    """The writer's own mobile number as E.164, if they name one as theirs; else ""."""
    for match in _PHONE.finditer(simplified(narrowed(text))):
        number = e164(match["found"])
        if number and takes_texts(number) and not _others(job_titles).search(match["before"]):
            return number
    return ""


def own_mail(text: str, job_titles: tuple[str, ...]) -> str:
    """The writer's own mail address, lower-cased, if they name one as theirs; else ""."""
    for match in _MAIL.finditer(simplified(narrowed(text))):
        if not _others(job_titles).search(match["before"]):
            return match["found"].lower()
    return ""


@lru_cache(maxsize=16)
def _others(job_titles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join((_OTHERS, *(re.escape(folded(title)) for title in job_titles))), re.IGNORECASE)
