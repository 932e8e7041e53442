"""The parts of a policy in plain words, for those who do not read TOML."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.core.policy.model import Rule, Rung
from chalicelib.core.policy.vocabulary import Effects, Test, When

SHOWN = 4  # words of a long list that are named; the others are counted
BOUND_WORDS = {"at_least": "at least", "over": "more than", "at_most": "at most", "below": "less than"}


def in_words(value: Any) -> str:
    """Any value of a policy."""
    match value:
        case None | "" | () | []:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case Effects():
            return effects(value)
        case Rung():
            return rung(value)
        case Rule():
            return rule(value)
        case Mapping():
            return ", ".join(f"{k}: {in_words(v)}" if k else in_words(v) for k, v in value.items()) or "nothing"
        case tuple():
            return _several(value)
        case _:
            return str(value)


def _several(values: tuple[Any, ...]) -> str:
    """A list: conditions, pairs such as opening hours, or anything else."""
    first = values[0]
    if isinstance(first, tuple) and first and isinstance(first[0], Test):
        return conditions(values)
    if isinstance(first, tuple):
        return ", ".join("–".join(map(in_words, pair)) for pair in values)
    return listed(map(in_words, values))


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    words = list(words)
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "nothing"


def conditions(when: When) -> str:
    """A `when`: any of the tables, all of a table's tests."""
    return "; or ".join(listed(map(test, table)) for table in when) or "always"


def test(asked: Test) -> str:
    """One test."""
    turned = "not " if asked.negate else ""
    match asked.kind:
        case "words":
            return f"{turned}the words {_quoted(asked.values)}"
        case "flag":
            return f"{turned}flagged {listed(asked.values, 'or')}"
        case "moment":
            return f"{turned}already {listed(asked.values, 'or')}"
        case "count":
            within = f" within {asked.within}" if asked.within else ""
            counted = "customers who complain" if asked.each else "complaints"
            return f"{turned}{_bounds(asked)} {counted} of the same {asked.of.replace('+', ' and ')}{within}"
        case "earlier":
            within = f" within {asked.within}" if asked.within else ""
            was = f" that was {listed(asked.values, 'or')}" if asked.values else ""
            return f"{turned}an earlier complaint of the same customer{was}{within}"
        case "field":
            if asked.values == ("*",):
                return f"{asked.of} is {'empty' if asked.negate else 'filled'}"
            if asked.older_than:
                return f"{asked.of} lies more than {asked.older_than} back"
            return f"{asked.of} is {turned}{listed(asked.values, 'or') if asked.values else _bounds(asked)}"


def effects(then: Effects) -> str:
    """A `then`."""
    said = [f"{field} is {value}" for field, value in then.set.items()]
    said += [f"flag {listed(then.flag)}"] * bool(then.flag)
    said += [f"goes to {listed((then.assign, *then.assist))}"] * bool(then.assign)
    said += ["whatever the examples say"] * then.certain
    how = f" by {listed(then.by)}" + (", who must confirm receipt" if then.confirm else "")
    said += [f"{listed(then.tell)} told{how}"] * bool(then.tell)
    said += [f"task {listed(then.open)} opened"] * bool(then.open)
    said += [word for word in ("reopen", "restrict", "close") if getattr(then, word)]
    return "; ".join(said) or "nothing"


def rung(step: Rung) -> str:
    """One step of a clock's escalation."""
    at = (
        "at the due time"
        if not step.at.amount
        else f"{str(step.at).lstrip('-')} {'before' if step.at.amount < 0 else 'after'}"
    )
    every = f", again every {step.every}" if step.every else ""
    message = f" ({step.message})" if step.message else ""
    return f"{at} {listed(step.tell)} by {listed(step.by)}{message}{every}"


def rule(one: Rule) -> str:
    """A rule in a sentence."""
    unless = f", unless {conditions(one.unless)}" if one.unless else ""
    return f"if {conditions(one.when)}{unless}: {effects(one.then)}"


def _bounds(asked: Test) -> str:
    bounds = [
        f"{words} {getattr(asked, bound):g}"
        for bound, words in BOUND_WORDS.items()
        if getattr(asked, bound) is not None
    ]
    return listed(bounds)


def _quoted(words: tuple[str, ...]) -> str:
    rest = len(words) - SHOWN
    shown = [f'"{word}"' for word in words[:SHOWN]] + ([f"{rest} others"] if rest > 0 else [])
    return listed(shown, "or")
