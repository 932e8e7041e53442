"""What the reference says of the shipped policies' examples, and of where letters name the way outside, is so in both languages."""

import re
from pathlib import Path

import pytest

from chalicelib import policies
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy_reading.example_checks import FEWEST
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import HANS, at, office, referred
from tests.render.samples import message

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH, CHINESE = ((DOCS / name / "policy.md").read_text(encoding="utf-8") for name in ("", "zh-CN"))


def test_the_number_of_examples_of_the_shipped_policies_is_as_the_reference_says():
    examples = [policies.packaged(name).examples for name in policies.names()]
    by_value = [len(texts) for facts in examples for values in facts.values() for texts in values.values()]
    by_fact = [sum(map(len, values.values())) for facts in examples for values in facts.values()]
    assert all(examples)
    assert "forty to a hundred and fifty of each, 500 to 2,000 for one fact" in ENGLISH
    assert "多在四十到一百五十条之间，一项事实一共 500 到 2,000 条" in CHINESE
    assert (min(by_fact) >= 500, max(by_fact) <= 2000) == (True, True), (min(by_fact), max(by_fact))
    assert sum(40 <= number <= 150 for number in by_value) > len(by_value) / 2


def test_the_fewest_examples_that_the_reference_names_are_those_that_the_check_wants():
    assert FEWEST == 5
    assert "fewer than five texts of a value" in ENGLISH
    assert "少于五条的值" in CHINESE


# -- the way outside -------------------------------------------------------------------------------------------------------------

OUTSIDE = {"zh-CN": "可找监察员。", "zh-TW": "可找監察員。", "en": "Ask the ombudsman."}
STAGES = "".join(f'[[stage]]\nname = "{name}"\n' for name in ("first", "second"))
ROUTE = "[words]\noutside_route = {{ {} }}\n".format(", ".join(f'{k} = "{v}"' for k, v in OUTSIDE.items()))
ANSWER_LIMIT = """
[[clock]]
name = "answer"
from = "received"
until = "answered"
within = "5 days"
promised = true
rungs = [{ at = "due", tell = ["handler", "customer"], every = "2 days" }]
"""
TEXTER = Complainant(phone="+8613912345678", language="en")


def named_after(document: str, begins: str, ends: str) -> set[str]:
    """The messages that the reference names in the sentence on `outside_route`."""
    sentence = document.split(begins)[1].split(ends, maxsplit=1)[0]
    return set(re.findall(r"`(\w+)`", sentence)) & set(MESSAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_name_the_way_outside_where_the_reference_says_so_and_nowhere_else(language: str):
    policy = office(STAGES, ANSWER_LIMIT, ROUTE)
    case = referred(policy, text="your service is slow")
    case.staff(HANS, "#resolve It is mended", "2026-03-02 10:00")
    customers = [name for name, kind in MESSAGES.items() if kind.audience == "customer"]
    names = {
        name
        for name in customers
        if OUTSIDE[language] in render(message(name, language), case.complaint, policy, identity(case.now)).text
    }
    english = named_after(ENGLISH, "`outside_route` (where else a customer may turn", ")")
    assert english == named_after(CHINESE, "`outside_route`（客户还可以找哪里", "）")
    assert names == {"outcome", "explanation"} | english


@pytest.mark.parametrize("order", ["#resolve It is mended", "#invalid We have no lift"])
@pytest.mark.parametrize(
    ("stages", "last"), [(STAGES, False), (STAGES.partition('[[stage]]\nname = "second"')[0], True)]
)
def test_a_text_names_it_with_the_last_answer_alone(order: str, stages: str, last: bool):
    policy = office(stages, ANSWER_LIMIT, ROUTE)
    case = referred(policy, text="your service is slow", who=TEXTER, channel="sms")
    case.staff("desk@office.example" if "invalid" in order else HANS, order, "2026-03-02 10:00")
    (told,) = [m for m in case.messages if m.name in ("outcome", "explanation")]
    assert (OUTSIDE["en"] in render(told, case.complaint, policy, identity(at("2026-03-02 10:00"))).sms) is last
