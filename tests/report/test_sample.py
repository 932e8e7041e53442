import random
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.complaint.model import Entry, Moment
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, ReportDocument, drawn, make, seed_of
from chalicelib.core.report.sample import draw
from chalicelib.core.report.units import answering

At = Callable[..., datetime]
Line = Callable[..., Row]


def definition(policy: Policy, of: str):
    return next(r for r in policy.reports if r.kind == "sample" and r.of == of)


def numbers(report: ReportDocument) -> list[str]:
    return [str(row[0]) for row in report.sections[0].rows]


@pytest.mark.clause("LC-14")
@given(names=st.sets(st.text(min_size=1, max_size=8), max_size=30), size=st.integers(0, 12), shuffle=st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(names: set[str], size: int, shuffle: random.Random):
    listed = sorted(names)
    mixed = list(listed)
    shuffle.shuffle(mixed)
    first, again = draw(listed, listed, "抽查 2026-02", size), draw(mixed, mixed, "抽查 2026-02", size)
    assert first == again
    assert len(first.items) == len(set(first.items)) == min(size, len(names))


@pytest.mark.clause("LC-14")
def test_every_case_has_an_even_chance():
    names = [f"LC{n}" for n in range(20)]
    times = dict.fromkeys(names, 0)
    for seed in range(2000):
        for name in draw(names, names, str(seed), 5).items:
            times[name] += 1
    assert all(430 < count < 570 for count in times.values())  # 500 each; four standard deviations are 77


@pytest.mark.clause("LC-14")
def test_a_spot_check_shows_its_seed_and_each_case_with_its_full_history(
    policy: Policy, frame: Frame, line: Line, at: At
):
    spot, rows = definition(policy, "cases"), [line(f"LC{n:02}", 1 + n, kind="complaint") for n in range(20)]
    chosen = [row.number for row in drawn(spot, Material(rows=rows), frame).items]
    history = [Entry(at=at(2, 3), what="registered"), Entry(at=at(2, 4), what="note", by="x@y.cn", text="已与司机谈话")]
    report = make(spot, Material(rows=rows, histories=dict.fromkeys(chosen, history)), frame)
    assert numbers(report) == chosen
    assert len(chosen) == spot.size
    assert seed_of(spot, frame) in report.sections[0].text[0]
    for number in chosen:
        told = next(s for s in report.sections if s.title.startswith(f"{number} "))
        assert len(told.rows) == 2
        assert "已与司机谈话" in str(told.rows[1][-1])


@pytest.mark.clause("LC-14")
def test_another_period_draws_another_sample():
    names = [f"LC{n:03}" for n in range(200)]
    assert draw(names, names, "spot_check 2026-02", 5) != draw(names, names, "spot_check 2026-03", 5)


@pytest.mark.clause("LC-17")
def test_the_desk_is_audited_on_everything_that_it_received(policy: Policy, frame: Frame, line: Line, at: At):
    rows = [line("LC1", kind="suggestion", happened={"registered": at(2, 10, 9, 5)}, words="接线员很耐心")]
    report = make(definition(policy, "desk"), Material(rows=rows), frame)
    assert numbers(report) == ["LC1"]
    audited = report.sections[1]
    assert "2月10日（周二）09:05" in [str(cell) for cell in audited.rows[0]]
    assert "接线员很耐心" in [str(cell) for cell in audited.rows[0]]


@pytest.mark.clause("LC-17")
def test_the_audit_puts_no_later_rounds_referral_beside_the_first_receipt(
    policy: Policy, frame: Frame, line: Line, at: At
):
    happened = (("received", 2, 1), ("registered", 2, 1), ("referred", 3, 1), ("answered", 5, 1), ("reopened", 20, 2),
                ("referred", 21, 2))  # fmt: skip
    row = line("LC1", 2, rounds=2, moments=tuple(Moment(name, at(2, day), of) for name, day, of in happened))
    audited = make(definition(policy, "desk"), Material(rows=[row]), frame).sections[1]
    header = [str(name) for name in audited.header]
    told = [dict(zip(header, map(str, each), strict=True)) for each in audited.rows]
    shown = ("办理轮次", "收到", "转交责任单位", "答复客户", "重新办理")
    assert [[each[name].partition("日")[0] for name in shown] for each in told] == [
        ["1", "2月2", "2月3", "2月5", ""],
        ["2", "", "2月21", "", "2月20"],
    ]


@pytest.mark.clause("LC-17")
def test_corrective_actions_are_audited_on_the_cases_that_left_one(policy: Policy, frame: Frame, line: Line, at: At):
    rows = [line("LC1", fields={"carried_out": "是", "proof": "已培训"}), line("LC2")]
    previous = [line("LC0", at(1, 5), fields={"carried_out": "否"})]
    report = make(definition(policy, "actions"), Material(rows=rows, previous=previous), frame)
    assert numbers(report) == ["LC0", "LC1"]
    assert "已培训" in [str(cell) for row in report.sections[1].rows for cell in row]


@pytest.mark.clause("LC-17")
def test_posters_are_audited_at_units_drawn_with_the_link_that_their_code_must_lead_to(policy: Policy, frame: Frame):
    audit = definition(policy, "posters")
    report = make(audit, Material(base_url="https://c.example"), frame)
    rows = report.sections[0].rows
    assert len(rows) == audit.size
    assert {str(row[0]) for row in rows} <= {d.name for d in answering(policy.directory)}
    assert all(str(row[2]).startswith("https://c.example/?at=") for row in rows)


@pytest.mark.clause("LC-17")
def test_each_spot_check_has_its_owner(policy: Policy):
    owners = {r.of: r.to for r in policy.reports if r.kind == "sample"}
    assert owners["desk"] == owners["actions"] == ("enterprise_development",)
    assert owners["posters"] == ("gm_office",)


def test_an_empty_period_has_an_empty_sample(policy: Policy, frame: Frame):
    report = make(definition(policy, "cases"), Material(), frame)
    assert report.sections[0].text == ("本期没有可抽查的事项。",)


def test_what_is_restricted_is_not_shown_in_a_sample(policy: Policy, frame: Frame, line: Line, at: At):
    row = line("LC1", restricted=True, subject="司机王某", outcome="已处分王某")
    history = {"LC1": [Entry(at=at(2, 3), what="note", text="王某承认")]}
    report = make(definition(policy, "cases"), Material(rows=[row], histories=history), frame)
    assert "王某" not in str([[str(c) for c in r] for s in report.sections for r in s.rows])
