"""What `#查询` asks for: 超时, 未办结, 单位 …, 本月 …, and words that the case must mention; in any of our languages."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.overview import periods
from chalicelib.core.register.rows import Row
from chalicelib.core.report.figures import unit_of
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.standing import Standing
from chalicelib.core.written.words import folded, folded_in_place

_LATE = expression(r"超时|超期|逾期|逾时|(?<![a-z])(?:late|overdue)(?![a-z])")
_OPEN = expression(
    r"未办结|未结案?|没办完|没结案?|未完成|在办|办理中|(?<![a-z])(?:still open|not closed|unfinished|open)(?![a-z])"
)
_UNIT = expression(r"(?:责任|权责|承办)?单位[\s：:]*(\S+)|(?<![a-z])(?:unit|department)[\s:]+(\S.*)")
_COUNTED = expression(r"的|投诉|事项|案件|(?<![a-z])(?:cases?|complaints?|the|all|of|in|for|from|that|are|is)(?![a-z])")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: `late` and `open` cases, of a `unit` by a part of its name, received in a `period`, that mention all `words`."""

    late: bool = False
    open: bool = False
    unit: str = ""
    period: Period | None = None
    words: str = ""

    @property
    def is_of_state(self) -> bool:
        """Whether it asks for more than words."""
        return self.late or self.open or bool(self.unit) or self.period is not None


def question(text: str, at: datetime, timezone: str) -> Question:
    """The question of a text. What asks for no state of things is words as a whole."""
    said = folded_in_place(text)
    late, open_, unit = _LATE.search(said), _OPEN.search(said), _UNIT.search(said)
    called = next((group for group in unit.groups() if group), "") if unit else ""
    rest = text
    for found in sorted(filter(None, (late, open_, unit)), key=lambda each: -each.start()):
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    within = periods.meant(rest, at, timezone)
    asked = Question(
        late=late is not None, open=open_ is not None, unit=called.strip(), period=within.period if within else None
    )
    rest = within.rest if within else rest
    words = " ".join(_COUNTED.sub(" ", folded_in_place(rest)).split()) if asked.is_of_state else text.strip()
    return msgspec.structs.replace(asked, words=words)


def meets(row: Row, asked: Question) -> bool:
    """Whether a line of the register is what is asked for, whatever its state is."""
    unit = not asked.unit or any(asked.unit in folded(name) for name in (unit_of(row), row.department))
    within = asked.period is None or asked.period.contains(row.received)
    return unit and within and (not asked.words or mentions(row, asked.words))


def in_state(found: Iterable[Standing], asked: Question) -> list[Standing]:
    """Those that are in the state asked for."""
    return [each for each in found if not asked.late or each.late]


def mentions(each: Row, words: str) -> bool:
    """Whether its line mentions all the words."""
    text = f"{each.number} {each.name} {each.contact} {each.subject} {each.content} {each.department} {each.unit} {each.category}"
    return bool(words.split()) and all(said in folded(text) for said in folded(words).split())
