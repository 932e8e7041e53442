"""What customers and dealers write about each fault, in the words that they use; what they name; what makes a crisis."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import decided, judged

POLICY = packaged("food-abc")
FILE = Path(__file__).with_name("food_abc_letters.tsv")
LETTERS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="	"))
BY_FAULT: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
for letter in LETTERS:
    BY_FAULT[letter["channel"], letter["fault"]].append(letter)


@pytest.mark.clause("FA-03", "FA-04", "FA-13")
@pytest.mark.parametrize("letters", BY_FAULT.values(), ids=["-".join(fault) for fault in BY_FAULT])
def test_a_letter_in_everyday_words_has_its_grade_and_its_unit(letters: list[dict[str, str]]):
    for letter in letters:
        found = judged(POLICY, letter["letter"])
        shown = found.fields["source"], found.severity, found.fields["fault"], found.department
        assert shown == tuple(letter[name] for name in ("channel", "grade", "fault", "department")), letter["letter"]


@pytest.mark.clause("FA-06")
@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("20箱豆干外观不对，是设备故障造成的", "C"),
        ("21箱豆干外观不对，是设备故障造成的", "A"),
        ("二十箱豆干外观不对，设备原因", "C"),
        ("二十一箱豆干外观不对，设备原因", "A"),
        ("21箱豆干外观不对", "C"),
    ],
)
def test_boxes_and_equipment_are_read_from_the_letter(words: str, grade: str):
    assert judged(POLICY, words).severity == grade


@pytest.mark.clause("FA-06")
def test_what_the_letter_names_is_not_asked_for_and_what_does_not_matter_neither():
    def asked(words: str) -> list[str]:
        return [
            str(name)
            for m in decided(POLICY, words).messages
            if m.name == "acknowledgement"
            for name in m.extra.get("fields", [])
        ]

    assert asked("豆腐里有虫") == ["batch", "photo", "place"]
    assert asked("豆腐里面有虫，批号20260215") == ["photo"]
    assert asked("你们答应补偿的豆干还没送到") == []


@pytest.mark.clause("FA-07")
@pytest.mark.parametrize(
    ("count", "grade"),
    [(1, "C"), (2, "A")],
)
def test_batch_and_reaction_are_read_from_the_letter_and_counted(count: int, grade: str):
    found = judged(POLICY, "吃了批号A-77的豆干上吐下泻", {"batch+reaction": count})
    assert (found.fields["batch"], found.fields["reaction"], found.severity) == ("A-77", "肠胃不适", grade)


@pytest.mark.clause("FA-08")
@pytest.mark.parametrize(
    ("words", "special"),
    [
        ("市场监督管理局要求说明", True),
        ("食药监抽检不合格", True),
        ("卫健委来函", True),
        ("已向消费者委员会反映", True),
        ("12315工单", True),
        ("不赔两万我就发到网上曝光", True),
        ("Pay me or I tell everybody", True),
        ("I will go to the consumer council", True),
        ("豆腐碎了，请处理", False),
        ("国家标准不符", False),
    ],
)
def test_authorities_consumer_bodies_and_blackmail_are_special(words: str, special: bool):
    found = judged(POLICY, words)
    assert (found.category == "特殊客诉", found.restricted) == (special, special)


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("豆腐发霉，幸好没吃", "none"),
        ("吃了没有不舒服", "none"),
        ("吃完恶心", "some"),
        ("孩子住院了", "serious"),
    ],
)
@pytest.mark.clause("FA-05")
def test_harm_is_read_from_the_letter(words: str, harm: str):
    assert judged(POLICY, words).fields["harm"] == harm
