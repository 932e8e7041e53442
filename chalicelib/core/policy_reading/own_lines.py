"""Whose lines a sheet may change: who leads some departments changes these, what is below them, and the people who stand there.

The head of the desk and the highest director change everything. What counts is the directory in force, so that nobody first takes a
unit and then changes it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.core.complaint.saying import Said, labels, person, say
from chalicelib.core.policy.model import Department, Directory, Person, Policy
from chalicelib.core.words.directory_cells import COLUMNS, Part


def beyond_theirs(by: str, old: Policy, new: Policy) -> list[Said]:
    """What `new` changes that `by` (mail address) may not, a sentence each with the reason; nothing if they may."""
    if by in (old.directory.desk_head, old.directory.director):
        return []
    change = _Change(by, old.directory, new.directory)
    return [*change.office(), *change.units(), *change.people()]


def units_led(by: str, directory: Directory) -> tuple[str, ...]:
    """The departments and units that somebody directs, and those below them."""
    led = {each.name for each in directory.departments if each.director == by}
    return tuple(each.name for each in directory.departments if each.name in led or each.parent in led)


class _Change:
    """Two directories beside each other, for somebody who leads `mine` of them."""

    def __init__(self, by: str, old: Directory, new: Directory) -> None:
        self.old, self.new = old, new
        self.mine = units_led(by, old)
        tops = (each.name for each in old.departments if each.name in self.mine and each.parent not in self.mine)
        self.values = {"units": labels(*tops), "whom": person(*dict.fromkeys((old.desk_head, old.director)))}

    def say(self, code: str, part: Part, who: Any = "") -> Said:
        return say(code, part=labels(f"directory.{part}"), who=who, **self.values)

    def office(self) -> Iterator[Said]:
        for column in COLUMNS["office"]:
            if getattr(self.old, column) != getattr(self.new, column):
                yield self.say("sheet_others", "office", labels(f"office.{column}"))

    def units(self) -> Iterator[Said]:
        old, new = ({each.name: each for each in one.departments} for one in (self.old, self.new))
        for name in dict.fromkeys((*old, *new)):
            before, after = old.get(name), new.get(name)
            if name in self.mine:
                if before and after and after.parent not in (before.parent, *self.mine):
                    yield self.say("sheet_parent", "department", name)
            elif before is None and after is not None:
                if after.parent not in self.mine:
                    yield self.say("sheet_parent", "department", name)
            elif before != after:
                yield self.say("sheet_others", "department", name)
        if _moved(old, new, self.mine):
            yield self.say("sheet_others_moved", "department")

    def people(self) -> Iterator[Said]:
        old, new = ({each.mail: each for each in one.people} for one in (self.old, self.new))
        theirs = self._theirs(self.old)
        named = {mail for each in self.new.departments if self._is_mine(each) for mail in _people_of(each)}
        for mail in dict.fromkeys((*old, *new)):
            before, after = old.get(mail), new.get(mail)
            who = _called(after or before)
            if before == after:
                continue
            if before is not None and mail not in theirs:
                yield self.say("sheet_others", "person", who)
            elif before is None and mail not in named:
                yield self.say("sheet_unnamed", "person", who)
            elif (before.roles if before else ()) != (after.roles if after else ()):
                yield self.say("sheet_roles", "person", who)
        if _moved(old, new, theirs):
            yield self.say("sheet_others_moved", "person")

    def _is_mine(self, unit: Department) -> bool:
        return unit.name in self.mine or unit.parent in self.mine

    def _theirs(self, directory: Directory) -> set[str]:
        """Who stands in their units and nowhere else."""
        own = {mail for each in directory.departments if self._is_mine(each) for mail in _people_of(each)}
        others = {mail for each in directory.departments if not self._is_mine(each) for mail in _people_of(each)}
        return own - others - {directory.desk, directory.desk_head, directory.director}


def _people_of(unit: Department) -> tuple[str, ...]:
    return tuple(filter(None, (unit.handler, unit.head, unit.director)))


def _moved(old: Mapping[str, Any], new: Mapping[str, Any], mine: Any) -> bool:
    """Whether others' lines stand in another order than before."""
    return [each for each in old if each in new and each not in mine] != [
        each for each in new if each in old and each not in mine
    ]


def _called(who: Person | None) -> str:
    return f"{who.name} <{who.mail}>" if who else ""
