"""What the policy's examples say beside its rules: a complaint is sorted like those that it resembles.

The examples of a fact are asked together with the last group of rules that decides it. What a rule says counts as much as
several telling pieces of a text, so that examples have the word where rules are silent or unsure, and where they
contradict a rule clearly. What leads by too little is the desk's to judge.
"""

import msgspec

from chalicelib.core.complaint.model import RULES_READ
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.judge.routing import UNCERTAIN
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.policy.vocabulary import Effects
from chalicelib.core.written.resemblance import resemblance

UNIT = "unit"
SORTS_OUT = ("kind", "category")  # of these the desk is asked where it is not sure
# In cosines, as resemblance is. Chosen once for all policies, by how many complaints of twenty organisations were then sorted right
# and how few wrongly for certain; `redress policy sorting` shows what a change of them does to a policy.
RULE = 0.06
RULE_FOR_THE_REST = 0.015
UNSURE = 0.5  # of either, where the rule raises `uncertain` itself
CERTAIN_RULE = 3.0  # more than any resemblance: those lie between -1 and 1
LEAD = 0.015


class ByExamples:
    """What the rules have said of each fact so far, and what the examples make of it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.said: dict[str, tuple[str, float]] = {}
        self.asked_with = _asked_with(draft.policy)

    def groups(self) -> tuple[str, ...]:
        """The groups of the policy's rules, before them those facts of which only examples speak."""
        groups = vocabulary.groups(self.draft.policy.rules)
        alone = (group for group in self.asked_with.values() if group not in groups)
        return (*alone, *groups)

    def weighed(self, group: str, rule: Rule | None) -> Rule | None:
        """The group's rule as it is to be applied."""
        for fact, asked_with in self.asked_with.items():
            self._note(fact, rule)
            if asked_with == group and self._may_speak(fact):
                rule = self._with_examples(fact, rule or Rule(group=group, then=Effects()))
        return rule

    def _note(self, fact: str, rule: Rule | None) -> None:
        value = _said_by(rule.then, fact) if rule else ""
        if rule and value:
            self.said[fact] = value, _weight(rule)

    def _may_speak(self, fact: str) -> bool:
        """Examples sort what is handled to an answer until it is referred, and name the unit where no rule above has."""
        draft = self.draft
        if fact in (*SORTS_OUT, UNIT) and draft.complaint.moment("referred") is not None:
            return False
        handled = fact == "kind" or draft.complaint.kind in draft.policy.flow_kinds
        return handled and not (fact == UNIT and draft.rulings.routed)

    def _with_examples(self, fact: str, rule: Rule) -> Rule:
        best, weight, lead = self._best(fact)
        enough = weight >= RULE or fact != UNIT
        sure = lead >= LEAD and enough and best != UNCERTAIN
        effects = rule.then
        if fact == UNIT:
            effects = msgspec.structs.replace(effects, assign=best if sure else "")
        elif fact in SORTS_OUT:
            effects = _sorted_as(effects, fact, best, sure=sure or (fact == "category" and UNIT in self.asked_with))
        elif sure:
            effects = msgspec.structs.replace(effects, set={**effects.set, fact: best})
        elif best == UNCERTAIN and lead >= LEAD:
            effects = msgspec.structs.replace(effects, set={k: v for k, v in effects.set.items() if k != fact})
        return msgspec.structs.replace(rule, then=effects)

    def _best(self, fact: str) -> tuple[str, float, float]:
        """What most speaks for, how much, and by how much it leads. The desk is a good judge of what nothing speaks for."""
        told = resemblance(self._heard(), tuple(self.draft.policy.examples[fact].items()))
        value, weight = self.said.get(fact, ("", 0.0))
        if value:
            told[value] = told.get(value, 0.0) + weight
        ranked = sorted(told.items(), key=lambda each: -each[1])
        return *ranked[0], ranked[0][1] - (ranked[1][1] if ranked[1:] else 0.0)

    def _heard(self) -> str:
        """All that the customer has said; once it is referred what they said first, so that later words of thanks change nothing."""
        complaint = self.draft.complaint
        if complaint.moment("referred") is None:
            return complaint.words
        return "\n".join((complaint.subject, complaint.text[:RULES_READ]))


def _weight(rule: Rule) -> float:
    if rule.then.certain:
        return CERTAIN_RULE
    whole = RULE if rule.when else RULE_FOR_THE_REST
    return whole * UNSURE if UNCERTAIN in rule.then.flag else whole


def _sorted_as(effects: Effects, fact: str, value: str, *, sure: bool) -> Effects:
    flags = [flag for flag in effects.flag if flag != UNCERTAIN]
    set_ = effects.set if value == UNCERTAIN else {**effects.set, fact: value}
    return msgspec.structs.replace(effects, set=set_, flag=(*flags, *(() if sure else (UNCERTAIN,))))


def _said_by(effects: Effects, fact: str) -> str:
    return effects.assign if fact == UNIT else effects.set.get(fact, "")


@of_policy
def _asked_with(policy: Policy) -> dict[str, str]:
    """The group with which the examples of each fact are asked."""
    return {fact: _last_group(policy, fact) for fact in policy.examples}


def _last_group(policy: Policy, fact: str) -> str:
    deciding = [rule.group for rule in policy.rules if _said_by(rule.then, fact)]
    return deciding[-1] if deciding else f"examples.{fact}"
