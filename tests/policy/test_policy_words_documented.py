"""What the reference says of an organisation's own words, and of the letters without them, is so."""

import re
import tomllib
from pathlib import Path

import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy_reading import read_policy
from chalicelib.render import render
from chalicelib.render.empty_values import ABOUT_NO_COMPLAINT, EVERY, SURE
from chalicelib.render.own_words import VALUES
from redress.proving.playing import identity
from tests.core.handling.playing import Case, at

REFERENCE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
HOTEL = next(block for block in re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL) if "hillside-hotel" in block)
OWN_WORDS = REFERENCE.split("\n### What may stand in own words\n")[1].split("\n## ")[0]
ROWS = dict(re.findall(r"^\| (`[^|]*`) \| [^|]* \| ([^|]*) \|$", OWN_WORDS, re.MULTILINE))
COMPLAINT = {"zh-CN": "308 房没有热水，请尽快处理", "en": "No hot water in room 308, please see to it"}
ANSWER = {
    "zh-CN": "#结果 热水阀已更换，308 房热水正常。\n原因：热水阀老化\n补救：免费延迟退房",
    "en": "#resolve The valve has been replaced, and room 308 has hot water.\nCause: a worn valve\nRemedy: a late check-out",
}


def test_the_table_of_values_names_each_that_the_check_offers():
    named = {name for key in ROWS for name in re.findall(r"`([^`]+)`", key)}
    assert named == {value for value in VALUES if not value.startswith("parts.")}


@pytest.mark.parametrize("value", SURE)
def test_the_table_says_where_a_value_is_always_there(value: str):
    said = next(where for key, where in ROWS.items() if f"`{value}`" in key)
    sure, _ = SURE[value]
    if sure == EVERY - ABOUT_NO_COMPLAINT:
        assert said == "whatever is about one complaint"
    else:
        assert {name for name in re.findall(r"`(\w+)`", said) if name in MESSAGES} == sure


def letters(language: str) -> dict[str, str]:
    """The letters of one complaint to the hotel in the worked example, as its guest reads them."""
    policy = read_policy(tomllib.loads(HOTEL), "hillside-hotel.toml")
    guest = Complainant(
        name={"zh-CN": "周先生", "en": "Ms Hill"}[language], mail="guest@home.example", language=language
    )
    case = Case(policy)
    case.customer(COMPLAINT[language], who=guest)
    case.staff(case.complaint.handler, ANSWER[language], "2026-03-02 11:00")
    assert not case.problems
    case.customer({"zh-CN": "非常满意", "en": "very satisfied"}[language], "2026-03-02 12:00", who=guest)
    told: dict[str, str] = {}
    for decision in case.decisions:
        for message in decision.messages:
            if message.to.role == "customer":
                text = render(message, decision.complaint, policy, identity(at("2026-03-02 09:00"))).text
                bare = re.sub(r"https?://\S+", "https://…", text.partition("\n\n")[2]).strip()
                told[message.name] = bare.replace("LC2026", policy.prefix + "2026")  # every case here has that number
    return told


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("name", ["acknowledgement", "outcome", "thanks"])
def test_the_default_letters_stand_in_the_reference_as_customers_read_them(name: str, language: str):
    section = REFERENCE.split("\n### The default letters\n")[1].split("\n### ")[0]
    assert f"`{name}`, {language}:\n\n```text\n{letters(language)[name]}\n```" in section
