"""Why a rule tells somebody of a complaint: the label of its group, or else what it has found."""

from collections.abc import Iterator

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import Test
from chalicelib.core.words.labels import label

JUDGED = frozenset({"kind", "category", "severity"})  # groups that say what they have set
_EARLIER = {(): "because_earlier", ("late",): "because_late", ("unsatisfied",): "because_unsatisfied"}


def why(draft: Draft, rule: Rule) -> str | list[Said]:
    """The group, where the policy has words for it; else a sentence for each test of the first table that holds."""
    if has_words(rule.group, draft.policy):
        return rule.group
    counts = draft.context.counts
    tables = (t for t in rule.when if all(vocabulary.holds(test, draft.complaint, counts) for test in t))
    found = [said for test in next(tables, ()) if not test.negate for said in _found(draft, test)]
    return found or rule.group


def has_words(name: str, policy: Policy) -> bool:
    """Whether a word of the policy is called anything that people read."""
    return label(name, policy, policy.languages[0]) != name


def can_explain(table: tuple[Test, ...], policy: Policy) -> bool:
    """Whether anything of what a rule's table asks for can be told as the reason."""
    return any(not test.negate and _is_told(test, policy) for test in table)


def _is_told(test: Test, policy: Policy) -> bool:
    if test.kind in ("moment", "flag"):
        return any(has_words(name, policy) for name in test.values)
    return test.kind != "field" or _all_may_see(policy, test.of)


def _found(draft: Draft, test: Test) -> Iterator[Said]:
    match test.kind:
        case "words":
            alone = (msgspec.structs.replace(test, values=(word,)) for word in test.values)
            held = (each.values[0] for each in alone if vocabulary.holds(each, draft.complaint, draft.context.counts))
            yield saying.say("because_words", word=next(held))
        case "field" if _all_may_see(draft.policy, test.of):
            value = vocabulary.value_of(draft.complaint, test.of)
            yield saying.say("because_field", field=saying.labels(test.of), value=saying.labels(value))
        case "count":
            code = "because_persons" if test.each else "because_count"
            many = draft.context.counts.get(vocabulary.count_name(test), 0)
            yield saying.say(code, count=many, field=saying.labels(*test.of.split("+")))
        case "earlier":
            yield saying.say(_EARLIER.get(test.values, "because_late_or_unsatisfied"))
        case "moment" | "flag":
            raised = (*draft.complaint.flags, *(m.name for m in draft.complaint.moments))
            called = (name for name in test.values if name in raised and has_words(name, draft.policy))
            yield from (saying.say("because_named", what=saying.labels(name)) for name in called)


def _all_may_see(policy: Policy, name: str) -> bool:
    return not any(field.shown_to for field in policy.fields if field.name == name)
