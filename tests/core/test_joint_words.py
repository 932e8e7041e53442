"""Which complaints a mail's plain words are about, and what is said of each."""

from datetime import UTC, datetime

import pytest

from chalicelib.core.complaint.facts import StaffWrote, Writing
from chalicelib.staff.joint_words import Joint, joint_words

ONE, TWO, THREE = (f"LC20260302-000{n}" for n in (1, 2, 3))
QUOTED = f"\n> 请审批 {ONE}\n> 请审批 {TWO}"


def read(text: str, quoted: str = QUOTED) -> Joint | None:
    writing = Writing(text=text, full_text=text + quoted)
    return joint_words(StaffWrote(id="x", at=datetime(2026, 3, 2, tzinfo=UTC), by="a@b.example", writing=writing))


@pytest.mark.parametrize(
    "text", ["都同意", "全部同意", "以上几件都同意", "這些全部同意", "All approved", "approve all", "同意所有的"]
)
def test_words_about_all_are_about_those_of_the_mail_that_is_answered(text: str):
    joint = read(text)
    assert joint is not None
    assert (joint.numbers, joint.named) == ((ONE, TWO), False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"同意 {ONE}、{THREE}", "同意"),
        (f"{ONE}和{THREE}都同意", "同意"),
        (f"不同意 {ONE}，{THREE}，理由：责任不清", "不同意，理由：责任不清"),
        (f"approved: {ONE} and {THREE}", "approved"),
    ],
)
def test_words_about_named_ones_are_about_those_alone(text: str, words: str):
    joint = read(text)
    assert joint is not None
    assert (joint.numbers, joint.words, joint.named) == ((ONE, THREE), words, True)


@pytest.mark.parametrize("text", ["同意", f"同意 {ONE}", "都看看", "都不错", "", "全部材料已收齐"])
def test_other_words_are_about_one_complaint_or_none(text: str):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        (f"{ONE} 同意，{TWO} 不同意，理由：责任不清", "同意", "不同意，理由：责任不清"),
        (f"同意{ONE}，不同意{TWO}，理由：责任不清", "同意", "不同意，理由：责任不清"),
        (f"王主任：{ONE}可以；{TWO}退回，事实不清。", "可以", "退回，事实不清"),
        (f"{ONE}: approved\n{TWO}: rejected, no evidence", "approved", "rejected, no evidence"),
        ("第一件同意，第二件不行", "同意", "不行"),
        ("第二件退回，事实不清；第一件都可以", "可以", "退回，事实不清"),
        ("1. 同意\n2. 不同意，理由：没有录像", "同意", "不同意，理由：没有录像"),
        ("the first approved, the second no: too late", "approved", "no: too late"),
    ],
)
def test_different_words_are_about_those_that_stand_beside_them(text: str, yes: str, no: str):
    joint = read(text)
    assert joint is not None
    assert (joint.about(ONE), joint.about(TWO), sorted(joint.numbers)) == (yes, no, [ONE, TWO])


def test_the_rest_is_what_the_mail_lists_beside_those_that_are_named():
    joint = read("第一件同意，其余退回，理由：事实不清", f"{QUOTED}\n> 请审批 {THREE}")
    assert joint is not None
    assert [joint.about(n) for n in (ONE, TWO, THREE)] == ["同意", *["退回，理由：事实不清"] * 2]
    assert [joint.means(n) for n in (ONE, TWO, THREE)] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "不同意，理由：第一，证据不足；第二，责任不清",
        "不同意。理由：1、证据不足\n2、责任不清",
        "第一件同意",
        "第一件同意，第三件不行",
        "第一件同意，第二件我看看录像再说",
        "第一件同意，第二件不行，第一件再看看",
        "first of all, the second bus was late",
    ],
)
def test_places_that_are_not_all_plainly_decided_decide_nothing(text: str):
    assert read(text) is None


def test_words_of_which_it_is_not_plain_what_they_are_about_are_doubtful_for_all():
    joint = read(f"同意{ONE}，{TWO}不同意")
    assert joint is not None
    assert (joint.words, joint.own) == ("同意，不同意", {})


def test_words_about_all_of_a_mail_that_names_none_are_about_none():
    assert read("都同意", "") is None
