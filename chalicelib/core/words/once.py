"""What a mail says once: a long text as its beginning, and a history without what stands above it already."""

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.words.case_view import CaseView
from chalicelib.core.words.history import EntryView

TELLS = 6  # characters: what is shorter may stand twice, since it says little by itself
NEARLY = 4  # part of the room by which a text may be longer before it is cut
_ORDER = expression(r"^#\S+\s+(?=\S)")  # the command before what it says
_ENDS = "。！？；!?;\n"
_BREAKS = _ENDS + ".，、, "


def said_once(
    case: CaseView, brought: Sequence[str], compared: Sequence[tuple[str, str]], *, letter_above: bool
) -> CaseView:
    """The case with each text in one place: the customer's words, the answer, and what the mail brings stand above form and history.

    `compared`: lines of the form that stand there too. `letter_above`: so does all of the answer's letter.
    """
    answer = (case.outcome, *(value for _, value in case.answer if letter_above))
    fields = tuple(each for each in not_said(case.fields, answer) if each not in compared)
    lines = (f"{name}：{value}" for name, value in (*case.fields, *case.answer))
    history = not_repeated(case.history, (case.text, *answer, *lines, *brought))
    return msgspec.structs.replace(case, fields=fields, history=history)


def beginning(text: str, room: int) -> str:
    """The first `room` columns of a text (a Chinese sign takes two), cut behind a sentence or a word, with "…"; the whole if it fits, or nearly: little that is left out would stand below in full again."""
    if 2 * len(text) <= room or _columns(text) <= room + room // NEARLY:
        return text
    kept, taken = 0, 0
    for sign in text:
        taken += _columns(sign)
        if taken > room:
            break
        kept += 1
    return f"{_at_a_break(text[:kept]).rstrip()}…"


def _at_a_break(part: str) -> str:
    for marks in (_ENDS, _BREAKS):
        at = max(part.rfind(mark) for mark in marks) + 1
        if at > len(part) * 2 // 3:
            return part[:at]
    return part


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def not_repeated(history: Sequence[EntryView], above: Iterable[str]) -> tuple[EntryView, ...]:
    """The history without lines that a text `above` it has, or the entry before of the same person and minute."""
    known = _Known(above)
    said, last = [], EntryView("", "", "", "")
    for entry in history:
        same = entry.by and (last.at, last.by) == (entry.at, entry.by)
        beside = _Known([last.text] if same else [])
        lines = (line for line in entry.text.splitlines() if line not in known and line not in beside)
        said.append(msgspec.structs.replace(entry, text="\n".join(lines)))
        last = entry
    return tuple(said)


def not_said(fields: Iterable[tuple[str, str]], above: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The lines of a form that no text `above` them has, with their label or without."""
    known = _Known(above)
    return tuple((name, value) for name, value in fields if value not in known and f"{name}：{value}" not in known)


class _Known:
    """Texts that stand there already, in which a line is looked for whatever its blanks."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = [text for text in texts if text]
        self._texts = [_bare(text) for text in whole]
        self._lines = {_bare(line) for text in whole for line in text.splitlines()}

    def __contains__(self, line: str) -> bool:
        bare = _bare(_ORDER.sub("", line)).rstrip("…")
        return bare in self._lines or (len(bare) >= TELLS and any(bare in text for text in self._texts))


def _bare(text: str) -> str:
    return "".join(text.split())
