"""A gate for whatever words of staff the customer reads, and the lists that every policy may take."""

import pytest

from chalicelib.core.complaint import saying
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.words.worded import worded
from chalicelib.core.written.words import affirms, folded, may_occur, that_may_occur
from tests.core.handling.playing import HANS, office, referred

GATE = '[[gate]]\nname = "tone"\nbefore = "customer_reads"\n'


def test_a_policy_takes_a_shared_list_by_name_and_adds_its_own():
    (gate,) = office(GATE + 'suspicious_words = ["@scolding", "晦气"]').gates
    assert {"无理取闹", "calm down", "晦气"} <= set(gate.suspicious_words)


def test_a_list_of_the_policys_own_takes_the_place_of_the_shared_one():
    (gate,) = office(GATE + 'suspicious_words = ["@gifts"]\n[lists]\ngifts = ["果篮"]').gates
    assert gate.suspicious_words == ("果篮",)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("", "asks for nothing: give it suspicious_words"),
        ('suspicious_words = ["x"]\napprove = ["supervisor"]', 'approve: means nothing before "customer_reads"'),
        ('suspicious_words = ["x"]\nneeds = ["facts"]', 'needs: means nothing before "customer_reads"'),
        ('suspicious_words = ["@scoldng"]', 'is no list of [lists]; did you mean "scolding"?'),
    ],
)
def test_what_such_a_gate_cannot_mean_is_told(more: str, fault: str):
    with pytest.raises(PolicyError) as told:
        office(GATE + more)
    assert fault in str(told.value)


@pytest.mark.parametrize("said", ["赔偿两张车票，绝无下次", "REFUNDED 300 yuan… calm down", "１ 元", "x", "", "  "])
def test_of_many_words_the_same_are_found_as_when_each_is_asked_for(said: str):
    words = (
        *office(GATE + 'suspicious_words = ["@scolding", "@gifts"]').gates[0].suspicious_words,
        "赔#元",
        "#",
        "x",
        "元…#",
    )
    assert that_may_occur(said, words) == [word for word in words if may_occur(folded(said), word)]


FORM = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = [{ name = "found", labels = { en = "What we found" }, required = true, letter = true }]
"""
BY_HAND = GATE.replace("customer_reads", "answered") + 'suspicious_words = ["so what"]\nconfirm = "gift"\n'
GIFT = '[[field]]\nname = "gift"\nlabels = { en = "Gift" }\n'


@pytest.mark.parametrize(
    "gate", [GATE + 'suspicious_words = ["so what"]\n', BY_HAND.replace("tone", "gift_gate") + GIFT]
)
@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("we looked into it and found it so\nWhat we found: the valve was broken", False),
        ("so what. You waited\nWhat we found: the valve was broken", True),
        ("we are sorry\nWhat we found: so what", True),
    ],
)
def test_no_word_begins_in_one_line_of_the_letter_and_ends_in_the_next(gate: str, words: str, held: bool):
    form = FORM if "tone" in gate else FORM.replace("letter = true }]", 'letter = true }, "gift"]')
    case = referred(office(gate + form), text="the service was slow")
    case.staff(HANS, f"#resolve {words}", "2026-03-02 10:00")
    assert ("so what" in case.problems) is held, case.problems
    assert (case.complaint.status == "open") is held


@pytest.mark.parametrize(("said", "held"), [("So what we propose is a refund", False), ("Late? So what.", True)])
def test_scolding_is_not_looked_for_in_ordinary_sentences(said: str, held: bool):
    (gate,) = office(GATE + 'suspicious_words = ["@scolding"]').gates
    assert any(affirms(said, word) for word in gate.suspicious_words) is held


def test_a_reason_that_ends_with_a_stop_brings_no_second_one():
    policy = office(
        GATE + 'suspicious_words = ["晦气"]\nreason = { zh-CN = "不说晦气话。", en = "Nothing of bad luck." }'
    )
    said = saying.say("sounds_wrong", word="晦气", reason=saying.reason("tone"))
    assert worded(said, policy, "zh-CN").startswith("“晦气”：不说晦气话。这些话")
    assert worded(said, policy, "en").startswith('"晦气": Nothing of bad luck. These words')


@pytest.mark.parametrize(("unless", "said"), [("", False), ("unless = [{ gift = { filled = true } }]", True)])
def test_who_has_given_something_is_told_to_say_so_where_the_gate_lets_through_what_is_named(unless: str, said: bool):
    form = FORM.replace("letter = true }]", 'letter = true }, "gift"]')
    case = referred(office(BY_HAND + unless + "\n" + GIFT + form), text="the service was slow")
    case.staff(HANS, "#resolve so what\nWhat we found: the valve was broken", "2026-03-02 10:00")
    assert 'write "no" under "Gift"' in case.problems
    assert ("else what was given" in case.problems) is said
    case.staff(HANS, "#resolve so what\nWhat we found: the valve\nGift: a voucher", "2026-03-02 11:00")
    assert (case.complaint.status == "answered") is said, case.problems
