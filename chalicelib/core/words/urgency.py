"""What the band at the head of a staff mail says: what it is, and how much time is left or by how much it is late."""

from datetime import timedelta

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import language_or_first

_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))
LONG = {"day": 7, "hour": 6}  # from so many on, nobody asks how many of the next smaller unit
BETWEEN = " · "


def headline(called: str, said: str) -> str:
    """The band's line: what kind of mail it is, and what is urgent about it, if anything is."""
    line = BETWEEN.join(filter(None, (called, said)))
    return f"{line[:1].upper()}{line[1:]}"


def late_by(span: timedelta, policy: Policy, language: str) -> str:
    """That a limit is over, and for how long."""
    said = lasts(span, policy, language)
    return _word("late", policy, language).format(span=said) if said else _word("just_late", policy, language)


def due_by(due: str, left: timedelta | None, policy: Policy, language: str) -> str:
    """By when it is wanted, with the time that is left if that is to be said."""
    said = lasts(left, policy, language) if left else ""
    return _word("left" if said else "by", policy, language).format(span=said, due=due)


def at_once(policy: Policy, language: str) -> str:
    """That nothing may wait."""
    return _word("now", policy, language)


def lasts(span: timedelta, policy: Policy, language: str) -> str:
    """A time in its two largest units, of days, hours and minutes: `2 天 3 小时`; of a long one in the largest: `17 小时`; "" for less than a minute."""
    counts: list[tuple[str, int]] = []
    for unit, size in _UNITS:
        count, span = divmod(span, size)
        counts.append((unit, count))
    first = next((at for at, (_, count) in enumerate(counts) if count), len(counts))
    told = counts[first : first + 2]
    told = told[:1] if told and told[0][1] >= LONG.get(told[0][0], told[0][1] + 1) else told
    return " ".join(_counted(unit, count, policy, language) for unit, count in told if count)


def _counted(unit: str, count: int, policy: Policy, language: str) -> str:
    said = _word(unit, policy, language).format(count=count)
    return said.removesuffix(language_or_first(language).singular) if count == 1 else said


def _word(name: str, policy: Policy, language: str) -> str:
    return label(f"head.{name}", policy, language)
