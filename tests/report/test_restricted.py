"""A restricted case is counted in every report, and its words and people are shown in none."""

import tomllib

import msgspec
import pytest

from chalicelib.core.complaint.model import Entry
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.report import Frame, Material, make
from tests.report.conftest import POLICIES
from tests.report.test_words_and_lists import Line

SECRET = "王某某"


@pytest.mark.clause("FA-08")
@pytest.mark.parametrize("name", ["liaocheng-transport", "insurance-branch", "food-abc"])
def test_no_report_of_any_procedure_shows_what_a_restricted_case_says(name: str, frame: Frame, line: Line):
    policy = read_policy(tomllib.loads((POLICIES / f"{name}.toml").read_text("utf-8")), f"{name}.toml")
    framed = msgspec.structs.replace(frame, policy=policy)
    free = {f.name: f"{SECRET}{f.name}" for f in policy.fields if f.type not in ("choice", "yes_no", "number", "date")}
    told = {part: f"{SECRET}{part}" for part in ("name", "contact", "subject", "content", "outcome", "words")}
    rows = [line(f"LC{n}", restricted=True, fields=free, satisfaction=2, status="closed", **told) for n in range(1, 12)]
    entry = Entry(at=frame.period.start, what="returned", reason=f"{SECRET}理由", text=f"{SECRET}文字")
    histories = {row.number: [entry] for row in rows}
    assert policy.reports
    for definition in policy.reports:
        made = make(definition, Material(rows=rows, previous=rows, histories=histories), framed)
        shown = [
            (definition.name, s.title, c)
            for s in made.sections
            for c in (s.title, *map(str, s.text), *(str(c) for r in s.rows for c in r), *map(str, s.bars))
            if SECRET in c
        ]
        assert shown == []
