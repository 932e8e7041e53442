from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Complainant, Complaint, Entry, Evidence, Moment, Task
from chalicelib.core.register import forgetting

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
POLICY = policies.by_name_or_path("liaocheng-transport")
FULL = Complaint(
    id=f"{1:020x}", number="LC20260302-0001", policy="p", status="closed", kind="complaint", satisfaction=4,
    complainant=Complainant(name="张伟", mail="zhang@qq.com", phone="+8613505350001", relation="父亲", language="en"),
    subject="秘密", text="秘密", later_words="秘密", outcome="秘密", satisfaction_words="秘密", unreachable=("zhang@qq.com",),
    evidence=(Evidence(raw="raw/1", part=1, name="秘密.jpg", content_type="image/jpeg", size=1, digest="d"),),
    fields={"facts": "秘密"}, thread=("<zhang@qq.com>",), recent=(Entry(at=NOW, what="received", text="秘密"),),
    moments=(Moment(name="received", at=NOW), Moment(name="closed", at=NOW)),
    tasks=(Task(name="return_visit", round=1, assignee="desk@x.example", opened=NOW, form={"words": "秘密"}),),
)  # fmt: skip


def test_nothing_personal_is_left_and_the_figures_are():
    left = forgetting.forgotten(FULL, POLICY)
    written = msgspec.json.encode(left).decode()
    for trace in ("秘密", "zhang", "张伟", "13505350001", "父亲", "raw/1"):
        assert trace not in written
    assert (left.number, left.satisfaction, left.complainant.language) == (FULL.number, 4, "en")
    assert left.moments == FULL.moments
    assert forgetting.FORGOTTEN in left.flags


def test_what_is_over_is_over_since_its_closing():
    assert forgetting.over_since(FULL) == NOW
    assert forgetting.over_since(msgspec.structs.replace(FULL, status="open")) is None


def test_a_hold_is_put_on_once_and_lifted():
    held = forgetting.with_hold(forgetting.with_hold(FULL, on=True), on=True)
    assert held.flags == (forgetting.HOLD,)
    assert not forgetting.held(forgetting.with_hold(held, on=False))


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("550 5.1.1 <zhang@qq.com> user unknown", "550 5.1.1 <…> user unknown"),
        ("Invalid parameter: PhoneNumber +8613505350001 is not valid", "Invalid parameter: PhoneNumber … is not valid"),
        ("answer: 2026-03-04T09:00:00+00:00", "answer: 2026-03-04T09:00:00+00:00"),
        ("LC20260302-0001", "LC20260302-0001"),
        ("5.1.1", "5.1.1"),
    ],
)
def test_a_public_line_keeps_no_address_and_no_number(told: str, kept: str):
    assert forgetting.without_contacts(told) == kept
