"""What people write to a property company is sorted by matter, gravity and department; what is not plain is customer service's."""

import csv
from pathlib import Path

import pytest

from chalicelib import policies
from tests.policy.judged import judged

POLICY = policies.packaged("property-services")
FILE = Path(__file__).with_name("property_services_sentences.tsv")


@pytest.mark.clause("PS-02")
def test_ordinary_words_are_sorted_rightly_and_what_is_doubtful_is_customer_services():
    with FILE.open(encoding="utf-8") as file:
        said = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right, certainly_wrong = 0, []
    for each in said:
        found = judged(POLICY, each["text"])
        expected = (each["category"], each["severity"], each["unit"])
        if (found.category, found.severity, found.department) == expected:
            right += 1
        elif found.department:
            certainly_wrong.append(each["text"])
    assert certainly_wrong == []
    assert right >= 0.9 * len(said)


@pytest.mark.clause("PS-09")
@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("电梯坏了，损失9999元", "general"),
        ("电梯坏了，损失10000元", "serious"),
        ("我们9户都没热水", "general"),
        ("我们10户都没热水", "serious"),
    ],
)
def test_ten_thousand_yuan_and_ten_households_make_it_serious(text: str, severity: str):
    assert judged(POLICY, text).severity == severity


@pytest.mark.clause("PS-05")
def test_who_was_answered_late_or_badly_before_and_comes_again_is_customer_services():
    again = {"earlier late unsatisfied within 3 months": 1}
    assert judged(POLICY, "翠湖苑3栋电梯坏了", again).department == "客户关系组"
    assert judged(POLICY, "翠湖苑3栋电梯坏了").department == "工程维修部"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请问装修申请怎么办理", "enquiry"),
        ("建议在中庭增设长椅", "suggestion"),
        ("表扬一下王师傅，非常感谢", "praise"),
        ("建议你们把漏水修好，拖了半年了", "complaint"),
    ],
)
def test_what_only_asks_proposes_or_thanks_is_no_complaint(text: str, kind: str):
    assert judged(POLICY, text).kind == kind
