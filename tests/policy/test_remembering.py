"""What follows from a policy alone is worked out once."""

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import MOST, POLICIES, of_policy
from tests.core.handling.playing import office


def test_what_is_asked_of_a_policy_again_is_not_worked_out_again_and_of_another_policy_is():
    worked: list[tuple[Policy, str]] = []

    @of_policy
    def asked(policy: Policy, word: str) -> int:
        worked.append((policy, word))
        return len(worked)

    one, like_it = office(""), office("")
    assert [asked(one, "a"), asked(one, "a"), asked(one, "b"), asked(like_it, "a"), asked(one, "a")] == [1, 1, 2, 3, 1]


def test_no_more_is_remembered_than_a_few_policies_and_some_thousand_answers():
    worked: list[int] = []

    @of_policy
    def asked(policy: Policy, number: int) -> str:
        worked.append(number)
        return policy.prefix

    policies = [office("") for _ in range(POLICIES + 1)]
    for policy in (*policies, policies[0]):
        asked(policy, 0)
    assert len(worked) == POLICIES + 2
    for number in (*range(MOST + 1), 0):
        asked(policies[0], number)
    assert len(worked) == POLICIES + 2 + MOST + 1
