"""Whether the stages of a procedure fit together, and whether somebody's time runs in each."""

from collections.abc import Iterable

from chalicelib.core.policy.model import Clock, Policy, Rule, Stage, Test
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import ROLES
from chalicelib.core.policy_reading.value_checks import check_unlike

ANSWERS = ("same", "another", "superior")
# The last three would say what "same" and "superior" say.
NOT_ANSWERING = ("customer", "assistants", "handler", "unit", "supervisor")


def check_stages(policy: Policy, rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """Who answers, how often, in what time, and where the last letter sends the customer."""
    _check_assigning(policy, rules, reading)
    for i, stage in enumerate(policy.stages):
        _check(stage, f"stage[{i}]", policy, reading)
    if not policy.stages:
        return
    if policy.stages[0].times == 1 and policy.stages[0].answers != Stage(name="").answers:
        reading.refuse(
            "stage[0].answers",
            "says who answers in another round, and this stage has none: times is 1; leave it out, or give times = 2",
        )
    if not policy.reopen_at_most:
        reading.refuse(
            "reopen_at_most", "0 lets no customer into a further stage; say up to which satisfaction they may"
        )
    route = policy.words.get("outside_route", {})
    for language in policy.languages:
        if language not in route:
            last = f"stage[{len(policy.stages) - 1}]"
            reading.refuse(
                last, f"is the last, so its letter must say where else to turn: [words] outside_route lacks {language}"
            )


def _check_assigning(policy: Policy, rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """In a further round whoever the stage says has the complaint, and no rule takes it from them."""
    first = {"round": "1", **({"stage": policy.stages[0].name} if policy.stages else {})}
    for path, rule in rules:
        if rule.then.assign and rule.when and all(_is_later(table, first) for table in rule.when):
            by = "by answers of its [[stage]]" if policy.stages else "by a [[stage]] and its answers"
            reading.refuse(
                f"{path}.then.assign",
                f"gives it to nobody: in a further round whoever had it keeps it; say who answers {by}",
            )


def _is_later(table: tuple[Test, ...], first: dict[str, str]) -> bool:
    """Whether it holds in no first round."""
    return any(_asks_for_later(test, first) for test in table)


def _asks_for_later(test: Test, first: dict[str, str]) -> bool:
    if test.kind == "moment":
        return not test.negate and test.values == ("reopened",)
    if test.kind != "field" or test.of not in first:
        return False
    named = bool(test.values) and (first[test.of] in test.values) is test.negate
    return named or (test.of == "round" and not test.negate and max(test.at_least or 0, (test.over or 0) + 1) > 1)


def _check(stage: Stage, path: str, policy: Policy, reading: Reading) -> None:
    roles = tuple(role for role in reading.names.roles if role not in NOT_ANSWERING)
    for i, answers in enumerate(stage.answers):
        place = f"{path}.answers[{i}]" if len(stage.answers) > 1 else f"{path}.answers"
        reading.known(answers, (*ANSWERS, *roles), place, "same, another, superior or a role that can answer")
    if len(stage.answers) > 1 and not {*ANSWERS}.isdisjoint(stage.answers):
        reading.refuse(f"{path}.answers", "same, another and superior stand alone; beside others there are roles only")
    check_unlike(stage.answers, f"{path}.answers", reading)
    if not stage.answers:
        reading.refuse(f"{path}.answers", "names nobody")
    reading.known(stage.calendar, reading.names.calendars, f"{path}.calendar", "a calendar")
    if stage.times < 1:
        reading.refuse(f"{path}.times", "a stage gives at least one answer")
    if [each.name for each in policy.stages].count(stage.name) > 1:
        reading.refuse(f"{path}.name", f'"{stage.name}" is the name of two stages')
    if stage.name in ROLES:
        reading.refuse(f"{path}.name", f'"{stage.name}" is a role')
    if not any(_runs_in(stage, clock) for clock in policy.clocks):
        reading.refuse(path, f'no clock runs until "answered" in stage "{stage.name}": its answer would have no limit')


def _runs_in(stage: Stage, clock: Clock) -> bool:
    """Whether the clock may run in that stage until its answer."""
    return clock.until == "answered" and (not clock.when or any(_may_hold(table, stage) for table in clock.when))


def _may_hold(table: tuple[Test, ...], stage: Stage) -> bool:
    tests = [test for test in table if test.kind == "field" and test.of == "stage"]
    return all((stage.name in test.values) is not test.negate for test in tests)
