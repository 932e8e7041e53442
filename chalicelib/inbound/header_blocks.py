"""Blocks of header lines that mail programs put above quoted mail: who sent it, when, to whom, about what."""

import re

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written import subjects
from chalicelib.inbound import separators

MOST_LABELS = 14
BARE_TO, BARE_CC, BARE_SUBJECT = (
    {"to", "an", "à", "para", "收件人"},
    {"cc", "kopie", "抄送"},
    {"subject", "thema", "betreff", "objet", "主题"},
)
MOST_BARE, MOST_ABOVE = 12, 7
"""Lines over which a block without colons stretches."""

_RULED = expression(r"^[\s>]*[-_=*–—－]{3,}[^-_=*–—－]{1,40}[-_=*–—－]{2,}\s*$")
MOST_BESIDE = 6
"""Lines beside a block that are looked at for what no mail program writes."""
_SLIP = expression(
    r"[\s>|*•·-]*(?:(?:快[递遞]|运|運|物流|快件|[订訂])?[单單][号號]?|(?:联系|聯繫|寄件|收件)?(?:人)?(?:电话|電話|手机|手機|地址)|[电電][话話]|[物货貨]品|品名|重量|件[数數]|[运運][费費]|票价|票價|车次|車次|座位|车厢|車廂|航班|[出始][发發]|起点|起點|[终終到][点點达達]|乘客|乘[车車]人|路[线線]|班次"
    r"|tracking|parcel|waybill|weight|address|phone|contents?|flight|train|seat|bus|route|line|fare|passenger|courier|driver|departure|arrival|depart|arrive|gate|pnr|booking)[^:：\n]{0,12}[:：]",
    re.IGNORECASE,
)
_CLOCK = expression(r"\d{1,2}[:：点時时.]\d{2}")
_HOUR = r"(?<![\d.])\d{1,2}(?:[:：点點時时h]|[.](?=\d\d(?!\d)(?!\.\d)))\d{0,2}"
_YEAR = r"\d{4}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b|星期|[周週][一二三四五六日]|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6})\b"
_STAMP = expression(rf"(?=.*?(?:{_YEAR})).*?{_HOUR}", re.IGNORECASE)
"""A time as mail programs write it, with the year or the day of the week; a ticket says "1 March 10:07"."""
_MAILBOX = expression(r"[^<>@\[\]:：]{0,80}[<\[]?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}[>\]]?")


class Cut(msgspec.Struct, frozen=True):
    """Lines from `begin` on are introduced as quoted; the quoted words begin at `body`."""

    begin: int
    body: int
    forward: bool = False
    weak: bool = False
    """Nothing introduces it: a surer one below own words counts more."""
    doubtful: bool = False
    """People write such lines too: nothing is cut off there."""


class _Block(msgspec.Struct):
    """What the labels of some lines stand for, their values, and the line beyond the last of them."""

    kinds: set[str]
    values: list[str]
    end: int
    timed: bool = False
    stamped: bool = False
    answered: bool = False

    @property
    def reads_like_facts(self) -> bool:
        """From where to where, on which day, about what: a ride or a parcel has those too, but no mailbox, no time of a whole date, no answered subject."""
        return not (self.stamped or self.answered or _holds_mailbox(self.values))

    @property
    def is_mail_header(self) -> bool:
        """No list of facts reads like that, or hardly any."""
        return _is_mail_header(self.kinds, self.values, timed=self.timed)


def cut_at(lines: list[str], i: int) -> Cut | None:
    """Two or more labels of a mail's header, one of them "from", with an address, or as many as only a mail has."""
    if separators.label(lines[i]) is None:
        return _bare(lines, i)
    block = _block(lines, i)
    begin = _from_rule(lines, i)
    if block.kinds == {"from"} and _names_only_a_mailbox(lines, i, block.values[0]):
        return Cut(begin, block.end, weak=True)
    if not block.is_mail_header or _begins_later(lines, i, block.end):
        return None
    complete = _is_complete(block.kinds, block.values)
    told = begin == i and block.reads_like_facts
    doubtful = not complete and (told or _is_slip(lines, i, block.end) or _lacks_much(block.kinds, block.values))
    return Cut(begin, block.end, doubtful=doubtful)


def _block(lines: list[str], i: int) -> _Block:
    block = _Block(set(), [], i)
    blank = 0
    for j in range(i, min(i + MOST_LABELS, len(lines))):
        found = separators.label(lines[j])
        if found:
            block.kinds |= {found[0], *separators.labels_within(found[1])}
            block.values.append(found[1])
            block.timed = block.timed or (found[0] in {"sent", "date"} and bool(_CLOCK.search(found[1])))
            block.stamped = block.stamped or (found[0] in {"sent", "date"} and bool(_STAMP.search(found[1])))
            block.answered = block.answered or (found[0] == "subject" and _is_answered(found[1]))
            block.end, blank = j + 1, 0
        elif lines[j].strip() and (blank or not _continues(lines, j)):
            break
        blank += not lines[j].strip()
        if blank > 1:
            break
    return block


def _is_answered(subject: str) -> bool:
    return subject.startswith("[") or subjects.surely_continues(subject)


def _begins_later(lines: list[str], i: int, end: int) -> bool:
    """The lines above a blank one are the writer's own facts where those below it are a header by themselves."""
    blanks = (k for k in range(i + 1, end) if not lines[k].strip())
    return any(separators.label(lines[k + 1]) is not None and _block(lines, k + 1).is_mail_header for k in blanks)


def _lacks_much(kinds: set[str], values: list[str]) -> bool:
    return "from" not in kinds or not ("subject" in kinds or _holds_mailbox(values))


def _is_complete(kinds: set[str], values: list[str]) -> bool:
    """From whom, when, about what, and a mailbox: no facts of a journey or a parcel look like that."""
    return {"from", "subject"} <= kinds and bool(kinds & {"sent", "date"}) and _holds_mailbox(values)


def _is_slip(lines: list[str], i: int, end: int) -> bool:
    """Facts of a parcel or a journey stand among the lines or right beside them."""
    first = next(
        (k + 1 for k in range(i - 1, max(i - MOST_BESIDE, -1), -1) if not lines[k].strip()), max(i - MOST_BESIDE, 0)
    )
    last = next(
        (k for k in range(end, min(end + MOST_BESIDE, len(lines))) if not lines[k].strip()),
        min(end + MOST_BESIDE, len(lines)),
    )
    return any(_SLIP.match(line[:200]) for line in lines[first:last])


def _names_only_a_mailbox(lines: list[str], i: int, value: str) -> bool:
    """A sender's mailbox and nothing else, apart from the words above: what is left of a header block."""
    apart = i > 0 and not lines[i - 1].strip() and any(line.strip() for line in lines[:i])
    return apart and bool(_MAILBOX.fullmatch(value))


def _from_rule(lines: list[str], i: int) -> int:
    """A line of dashes around words of any language, above a header block, belongs to it."""
    above = next((k for k in range(i - 1, max(i - 3, -1), -1) if lines[k].strip()), i)
    return above if _RULED.match(lines[above]) or separators.names_mail(lines[above]) else i


def _continues(lines: list[str], j: int) -> bool:
    """A folded value: more addresses, or a line before a further label."""
    return "@" in lines[j] or (j + 1 < len(lines) and separators.label(lines[j + 1]) is not None)


def _is_mail_header(kinds: set[str], values: list[str], *, timed: bool) -> bool:
    """A list of facts may name who sent a parcel to whom, and on which day, but no address, no subject and no time."""
    known = kinds - {"other"}
    addressed = _holds_mailbox(values)
    told = {"sent", "date", "subject"} if "from" in known else {"sent", "date"}
    if addressed and known & {"from", "to"} and known & told:
        return True
    whole = {"from", "to", "subject"} <= known and bool(known & {"sent", "date"})
    return whole or (timed and ({"from", "sent", "to"} <= known or ({"from", "subject"} <= known and len(known) >= 3)))  # noqa: PLR2004


def _holds_mailbox(values: list[str]) -> bool:
    return any(re.search(r"[^\s@]@[^\s@]+\.\w", value) for value in values)


def _bare(lines: list[str], i: int) -> Cut | None:
    """Notes sets the labels alone, without colons, below a line with writer and time."""
    if lines[i].strip().lower() not in BARE_TO:
        return None
    names = [line.strip().lower() for line in lines[i : i + MOST_BARE]]
    subject = next((k for k, name in enumerate(names) if name in BARE_SUBJECT), 0)
    if not subject or not BARE_CC & set(names[:subject]):
        return None
    return Cut(_writer_above(lines, i), min(i + subject + 2, len(lines)))


def _writer_above(lines: list[str], i: int) -> int:
    """The first of the lines directly above that tell writer and time."""
    last = next((k for k in range(i - 1, max(i - 4, -1), -1) if lines[k].strip()), i)
    first = next((k for k in range(last, max(last - MOST_ABOVE, -1), -1) if not lines[k].strip()), last - MOST_ABOVE)
    return next((k for k in range(max(first, 0), i) if separators.TELLING.search(lines[k])), i)
