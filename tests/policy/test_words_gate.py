"""A gate for whatever words of staff the customer reads, and the lists that every policy may take."""

import pytest

from chalicelib.core.complaint import saying
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.words.worded import worded
from tests.core.handling.playing import office

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


def test_a_reason_that_ends_with_a_stop_brings_no_second_one():
    policy = office(
        GATE + 'suspicious_words = ["晦气"]\nreason = { zh-CN = "不说晦气话。", en = "Nothing of bad luck." }'
    )
    said = saying.say("sounds_wrong", word="晦气", reason=saying.reason("tone"))
    assert worded(said, policy, "zh-CN").startswith("“晦气”：不说晦气话。这些话")
    assert worded(said, policy, "en").startswith('"晦气": Nothing of bad luck. These words')
