"""What a colleague filled in on a form, another reads in the history in their own language."""

import pytest

from chalicelib.core.words.case_view import view
from chalicelib.core.words.lines_as_read import lines_as_read
from tests.core.handling.playing import HANS, LENA, Case, at, office

FORM = """
[[field]]
name = "decision"
type = "choice"
choices = { full = { zh-CN = "有理", zh-TW = "有理由", en = "upheld" }, none = { zh-CN = "无理", zh-TW = "無理由", en = "not upheld" } }
labels = { zh-CN = "认定", zh-TW = "認定", en = "Our decision" }

[[field]]
name = "paid_by"
type = "date"
labels = { zh-CN = "付款日期", zh-TW = "付款日期", en = "Paid by" }

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "decision", "paid_by"]
required = ["facts"]
"""
POLICY = office(FORM)


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("zh-CN", ["认定：有理", "付款日期：2026年3月20日（周五）"]),
        ("zh-TW", ["認定：有理由", "付款日期：2026年3月20日（週五）"]),
        ("en", ["Our decision: upheld", "Paid by: Friday 20 March 2026"]),
    ],
)
def test_labels_choices_and_days_are_the_readers(language: str, read: list[str]):
    case = Case(POLICY)
    case.customer("the service was bad")
    case.staff(
        HANS, "#resolve We are sorry.\nFacts: slow\nOur decision: upheld\nPaid by: 2026-03-20", "2026-03-02 11:00"
    )
    shown = view(case.complaint, POLICY, language, at("2026-03-02 12:00"), LENA)
    given = next(e.text for e in shown.history if read[0] in e.text and "#resolve" not in e.text)
    assert set(read) <= set(given.splitlines())


def test_what_is_no_line_of_the_policy_stays_as_it_was_written():
    said = "客户说：钱没到\nhttps://example.com/a\nOur decision is not known yet"
    assert lines_as_read(said, POLICY, "zh-CN") == said
