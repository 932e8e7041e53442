"""A mail of nothing but a form's lines, from somebody of whom that form is asked: it is the form, though no command stands above it."""

from chalicelib.core.complaint.facts import Command
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import task_holders, tasks
from chalicelib.core.handling.order import offers
from chalicelib.core.orders.command_reader import label_map, parted, plain_label
from chalicelib.core.policy import model as rules

LONGEST = 60  # characters of a line told in a sentence
_IS = expression(r"\s*(?:就?是|为|=|\bis\b)\s*(?=\S)")


def as_a_form(draft: Draft, text: str) -> Command | None:
    """The 填报 that these lines are, if they all stand in one open form that the writer is asked for; words that customers read need their command."""
    labels = label_map({f.name: f.labels for f in draft.policy.fields})
    words, lines = parted(text, labels)
    told = {} if lines else _in_a_sentence(draft, text, labels)
    given = lines or told
    if not given or (lines and words.strip()):
        return None
    rule = _asked_for(draft, given)
    if rule is None or not given.keys() <= set(rule.form) or offers.refusal(draft, "fill"):
        return None
    return Command(name="fill", form=given)


def _asked_for(draft: Draft, lines: dict[str, str]) -> rules.Task | None:
    task = task_holders.open_for(draft, "fill", draft.by, lines)
    mine = task is not None and task_holders.may_fill(draft, task, draft.by)
    meant = task is not None and not (task.promised and _is_one_of_several(draft, lines))
    return tasks.rule_of(draft, task.name) if task and mine and meant else None


def _is_one_of_several(draft: Draft, lines: dict[str, str]) -> bool:
    """Whether several open forms of the writer's ask for these lines, so that it takes the mail about one of them to tick it off."""
    waiting = [t for t in draft.complaint.tasks if t.done is None and task_holders.may_fill(draft, t, draft.by)]
    rules_of = [tasks.rule_of(draft, task.name) for task in waiting]
    return sum(rule is not None and rule.command == "fill" and lines.keys() <= set(rule.form) for rule in rules_of) > 1


def _in_a_sentence(draft: Draft, text: str, labels: dict[str, str]) -> dict[str, str]:
    """A line that lacks, told as people tell it: 测温人二是秦岭."""
    said = text.strip().rstrip("。.!！")
    asked = task_holders.asked_of(draft, draft.by)
    if not asked or asked.command != "fill" or not said or len(said) > LONGEST or "\n" in said:
        return {}
    for label, name in sorted(labels.items(), key=lambda each: -len(each[0])):
        if name in asked.form and plain_label(said).startswith(plain_label(label)):
            whole = _IS.search(said)
            if whole and plain_label(said[: whole.start()]) == plain_label(label):
                return {name: said[whole.end() :].strip()}
    return {}
