"""How many of people's own complaints a policy sorts as whoever knows the procedure would.

A file holds a complaint a line: `text`, then what it is: `category`, `severity`, `unit` and, in some files, `kind`. An empty
cell is not judged, and `a|b` takes either. What is no complaint has its kind where others have their category. `uncertain`
as a category wants the desk to judge, as a unit the desk to assign.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from tests.policy.judged import judged

UNCERTAIN = "uncertain"
NOBODYS = ("", "other", "其他")  # categories that only say that none fits
COLUMNS = ("category", "severity", "unit", "kind")
Line = dict[str, str]


@dataclass
class Measured:
    """What came of a file's sentences: how many were right, by column, and what was not, in words."""

    sentences: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    judged: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    missed: list[tuple[str, str]] = field(default_factory=list)  # column and what was expected there
    wrongly_certain: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def share(self, column: str) -> float:
        """Which part of those judged is right, 1 where none is judged."""
        return self.right[column] / self.judged[column] if self.judged[column] else 1.0


def measured(policy: Policy, file: Path) -> Measured:
    """Every sentence of the file, as the policy sorts it when it comes by mail."""
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: list[Line] = list(rows)
    by_unit = any(line["unit"] for line in lines)
    found = Measured(sentences=len(lines))
    for line in lines:
        complaint = judged(policy, line["text"])
        desk = left_to_the_desk(complaint, by_unit=by_unit)
        _measure(found, line, sorted_as(policy, complaint, line, desk=desk), desk=desk)
    return found


def left_to_the_desk(complaint: Complaint, *, by_unit: bool) -> bool:
    """Nobody has it before the desk has judged it. Where matters have no units of their own, that is what no category fits."""
    unsorted = not complaint.department if by_unit else complaint.category in NOBODYS
    return unsorted or not complaint.category or UNCERTAIN in complaint.flags


def sorted_as(policy: Policy, complaint: Complaint, line: Line, *, desk: bool) -> dict[str, set[str]]:
    """Column → what the policy made of it, in all the words that are right for it."""
    unit = {complaint.unit, complaint.department} if complaint.department else {UNCERTAIN}
    handled = line.get("kind") or complaint.kind in policy.flow_kinds
    return {
        "category": {complaint.category if handled else "", complaint.kind, UNCERTAIN if desk else ""},
        "severity": {complaint.severity},
        "unit": unit,
        "kind": {complaint.kind},
    }


def _measure(found: Measured, line: Line, got: dict[str, set[str]], *, desk: bool) -> None:
    wrong = {}
    for column in COLUMNS:
        if not line.get(column):
            continue
        right = bool(got[column] & set(line[column].split("|")))
        found.judged[column] += 1
        found.right[column] += right
        if not right:
            wrong[column] = f"{column} {line[column]}, got {'/'.join(sorted(filter(None, got[column])))}"
            found.missed.append((column, line[column]))
    if wrong:
        found.wrong.append(f"{line['text']}: {'; '.join(wrong.values())}")
    if not desk and wrong.keys() & {"category", "unit"}:
        found.wrongly_certain.append(line["text"])
