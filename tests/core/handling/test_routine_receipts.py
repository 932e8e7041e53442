"""`routine_receipts = false`: of work that went as it was written nobody gets a receipt, of anything else they do."""

import pytest

from tests.core.handling.playing import HANS, LENA, OFFICE_DESK, SARA, Case, office, referred, told

APPROVED = """
[[gate]]
name = "agreed"
before = "answered"
approve = ["supervisor", "legal"]
"""
FACTS = """
[[task]]
name = "look"
for = "desk"
opens = "registered"
form = ["facts"]
required = ["facts"]
"""
TEXT = "the service was slow"
CALLED = "#联系 已打电话说明"


def quiet(*parts: str) -> Case:
    return referred(office(*parts, top="routine_receipts = false\n"), text=TEXT)


def receipts(case: Case) -> list[str]:
    return [m.to.mail for m in case.last.messages if m.name == "receipt"]


@pytest.mark.parametrize("order", [CALLED, f"{CALLED}\n\n#联系 2026-03-02 08:30 留了言"])
def test_whoever_did_what_they_were_asked_for_is_sent_nothing_about_it(order: str):
    case = quiet()
    case.staff(HANS, order)
    assert case.changes
    assert receipts(case) == []


@pytest.mark.parametrize("order", [CALLED, "#备注 等配件"])
def test_where_the_policy_says_nothing_of_it_every_order_has_its_receipt(order: str):
    case = referred(office(), text=TEXT)
    case.staff(HANS, order)
    assert receipts(case) == [HANS]


@pytest.mark.parametrize(
    "order",
    [
        "#延期 明天",
        "#同意",
        "#不认识",
        f"{CALLED}\n\n#同意",
        "#告知客户 明天上门",
        "#转办 没有的部门",
        "谢谢",
        "#备注 等配件",
    ],
)
def test_what_was_refused_reaches_the_customer_or_was_no_order_is_told_at_once(order: str):
    case = quiet()
    case.staff(HANS, order)
    assert receipts(case) == [HANS]


def test_whoever_was_chased_for_it_hears_that_this_is_over():
    case = quiet(APPROVED)
    case.staff(HANS, "#结果 已退款")
    assert ("chase", "mail", SARA) in told(case.wind("2026-03-04 18:00"))
    case.staff(SARA, "#同意")
    assert receipts(case) == [SARA]
    case.staff(HANS, CALLED)
    assert receipts(case) == []


def test_the_consent_that_lets_an_answer_go_is_told_and_the_one_before_it_is_not():
    case = quiet(APPROVED)
    case.staff(HANS, "#结果 已退款")
    assert receipts(case) == [HANS]
    case.staff(SARA, "#同意")
    assert receipts(case) == []
    case.staff(LENA, "#同意")
    assert receipts(case) == [LENA]
    assert case.complaint.status == "answered"


@pytest.mark.parametrize(
    ("filled", "order", "told"),
    [
        ("#填报\n事实：没有送到", "#转办 Sales", []),
        ("#填报\n事实：没有送到", "#转办 Sal", [OFFICE_DESK]),
        ("", "#转办 Sales", [OFFICE_DESK]),
    ],
)
def test_who_assigns_along_with_their_form_hears_where_it_went_unless_it_is_where_they_said(
    filled: str, order: str, told: list[str]
):
    case = referred(office(FACTS, top="routine_receipts = false\n"), text="my parcel is late")
    if filled:
        case.staff(OFFICE_DESK, filled)
        assert receipts(case) == []
    case.staff(OFFICE_DESK, order)
    assert case.complaint.department == "Sales"
    assert receipts(case) == told


def test_who_had_it_and_hands_it_on_hears_that_they_have_it_no_more():
    case = quiet()
    case.staff(HANS, "#转办 Sales\n是销售的事")
    assert receipts(case) == [HANS]
