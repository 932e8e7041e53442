"""What differs between two directories, in sentences of a reader's language."""

from collections.abc import Iterator
from typing import Any

from chalicelib.core.complaint.saying import Value, labels, say
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.words.directory_cells import COLUMNS, IDENTITY, Part, cell, parts_of
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import bracketed, listed


class _Difference:
    """Two policies beside each other, for one reader."""

    def __init__(self, old: Policy, new: Policy, language: str) -> None:
        self.old, self.new, self.language = old, new, language

    def say(self, code: str, **values: Value) -> str:
        return worded(say(code, **values), self.new, self.language)

    def columns(self, part: Part, who: str, before: Any, after: Any) -> Iterator[str]:
        for column in COLUMNS[part]:
            old, new = getattr(before, column), getattr(after, column)
            if old == new:
                continue
            was = cell(column, old, self.old, self.language)
            is_now = cell(column, new, self.new, self.language)
            how = "changed" if was and is_now else "filled" if is_now else "emptied"
            code = "office" if part == "office" else "sheet"
            name = labels(f"{part}.{column}")
            yield self.say(f"{code}_{how}", part=_part(part), who=who, column=name, before=was, after=is_now)

    def entries(self, part: Part) -> Iterator[str]:
        key = IDENTITY[part]
        old, new = ({getattr(e, key): e for e in parts_of(part, p.directory)} for p in (self.old, self.new))
        for name, entry in old.items():
            if name not in new:
                yield self.say("sheet_gone", part=_part(part), who=_called(entry, name))
        for name, entry in new.items():
            if name in old:
                yield from self.columns(part, _called(entry, name), old[name], entry)
            else:
                yield self.say("sheet_new", part=_part(part), who=_called(entry, name), text=self.more(part, entry))
        if [name for name in old if name in new] != [name for name in new if name in old]:
            yield self.say("sheet_order", part=_part(part))

    def more(self, part: Part, entry: Any) -> str:
        """What a new line says beside whom it is about, in brackets; nobody needs to hear what everybody reads."""
        values = {c: getattr(entry, c) for c in COLUMNS[part] if c not in ("name", IDENTITY[part])}
        unusual = {c: value for c, value in values.items() if (c, value) != ("language", self.new.languages[0])}
        said = (cell(c, value, self.new, self.language) for c, value in unusual.items())
        text = listed(filter(None, said), self.language)
        return bracketed(text, self.language) if text else ""

    def absences(self) -> Iterator[str]:
        """Those that go with a person, or lose their deputy."""
        now = {_when(each): each for each in self.new.directory.absences}
        for each in self.old.directory.absences:
            left = now.get(_when(each))
            if left is None or (left.deputy != each.deputy):
                who = self.old.directory.person(each.mail)
                days = {"start": str(each.start), "end": str(each.end)}
                yield self.say("deputy_gone" if left else "absence_gone", who=_called(who, each.mail), **days)


def directory_changes(old: Policy, new: Policy, language: str) -> list[str]:
    """One sentence for each difference that a sheet can make: those of people, and of absences that go with them."""
    return [*changes_of_people(old, new, language), *_Difference(old, new, language).absences()]


def changes_of_people(old: Policy, new: Policy, language: str) -> list[str]:
    """One sentence for each difference of the office, of people and of departments."""
    both = _Difference(old, new, language)
    office = both.columns("office", "", old.directory, new.directory)
    return [*office, *both.entries("person"), *both.entries("department")]


def _part(part: Part) -> Value:
    return labels(f"directory.{part}")


def _called(entry: Any, key: str) -> str:
    """Somebody by name and address, or whatever has a name."""
    name = getattr(entry, "name", "")
    return f"{name} <{key}>" if name and name != key else key


def _when(absence: Absence) -> tuple[Any, ...]:
    return absence.mail, absence.start, absence.end
