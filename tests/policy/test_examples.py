"""A policy that has been taught by examples: what its customers wrote before, by what it was."""

import tomllib

import msgspec
import pytest

from chalicelib.core.handling.judge.by_examples import LEAD, RULE
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.written.resemblance import resemblance
from redress.policy_changes import changes
from redress.policy_sorting import sorting
from redress.policy_words import effects
from tests.core.handling.playing import CUSTOMER, Case
from tests.policy.judged import judged
from tests.policy.small_policy import SMALL

RULES = """
[[rule]]
group = "category"
when = [{ words = ["rude"] }]
then = { category = "conduct" }

[[rule]]
group = "category"
when = [{ words = ["clerk"] }]
then = { category = "conduct", flag = ["uncertain"] }

[table.route]
columns = ["category", "=assign"]
rows = [["delay", "Sales"], ["conduct", "Service"]]

[[report]]
"""
UNROUTED = SMALL.replace(', assign = ["Sales", "Service"]', "")
BASE = UNROUTED.replace("\n[[report]]\n", RULES, 1)
TEXTS = {
    "delay": (
        "my parcel has not come for three weeks",
        "still waiting for the parcel that was promised on Monday",
        "nothing delivered and nobody says when it will come",
        "the delivery date has been moved four times, we wait and wait",
        "it was to be delivered last week and has not come yet",
    ),
    "conduct": (
        "your man shouted at my mother at the counter",
        "she laughed at me and turned her back while I was talking",
        "the girl at the counter called me names",
        "he shouted that I should go elsewhere and slammed the window",
        "they laughed about my accent behind the counter",
    ),
    "uncertain": (
        "things could be better",
        "please call me about something",
        "I wish to make a statement",
        "about our talk of yesterday",
        "see the attached, thanks",
    ),
}


def _taught(examples: dict[str, object]) -> Policy:
    return read_policy({**tomllib.loads(BASE), "examples": examples}, "small.toml")


CATEGORY: dict[str, object] = {name: list(texts) for name, texts in TEXTS.items()}
POLICY = _taught({"category": CATEGORY})


@pytest.mark.parametrize(
    ("text", "category", "department"),
    [
        ("the parcel that I was promised still has not come", "delay", "Sales"),
        ("we have been waiting three weeks for a delivery", "delay", "Sales"),
        ("the man at the counter laughed and shouted names at me", "conduct", "Sales"),
    ],
)
def test_what_no_rule_knows_is_sorted_like_what_it_resembles(text: str, category: str, department: str):
    found = judged(POLICY, text)
    assert (found.category, found.department, found.flags) == (category, department, ())


def test_the_table_that_routes_by_category_goes_by_what_examples_made_of_it():
    units = [judged(POLICY, text).unit for text in ("he shouted at the counter", "nothing delivered, still waiting")]
    assert units == ["Service", ""]


def test_a_rule_that_is_unsure_is_confirmed_by_examples():
    alone = msgspec.structs.replace(POLICY, examples={})
    text = "the clerk shouted at my mother"
    assert judged(alone, text).flags == ("uncertain",)
    assert (judged(POLICY, text).category, judged(POLICY, text).flags) == ("conduct", ())


def test_a_stray_word_of_a_rule_is_overruled_by_what_the_text_is_about():
    text = "still waiting for the parcel, it has not come for three weeks, nobody says when it will be delivered (the rude man on the poster is not my type)"
    alone = msgspec.structs.replace(POLICY, examples={})
    assert (judged(alone, text).category, judged(POLICY, text).category) == ("conduct", "delay")


@pytest.mark.parametrize("text", ["hello", "things are as they are", "……", "please call me about it"])
def test_what_resembles_nothing_or_only_what_the_desk_judged_is_left_to_the_desk(text: str):
    found = judged(POLICY, text)
    assert ("uncertain" in found.flags, found.department) == (True, "")


def test_what_two_categories_claim_alike_gets_the_likelier_and_is_the_desks_to_judge():
    found = judged(POLICY, "parcel and counter")
    assert (found.category in TEXTS, found.flags, found.department) == (True, ("uncertain",), "")


def test_what_a_person_has_set_no_example_changes():
    case = Case(POLICY, "2026-03-02 09:30")
    case.customer("nothing delivered, we wait and wait", who=CUSTOMER)
    case.staff("desk@small.example", "#更正\n类别: conduct")
    case.customer("still waiting for the parcel, it has not come", who=CUSTOMER)
    assert case.complaint.category == "conduct"


def test_of_severity_later_words_of_thanks_change_nothing():
    texts = {
        "major": ["the roof fell in and two people are hurt"]
        + [f"hurt by falling stones, house {n}" for n in range(5)],
        "general": ["thank you so much, lovely people"] + [f"lovely, thank you, number {n}" for n in range(5)],
    }
    policy = _taught({"category": CATEGORY, "severity": texts})
    case = Case(policy, "2026-03-02 09:30")
    case.customer("two people hurt when the roof fell, still waiting for my parcel that was promised", who=CUSTOMER)
    case.customer("thank you so much, lovely people, lovely, thank you", who=CUSTOMER)
    assert (case.complaint.severity, case.complaint.moment("referred") is not None) == ("major", True)


def test_examples_name_the_unit_where_no_rule_does_and_the_desk_where_they_are_not_sure():
    units = {"Sales": list(TEXTS["delay"]), "Service": list(TEXTS["conduct"])}
    policy = read_policy({**tomllib.loads(UNROUTED), "examples": {"unit": units}}, "small.toml")
    found = [judged(policy, text) for text in ("nothing delivered, we wait", "he shouted at the counter", "hello")]
    assert [(each.department, each.unit) for each in found] == [("Sales", ""), ("Sales", "Service"), ("", "")]


def test_what_resembles_a_unit_by_less_than_a_rule_counts_is_the_desks_to_assign():
    units = {"Sales": TEXTS["delay"], "Service": TEXTS["conduct"]}
    policy = read_policy(
        {**tomllib.loads(UNROUTED), "examples": {"unit": {name: list(texts) for name, texts in units.items()}}},
        "small.toml",
    )
    text = "about the garden wall, Monday or so"
    likeness = sorted(resemblance(text, tuple(units.items())).values())
    assert likeness[1] - likeness[0] > LEAD
    assert likeness[1] < RULE
    assert judged(policy, text).department == ""


FAULTS_OF_GOODS = {
    "broken": [f"it came in pieces, the lid was cracked, parcel {n}" for n in range(6)],
    "mouldy": [f"green fur on the bread in the bag, loaf {n}" for n in range(6)],
    "uncertain": [f"too salty for my taste, I liked the old recipe, week {n}" for n in range(6)],
}


def _hearing(word: str, *, certain: bool = False) -> Policy:
    """A policy taught what goods have wrong, with a rule that calls mouldy whatever has the word."""
    rule = {"group": "goods", "when": [{"words": [word]}], "then": {"fault": "mouldy", "certain": certain}}
    data = tomllib.loads(BASE)
    return read_policy({**data, "rule": [*data["rule"], rule], "examples": {"fault": FAULTS_OF_GOODS}}, "small.toml")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("it came in pieces and the lid was cracked", "broken"),
        ("too salty for my taste, I liked the old recipe", ""),
        ("too salty for my taste, the old recipe was good with mustard", ""),
        ("the mustard", "mouldy"),
    ],
)
def test_a_field_is_left_empty_where_none_of_its_values_is_true_whatever_word_a_rule_heard(text: str, fault: str):
    assert judged(_hearing("mustard"), text).fields.get("fault", "") == fault


@pytest.mark.parametrize(("certain", "fault"), [(False, "broken"), (True, "mouldy")])
def test_what_a_rule_calls_certain_no_example_contradicts(certain: bool, fault: str):
    text = "it came in pieces, the lid was cracked, and the mustard"
    assert judged(_hearing("mustard", certain=certain), text).fields["fault"] == fault


def test_a_rule_that_no_example_contradicts_says_so_in_its_sentence():
    mustard = next(rule for rule in _hearing("mustard", certain=True).rules if rule.group == "goods")
    assert effects(mustard.then) == "fault is mouldy; whatever the examples say"


def test_examples_of_what_no_unit_has_leave_the_desk_to_assign():
    units = {"Sales": list(TEXTS["delay"]), "Service": list(TEXTS["conduct"]), "uncertain": list(TEXTS["uncertain"])}
    policy = read_policy({**tomllib.loads(UNROUTED), "examples": {"unit": units}}, "small.toml")
    found = [
        judged(policy, text).department for text in ("nothing delivered, we wait", "please call me about something")
    ]
    assert found == ["Sales", ""]


def test_a_matter_that_is_only_passed_on_is_not_sorted_by_examples():
    enquiries = {"kinds": ["complaint", "enquiry"]}
    rule = {"group": "kind", "when": [{"words": ["tell me"]}], "then": {"kind": "enquiry"}}
    data = tomllib.loads(BASE)
    policy = read_policy(
        {**data, **enquiries, "rule": [rule, *data["rule"]], "examples": {"category": CATEGORY}}, "small.toml"
    )
    assert judged(policy, "tell me when parcels are delivered, still waiting").category == ""


FAULTS = [
    ({"categry": CATEGORY}, 'examples.categry: "categry" is not what examples can sort; did you mean "category"?'),
    ({"category": {**CATEGORY, "lateness": ["a b c d"] * 1}}, 'examples.category.lateness: "lateness" is not a category; known are delay, conduct'),
    ({"category": {**CATEGORY, "conduct": ["he shouted"]}}, "examples.category.conduct: has 1; nothing is learned from fewer than 5"),
    ({"category": {"delay": list(TEXTS["delay"])}}, "examples.category: needs examples of two values at least, to tell them apart"),
    ({"category": {**CATEGORY, "conduct": [*TEXTS["conduct"], "My parcel has  not come for three weeks"]}},
     'examples.category.conduct[5]: "My parcel has  not come for three weeks" stands in examples.category.delay[0] as well'),
    ({"category": {**CATEGORY, "conduct": [*TEXTS["conduct"], " "]}}, "examples.category.conduct[5]: is empty"),
    ({"severity": {"major": list(TEXTS["delay"]), "uncertain": list(TEXTS["uncertain"])}}, 'examples.severity.uncertain: "uncertain" is not a severity; known are general, major'),
    ({"unit": {"Sails": list(TEXTS["delay"]), "Service": list(TEXTS["conduct"])}}, 'examples.unit.Sails: "Sails" is not a unit; did you mean "Sales"?'),
    ({"loss": {"many": list(TEXTS["delay"]), "few": list(TEXTS["conduct"])}}, 'examples.loss: "loss" is not what examples can sort; known are kind, category, severity, unit, fault'),
]  # fmt: skip


@pytest.mark.parametrize(("examples", "fault"), FAULTS)
def test_examples_from_which_nothing_can_be_learned_are_refused(examples: dict[str, object], fault: str):
    with pytest.raises(PolicyError) as refused:
        _taught(examples)
    assert f"small.toml: {fault}" in str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("then", "fault"),
    [
        ({"flag": ["grave"], "certain": True}, "rule[0].then.certain: says of nothing that it is certain: the rule sets and assigns nothing"),
        ({"fault": "mouldy", "flag": ["uncertain"], "certain": True}, 'rule[0].then.certain: contradicts the flag "uncertain"'),
    ],
)  # fmt: skip
def test_a_rule_is_certain_of_something_and_not_uncertain(then: dict[str, object], fault: str):
    data = tomllib.loads(BASE)
    rule = {"group": "goods", "when": [{"words": ["mustard"]}], "then": then}
    with pytest.raises(PolicyError) as refused:
        read_policy({**data, "rule": [rule, *data["rule"]]}, "small.toml")
    assert f"small.toml: {fault}" in str(refused.value).splitlines()


def test_a_sign_that_names_a_list_elsewhere_is_a_sign_in_an_example():
    policy = _taught({"category": {**CATEGORY, "delay": [*TEXTS["delay"], "@support still no parcel"]}})
    assert policy.examples["category"]["delay"][-1] == "@support still no parcel"


def test_how_well_a_policy_sorts_is_told_with_what_is_taken_for_what():
    (found,) = sorting(POLICY)
    first, *confused = str(found).splitlines()
    assert first.startswith("category: ")
    assert "of 15 examples as they stand" in first
    assert all(" taken for " in line for line in confused)
    assert (found.fact, found.examples, found.right + found.desk + found.wrong) == ("category", 15, 15)


def test_of_a_field_none_of_whose_values_is_true_it_is_right_to_leave_it_empty():
    (found,) = sorting(_hearing("mustard"))
    assert (found.fact, found.right, found.examples) == ("fault", 18, 18)


def test_a_change_of_examples_is_told_in_one_sentence():
    fewer = msgspec.structs.replace(
        POLICY, examples={"category": {**POLICY.examples["category"], "uncertain": ("what?", "so it is")}}
    )
    assert changes(POLICY, fewer) == ["The examples of category: 2 new, 5 gone."]
