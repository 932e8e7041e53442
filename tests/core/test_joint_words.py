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


def test_words_about_all_of_a_mail_that_names_none_are_about_none():
    assert read("都同意", "") is None
