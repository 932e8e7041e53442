"""The line with which mail programs introduce a quoted mail: who wrote, and when.

A line that tells a customer's story may look like one; before text that is not marked as quoted it must therefore tell an
address or a time, and must not speak of "I" and "you".
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound.header_blocks import Cut
from chalicelib.inbound.separators import LONGEST_LINE, TELLING, Separator, any_of, unmarked

MOST_FOLDED = 7
"""Lines over which an attribution is folded."""
MOST_TORN = 8
"""Lines over which an attribution is torn by blank ones."""
QUOTE = expression(r"^\s{0,3}(?:[>＞]|&gt;)")

_WROTE = any_of(
    r"(?:wrote|writes|said|a dit|\bsent|schrieb|schreef|geschreven|geschrieben|skrev|a écrit|escribió|escribio|escreveu|ha scritto|scrisse|napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|píše|kirjoitti"
    r"|пишет|писал(?:а|\(а\))?|написал(?:а|\(а\))?|пише|написав|yazdı|a scris|írta|έγραψε|va escriure|menulis|đã viết|viết|rašė|kirjutas|님이 작성|작성|เขียนว่า|เขียน"
    r"|さんは書きました|の(?:メール|メッセージ)|כתב(?:ה)?|كتب|写道|寫道|写到|寫到|写入|寫入|编写)"
)
LONGEST_END = 40
"""Characters in which the word stands that ends an attribution without a colon."""
AFTER_WROTE = 140
"""Characters between "wrote" and the colon: some languages name the writer there."""
# How the line that names writer and time begins; it ends with "wrote:" of any language.
ATTRIBUTIONS = (
    Separator(
        "Gmail, Apple Mail, Thunderbird, Yahoo, Outlook for Mac",
        any_of(
            r"(?:on|am|le|el|il|op|em|a|ai|o|al|den|dne|dnia|w dniu|på|pe|at|în|vào|pada|dia|date|tor|man|tir|ons|fre|lør|søn|в|у|по|ב)\b"
        ),
        "On Mon, Apr 1, 2024 at 10:00 AM Li Lei <li@example.com> wrote:",
    ),
    Separator("Gmail, zh", any_of(r".{1,150}[于於] ?\d{4} ?年"), "张三 <z@example.com> 于2024年4月1日周一 10:00写道："),
    Separator("Apple Mail, 163, zh", any_of(r"[在於于] ?\S"), "在 2024年4月1日，10:00，张三 <z@example.com> 写道："),
    Separator(
        "phones and others, date first",
        any_of(r"(?:\S{2,12} )?(?:\d{1,4}[-./] ?\w|\d{4} ?[年년]|\d{1,2}\.? [^\W\d]{3,12}\.? \d{4})"),
        "2024年4月1日 10:00，张三 <z@example.com> 写道：",
    ),
    Separator(
        "Outlook, phones, mailing lists: name first",
        any_of(r"\S.{1,200}"),
        "Li Lei <li@example.com> schrieb am Mo., 1. Apr. 2024, 10:00:",
    ),
)
# The same without "wrote": the line ends with the address.
ADDRESS_ENDS = Separator(
    "Gmail, older; Mail.ru, Yandex",
    any_of(r".{0,40}\d{1,4}[-./年 ].{4,200}< ?[^<>\s]+@[^<>\s]+> ?[:：]"),
    "2024-04-01 10:00 GMT+08:00 Li Lei <li@example.com>:",
)

# Gmail before 2013 wrote no colon.
_DATE_AND_WRITER = any_of(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:.{1,120}<[^<>\s]+@[^<>\s]+>| \d{1,2}:\d{2} GMT[+-]\d{1,2}:\d{2} .{2,80})"
)
_TELLS_ANYTHING = expression(r"[\d@]")
"""Neither a time nor an address is without one; asked first, since it costs least."""
_MAILBOX = expression(r"<\s*[^<>\s]+@[^<>\s]+\s*>")
_WHOLE_DATE = expression(
    r"[^\W\d]{3,12}[.,]{0,2} (?:(?:the )?\d{1,2}(?:\.|st|nd|rd|th)?(?: de)? [^\W\d]{3,12}\.?(?: de)?|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?),? \d{4}\b"
)
_OWN_STORY = expression(
    r"我|咱|本人|[你您](?!(?:在来信中|在來信中)?[写寫])|贵(?:司|公司|单位)|司机|司機|师傅|師傅|的那|[上里裡中本牌板信][写寫]"
    r"|\b(?:I|[Mm]y|me|[Yy]our|[Oo]ur|[Ww]e|us|[Hh]is|[Hh]er|[Tt]heir|[Tt]hey|he|she|[Tt]he|[Tt]his|that|who|had|was)\b"
)


# "wrote" without a colon ends an attribution that tells a whole date and a mailbox.
_BARE_END = expression(rf"{_WROTE.pattern}$", re.IGNORECASE)
_TIMED = expression(r"\d{1,2}[:.h：时時点點]\d{2}|\d{4}")
_DATED = expression(
    r"\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d月|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_LOCAL_PART = expression(r"<?[\w.+-]{1,64}@[\w-]")
_ENDS_SENTENCE = expression(r"[。！？!?]\s*$|[a-z]{4,}\.\s*$")


def _may_end(line: str) -> bool:
    """Asked first, since it costs least."""
    end = line[-LONGEST_END:].rstrip(" \t*")
    return end.endswith((":", "：")) or _BARE_END.search(end) is not None


def ends_attribution(line: str) -> bool:
    """A line with which an attribution may end."""
    text = unmarked(line)
    if text.endswith((":", "：")):
        return bool(_WROTE.search(text[-AFTER_WROTE:]) or ADDRESS_ENDS.pattern.fullmatch(text))
    return (
        bool(_BARE_END.search(text[-LONGEST_END:]))
        and bool(_MAILBOX.search(text) and _TIMED.search(text))
        and names_time_first(text)
    )


def names_time_first(line: str) -> bool:
    """A line that begins as attributions do, other than with a name."""
    text = unmarked(line)
    return not _LOCAL_PART.match(text) and any(one.pattern.match(text) for one in ATTRIBUTIONS[:-1])


def begins_attribution(line: str) -> bool:
    """A line with which an attribution may begin."""
    return names_time_first(line) or "@" in unmarked(line) or ends_attribution(line) or _opens_mailbox(line)


def _opens_mailbox(line: str) -> bool:
    """A name at whose bracket the line was folded."""
    return len(line) <= LONGEST_LINE and line.rstrip().endswith("<") and bool(line.strip(" <"))


def is_attribution(line: str, *, quoted: bool) -> bool:
    """Whether this logical line names writer and time; `quoted` tells that the lines below it are marked as quoted."""
    if not (quoted or _TELLS_ANYTHING.search(line)):
        return False
    text = unmarked(line)
    if len(text) > LONGEST_LINE:
        return False
    if quoted:
        return bool(_DATE_AND_WRITER.fullmatch(text)) or ends_attribution(text) or _in_another_language(text)
    return ends_attribution(text) and bool(TELLING.search(text) or _WHOLE_DATE.search(text)) and not _told(text)


def _in_another_language(text: str) -> bool:
    return (
        text.endswith((":", "：")) and names_time_first(text) and bool(_MAILBOX.search(text) and TELLING.search(text))
    )


def _told(text: str) -> bool:
    """The writer's own sentence about what was written or said, rather than the line of a mail program."""
    return not _MAILBOX.search(text) and bool(_OWN_STORY.search(text))


def cut_at(lines: list[str], i: int) -> Cut | None:
    """An attribution that begins with line i."""
    if not begins_attribution(lines[i]):
        return None
    joined = ""
    for j in range(i, min(i + MOST_FOLDED, len(lines))):
        if not lines[j].strip():
            return _torn(lines, i)
        if j > i and _ENDS_SENTENCE.search(lines[j - 1]):
            return None
        joined = f"{joined} {lines[j].strip()}"
        body = next((k for k in range(j + 1, len(lines)) if lines[k].strip()), len(lines))
        quoted = body < len(lines) and bool(QUOTE.match(lines[body]))
        if (quoted or _may_end(lines[j])) and is_attribution(joined, quoted=quoted):
            return (
                None
                if any(_whole(lines, i, k, j) for k in range(i + 1, j + 1))
                else Cut(i, body, weak=_told(unmarked(joined)))
            )
    return None


def _torn(lines: list[str], i: int) -> Cut | None:
    """An attribution with blank lines in it, as HTML mail leaves them: it begins with a time, ends as one, and has an address."""
    if not (names_time_first(lines[i]) and TELLING.search(lines[i])):
        return None
    reach = range(i, min(i + MOST_TORN, len(lines)))
    filled = [j for j in reach if lines[j].strip()][1 : MOST_FOLDED + 1]
    for n, j in enumerate(filled):
        joined = " ".join(lines[k].strip() for k in (i, *filled[: n + 1]))
        if "@" in joined and len(joined) < LONGEST_LINE and ends_attribution(joined):
            own = any(_whole(lines, i, k, j) for k in filled[: n + 1])
            return None if own else Cut(i, next((k for k in range(j + 1, len(lines)) if lines[k].strip()), len(lines)))
    return None


def _whole(lines: list[str], i: int, k: int, j: int) -> bool:
    """Whether the attribution is complete from line k on, so that the lines from i to k are the writer's own."""
    later = " ".join(line.strip() for line in lines[k : j + 1])
    own = ("@" not in "".join(lines[i:k]) or "@" in later) and bool(_DATED.search(later))
    return own and names_time_first(lines[k]) and is_attribution(later, quoted=False)


def closes(text: str) -> bool:
    """Whether `text` ends with an attribution, so that what comes next is quoted."""
    lines = [line.strip() for line in text[-3 * LONGEST_LINE :].rstrip().split("\n")][-MOST_FOLDED:]
    return any(
        is_attribution(joined, quoted=False) and begins_attribution(lines[k])
        for k in range(len(lines))
        if (joined := " ".join(lines[k:])).strip()
    )
