"""What the parts of a sound policy are called: names that nobody translated, two parts that are called alike, and parts that are called as what every policy has."""

from collections.abc import Callable, Iterator

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.answer_checks import told_apart
from chalicelib.core.policy_reading.names import OWN_CLOCKS, OWN_TASKS
from chalicelib.core.words.labels import clock_name, label
from chalicelib.core.written.languages import LANGUAGES


def remarks_on_names(policy: Policy) -> Iterator[str]:
    """A sentence for each part that has no name in a language of its readers, and for each two that share one."""
    bare = unlabelled(policy)
    if bare:
        yield f"without a label, so that people read the word itself: {bare}"
    yield from _unlabelled_letters(policy)
    yield from _alike(policy)
    yield from _asked_alike(policy)
    yield from _called_as_ours(policy)


def unlabelled(policy: Policy) -> str:
    """Names that mails and reports would show as they stand in the file, by kind of part; "" if all have a label."""
    found = ((kind, [n for n in names if _is_bare(n, policy)]) for kind, names in _names(policy))
    return "; ".join(f"{kind} {', '.join(names)}" for kind, names in found if names)


def _unlabelled_letters(policy: Policy) -> Iterator[str]:
    """Lines of a letter that customers of one language would read in another; the two scripts of Chinese are written for one another."""
    sent = {name for task in policy.tasks for name in task.letter}
    for field in (each for each in policy.fields if each.name in sent and each.labels):
        lacking = [each for each in policy.languages if each not in field.labels and LANGUAGES[each].is_latin]
        if lacking:
            yield f'line "{field.name}" of the letter has no label in {", ".join(lacking)}'


def _is_bare(name: str, policy: Policy) -> bool:
    """Whether readers of one of its languages get the name itself: nobody labelled it, and it is no plain word of that language."""
    read = [each for each in policy.languages if "_" in name or not LANGUAGES[each].is_latin]
    return name.isascii() and name not in policy.labels and any(label(name, policy, each) == name for each in read[:1])


def _alike(policy: Policy) -> Iterator[str]:
    """Two clocks that may run on one complaint and are called alike: nobody could tell their reminders apart."""
    for i, clock in enumerate(policy.clocks):
        for other in policy.clocks[:i]:
            called = _called(clock.name, other.name, policy, clock_name)
            if called and not told_apart(clock.when, other.when):
                yield f'clock "{other.name}" and clock "{clock.name}" are both called "{called}": people cannot tell them apart'


def _asked_alike(policy: Policy) -> Iterator[str]:
    """Two tasks of one complaint that are called alike: a reply under that name completes whichever comes first."""
    for i, task in enumerate(policy.tasks):
        for other in policy.tasks[:i]:
            called = _called(task.name, other.name, policy, label)
            if called and task.command == other.command and not told_apart(task.when, other.when):
                yield f'task "{other.name}" and task "{task.name}" are both called "{called}": replies cannot tell them apart'


def _called_as_ours(policy: Policy) -> Iterator[str]:
    """A task or clock that is called as work, or a limit, that every policy has: their mails and the replies to them read alike."""
    for task in policy.tasks:
        for own in OWN_TASKS:
            if called := _called(task.name, own, policy, label):
                yield (
                    f'task "{task.name}" is called "{called}", as the work "{own}" that every policy has: replies '
                    f"cannot tell them apart; call it otherwise, or that one, by [labels] {own}"
                )
    for clock in policy.clocks:
        for name in OWN_CLOCKS:
            if called := _called(clock.name, name, policy, clock_name):
                yield f'clock "{clock.name}" is called "{called}", as the limit "{name}" that every policy has: people cannot tell them apart'


def _called(one: str, other: str, policy: Policy, name: Callable[[str, Policy, str], str]) -> str:
    """What the two are both called in a language of the policy; "" if each has names of its own."""
    names = ((name(one, policy, language), name(other, policy, language)) for language in policy.languages)
    return next((a for a, b in names if a.casefold() == b.casefold()), "")


def _names(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "kind", policy.kinds
    yield "severity", policy.severities if len(policy.severities) > 1 else ()
    yield "category", policy.categories
    yield "role", tuple(role.name for role in policy.roles)
    yield "field", tuple(field.name for field in policy.fields)
    yield "clock", tuple(clock.name for clock in policy.clocks)
    yield "extension", tuple(extension.name for extension in policy.extensions)
    yield "stage", tuple(stage.name for stage in policy.stages)
    yield "task", tuple(task.name for task in policy.tasks)
    yield "report", tuple(report.name for report in policy.reports if report.kind != "list")
    yield "relation", tuple(dict.fromkeys(r.then.set["relation"] for r in policy.rules if "relation" in r.then.set))
    yield (
        "choice",
        tuple(dict.fromkeys(c for f in policy.fields if f.type == "choice" for c in f.choices if c not in f.called)),
    )
