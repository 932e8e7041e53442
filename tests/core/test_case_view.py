"""A complaint as readers see it: labels, dates, names, and texts made harmless."""

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.complaint.model import Complaint, Deadline, Entry, Evidence, Moment
from chalicelib.core.policy.answer_time import promised
from chalicelib.core.policy.model import Clock, Department, Directory, Field, Person, Policy, Role, Stage, Task
from chalicelib.core.times.working_time import Duration
from chalicelib.core.words.case_view import CaseView, view
from chalicelib.core.words.history import entry_reason, reason_label
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.words.plain_text import displayable, one_line
from tests.core.handling.playing import transport

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
POLICY = Policy(
    name="x",
    organisation={"zh-CN": "某公司"},
    prefix="XX",
    labels={"物流部": {"en": "Logistics"}, "complete": {"zh-CN": "答复审批"}},
    fields=(Field(name="loss", labels={"zh-CN": "损失"}),),
    clocks=(
        Clock(name="contact", from_="received", until="contacted", within={"": Duration(1, "hour")}),
        Clock(name="answer", from_="received", until="answered", within={"": Duration(2, "day")}, promised=True),
    ),
    tasks=(Task(name="8d", for_="handler", opens="answered", labels={"zh-CN": "8D 报告"}),),
    directory=Directory(
        desk="desk@x.example",
        desk_head="head@x.example",
        director="director@x.example",
        people=(Person(mail="li@x.example", name="李明"),),
    ),
)
COMPLAINT = Complaint(id="a" * 20, number="XX20260302-0001", policy="x", moments=(Moment(name="received", at=NOW),))


def test_without_a_complaint_the_view_is_empty():
    assert view(None, POLICY, "zh-CN", NOW) == CaseView()


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("zh-CN", "2026年3月2日（周一）10:30", "3月2日（周一）10:30"),
        ("zh-TW", "2026年3月2日（週一）10:30", "3月2日（週一）10:30"),
        ("en", "Monday 2 March 2026, 10:30", "Mon 2 Mar 10:30"),
    ],
)
def test_dates_are_local_with_the_weekday(language: str, long: str, short: str):
    assert (long_date(NOW, "Asia/Shanghai", language), short_date(NOW, "Asia/Shanghai", language)) == (long, short)


def test_local_midnight_is_the_next_day():
    assert long_date(datetime(2026, 3, 3, 16, 0, tzinfo=UTC), "Asia/Shanghai", "zh-CN") == "2026年3月4日（周三）00:00"


def test_the_promise_is_the_promised_clocks_deadline_of_this_round():
    due = NOW + timedelta(days=2)
    deadlines = (
        Deadline(clock="answer", round=1, due=NOW + timedelta(days=9)),
        Deadline(clock="answer", round=2, due=due),
        Deadline(clock="contact", round=2, due=NOW + timedelta(days=5)),
    )
    again = msgspec.structs.replace(COMPLAINT, round=2, deadlines=deadlines)
    assert promised(again, POLICY) == due
    assert promised(COMPLAINT, POLICY) is None
    assert [d.clock for d in view(again, POLICY, "zh-CN", NOW).deadlines] == ["答复客户", "首次联系"]


@pytest.mark.parametrize(
    ("due", "met", "state"),
    [
        (timedelta(0), None, "进行中"),
        (timedelta(seconds=-1), None, "已超时"),
        (timedelta(hours=-1), NOW, "已完成 3月2日（周一）10:30"),
    ],
)
def test_a_deadline_runs_to_its_last_second(due: timedelta, met: datetime | None, state: str):
    complaint = msgspec.structs.replace(
        COMPLAINT, deadlines=(Deadline(clock="answer", round=1, due=NOW + due, met=met),)
    )
    assert view(complaint, POLICY, "zh-CN", NOW).deadlines[0].state == state


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("物流部", "en", "Logistics"),
        ("loss", "zh-CN", "损失"),
        ("loss", "en", "损失"),
        ("8d", "zh-CN", "8D 报告"),
        ("major", "en", "major"),
        ("closed", "zh-TW", "已結案"),
        ("task:8d", "zh-CN", "8D 报告"),
        ("approval:complete:1", "zh-CN", "审批（答复审批）"),
        ("approval:unnamed:1", "en", "approval"),
        ("nobody said", "en", "nobody said"),
        ("", "en", ""),
    ],
)
def test_words_are_called_as_policy_or_core_call_them(word: str, language: str, said: str):
    assert label(word, POLICY, language) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("dissatisfied", "客户不满意"),
        ("severity: major", "级别：重大"),
        ("unreadable: charset", "无法读取：charset"),
        ("原因: 天气", "原因: 天气"),
        ("", ""),
    ],
)
def test_reasons_are_put_in_words(reason: str, said: str):
    assert reason_label(reason, POLICY, "zh-CN") == said


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("li@x.example", "李明"),
        ("desk@x.example", "客服中心"),
        ("customer", "客户"),
        ("who@else.example", "who@else.example"),
    ],
)
def test_people_are_called_by_name(address: str, name: str):
    assert person_name(address, POLICY, "zh-CN") == name


def test_files_have_harmless_names_and_readable_sizes():
    files = (
        Evidence(raw="r", part=1, name="图\u202egpj.exe\n", content_type="x", size=2_345_678, digest="d"),
        Evidence(raw="r", part=2, name="b", content_type="x", size=10, digest="d"),
    )
    assert view(msgspec.structs.replace(COMPLAINT, evidence=files), POLICY, "zh-CN", NOW).evidence == (
        ("图 gpj.exe", "2.3 MB"),
        ("b", "1 KB"),
    )


def test_a_line_of_history_has_its_reason_before_its_words():
    entry = Entry(at=NOW, what="reopened", by="li@x.example", reason="dissatisfied", text="还是没修好")
    (shown,) = view(msgspec.structs.replace(COMPLAINT, recent=(entry,)), POLICY, "zh-CN", NOW).history
    assert (shown.at, shown.what, shown.by, shown.text) == (
        "3月2日（周一）10:30",
        "重新办理",
        "李明",
        "客户不满意\n还是没修好",
    )


def letter(*lines: str, outcome: str = "已更换") -> tuple[tuple[str, str], ...]:
    """What the customer gets beside the outcome, if the answer's task names these lines."""
    answer = Task(
        name="a", for_="handler", opens="referred", command="resolve", form=("loss", "why", "inner"), letter=lines
    )
    fields = (Field(name="why", labels={"zh-CN": "缘由"}), *POLICY.fields, Field(name="inner"))
    policy = msgspec.structs.replace(POLICY, tasks=(answer,), fields=fields)
    told = {"loss": "三百元", "why": "零件老化", "inner": "供应商责任"}
    known = msgspec.structs.replace(COMPLAINT, outcome=outcome, fields=told)
    return view(known, policy, "zh-CN", NOW).answer


def test_the_customer_gets_the_lines_of_the_answer_that_the_policy_names_in_its_order():
    assert letter("why", "loss") == (("缘由", "零件老化"), ("损失", "三百元"))
    assert letter() == ()


def test_what_the_outcome_says_already_is_not_said_twice():
    assert letter("why", "loss", outcome="因零件老化，已更换") == (("损失", "三百元"),)


@given(st.text(), st.integers(1, 50))
def test_plain_text_has_no_unseen_characters_and_says_when_it_was_cut(text: str, limit: int):
    shown = displayable(text, limit, "en")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", shown)
    body, _, notice = shown.rpartition("\n")
    assert len(shown) <= limit or (notice.startswith("… (the first") and len(body) <= limit)
    shown.encode()


@given(st.text(), st.integers(1, 50))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int):
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


@pytest.mark.clause("LC-14")
@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry(at=NOW, what="acted_by", reason="approve", text="李四"), "#同意"),
        (Entry(at=NOW, what="refused", reason="resolve", text="缺少：事实"), "#结果"),
        (Entry(at=NOW, what="satisfaction", reason="2"), "不满意"),
        (Entry(at=NOW, what="closed", reason="visited"), "已回访"),
        (Entry(at=NOW, what="approval_asked", reason="no_video_accepted"), "认可没有监控视频的原因"),
        (Entry(at=NOW, what="undeliverable", reason="acknowledgement"), "受理通知"),
        (Entry(at=NOW, what="undeliverable", reason="550 no such user"), "没有这个地址，可能写错了"),
    ],
)
def test_reasons_in_the_history_are_words(entry: Entry, said: str):
    assert entry_reason(entry, transport(), "zh-CN") == said


@pytest.mark.clause("LC-06")
def test_a_limit_over_which_the_case_was_closed_is_not_running_any_more():
    due = NOW + timedelta(days=1)
    deadlines = (Deadline(clock="visit", round=1, due=due), Deadline(clock="task:corrective_action", round=1, due=due))
    known = Complaint(id="0" * 20, number="LC1", policy="p", status="closed", deadlines=deadlines)
    states = [d.state for d in view(known, transport(), "zh-CN", NOW).deadlines]
    assert states == ["未完成，已随结案终止", "进行中"]


@pytest.mark.clause("LC-01")
def test_a_question_that_was_passed_on_is_not_shown_as_done():
    known = Complaint(id="0" * 20, number="LC1", policy="p", kind="problem", status="closed")
    assert view(known, transport(), "zh-CN", NOW).status == "已转交"
    done = msgspec.structs.replace(known, moments=(Moment(name="answered", at=NOW, round=1),))
    assert view(done, transport(), "zh-CN", NOW).status == "已结案"


UNITS = msgspec.structs.replace(
    POLICY,
    directory=Directory(
        desk="desk@x.example",
        desk_name="服务台",
        desk_head="head@x.example",
        director="director@x.example",
        people=tuple(
            Person(mail=f"{name.lower()}@x.example", name=name)
            for name in ("Ann", "Bob", "Cid", "Dan", "Head", "Director")
        ),
        departments=(
            Department(name="Repairs", handler="bob@x.example", head="ann@x.example"),
            Department(name="Repairs North", parent="Repairs", handler="dan@x.example", head="ann@x.example"),
            Department(name="Housing", handler="cid@x.example", head="cid@x.example"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("handler", "round_", "english", "chinese"),
    [
        ("dan", 1, "Repairs North, Dan", "Repairs North Dan"),
        ("ann", 2, "Repairs North, Ann", "Repairs North Ann"),
        ("cid", 1, "Repairs North, Cid", "Repairs North Cid"),  # who stands in for somebody handles it in their unit
        ("cid", 2, "Housing, Cid", "Housing Cid"),
        ("head", 2, "Complaint desk, Head", "服务台 Head"),
        ("director", 3, "Director", "Director"),
    ],
)
def test_whoever_handles_it_is_named_with_their_own_unit(handler: str, round_: int, english: str, chinese: str):
    case = msgspec.structs.replace(
        COMPLAINT, department="Repairs", unit="Repairs North", handler=f"{handler}@x.example", round=round_
    )
    assert [view(case, UNITS, language, NOW).responsible for language in ("en", "zh-CN")] == [english, chinese]


REVIEWED = msgspec.structs.replace(
    UNITS,
    stages=(Stage(name="first"), Stage(name="review", answers=("reviewers",))),
    roles=(Role(name="reviewers", labels={"en": "review team", "zh-CN": "复核组"}),),
    directory=msgspec.structs.replace(
        UNITS.directory,
        people=(*UNITS.directory.people, Person(mail="eve@x.example", name="Eve", roles=("reviewers",))),
    ),
)


@pytest.mark.parametrize(
    ("stage", "round_", "english", "chinese"),
    [
        ("review", 2, "review team, Eve", "复核组 Eve"),
        ("first", 2, "Repairs North, Eve", "Repairs North Eve"),  # given to her by hand
    ],
)
def test_whoever_answers_a_stage_by_a_role_is_not_named_as_one_of_the_unit_that_it_reviews(
    stage: str, round_: int, english: str, chinese: str
):
    case = msgspec.structs.replace(
        COMPLAINT, department="Repairs", unit="Repairs North", handler="eve@x.example", round=round_, stage=stage
    )
    assert [view(case, REVIEWED, language, NOW).responsible for language in ("en", "zh-CN")] == [english, chinese]
