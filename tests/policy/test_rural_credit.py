"""What villagers write to a rural credit union is sorted by matter and gravity; what is not plain the office judges."""

import csv
from pathlib import Path

import pytest

from chalicelib import policies
from tests.policy.judged import judged

POLICY = policies.packaged("rural-credit")
FILE = Path(__file__).with_name("rural_credit_sentences.tsv")


@pytest.mark.clause("RC-02")
def test_ordinary_words_are_sorted_rightly_and_what_is_doubtful_is_the_offices():
    with FILE.open(encoding="utf-8") as file:
        said = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right, certainly_wrong = 0, []
    for each in said:
        found = judged(POLICY, each["text"])
        if (found.category, found.severity) == (each["category"], each["severity"]):
            right += 1
        elif found.department:
            certainly_wrong.append(each["text"])
    assert certainly_wrong == []
    assert right >= 0.9 * len(said)


@pytest.mark.parametrize(
    ("text", "severity"), [("我们4个人都没收到粮补", "general"), ("我们5个人都没收到粮补", "major")]
)
def test_five_who_complain_together_make_it_major(text: str, severity: str):
    assert judged(POLICY, text).severity == severity


@pytest.mark.clause("RC-04")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请问明天几点开门", "enquiry"),
        ("一万块存三年利息是多少", "enquiry"),
        ("請問開戶要帶什麼", "enquiry"),
        ("请问我的卡为什么被冻结，一直没人管", "complaint"),
        ("表扬柜员小王，非常感谢", "praise"),
    ],
)
def test_a_question_is_an_enquiry_and_one_that_complains_is_a_complaint(text: str, kind: str):
    assert judged(POLICY, text).kind == kind
