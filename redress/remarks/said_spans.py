"""Spans of time that a policy's words name and none of its limits has: whoever reads them is told what is not so."""

import re
from collections.abc import Iterable, Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Clock, Policy, Rule
from chalicelib.core.times.durations import Duration
from chalicelib.core.words.labels import label
from redress.remarks.limits import ENDS, may_run
from redress.remarks.policy_texts import Texts, parts_of
from redress.remarks.spans_in_words import spans_in

CLAUSE = expression(r"[,，;；。！？!?\n]|\.\s|:\s")
ANSWERED = expression(r"答复|答覆|办结|辦結|办理完毕|辦理完畢|\b(?:answer|respon(?:d|se)|reply|resol)", re.IGNORECASE)
LONGER = expression(r"延长|延長|延期|\b(?:longer|more time|exten)", re.IGNORECASE)
SENTENCE = expression(r"[;；。！？!?\n]|\.\s|\band\b|，并")
PROMISED = expression(r"\{\{[^}]*\bpromised")
MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
WORKING = {"working minute": 1, "working hour": 60}
OF_OTHERS = ("outside_route",)  # tells of the times of others
Spans = set[tuple[str, int]]


def remarks_on_said_spans(policy: Policy) -> Iterator[str]:
    """A sentence for each text whose span is no limit of what it speaks of."""
    yield from _of_parts(policy)
    yield from _of_severities(policy)
    yield from _of_messages_at_the_limit(policy)
    yield from _of_promises(policy)
    yield from _of_answers(policy)
    yield from _of_ages(policy)
    yield from _of_words(policy)
    yield from _differing(policy)


def _plain(span: Duration) -> tuple[str, int]:
    """Spans that are the same whatever unit they are written in, as far as no calendar is asked."""
    for family, units in (("minute", MINUTES), ("working minute", WORKING)):
        if span.unit in units:
            return family, abs(span.amount) * units[span.unit]
    return span.unit, abs(span.amount)


def _all(spans: Iterable[Duration | None]) -> Spans:
    return {_plain(span) for span in spans if span is not None}


def _said(texts: Texts) -> Iterator[tuple[Duration, str]]:
    for text in texts.values():
        yield from ((span, text) for span in spans_in(text))


def _of_parts(policy: Policy) -> Iterator[str]:
    """A part that is called after a span that it does not have."""
    for kind, part in parts_of(policy):
        own = _all(_own_spans(part))
        said = list(_said({**part.labels, "": part.name.replace("_", " ")}))
        if said and own and not any(_plain(span) in own for span, _ in said):
            span, text = said[0]
            has = ", ".join(dict.fromkeys(str(each) for each in _own_spans(part) if each.amount > 0))
            yield f'{kind} "{part.name}" is called “{text}”, which names {span}, and has {has}'


def _of_severities(policy: Policy) -> Iterator[str]:
    """A severity that is called after the time for it, and no clock gives it that."""
    for severity in policy.severities:
        own = _all(
            clock.within.get(severity) or clock.within.get("")
            for clock in policy.clocks
            if may_run(clock, "severity", severity)
        )
        said = list(_said(policy.labels.get(severity, {})))
        if said and own and not any(_plain(span) in own for span, _ in said):
            span, text = said[0]
            yield f'severity "{severity}" is called “{text}”, which names {span}, and no clock gives it that'


def _own_spans(part: object) -> list[Duration]:
    """What limits a part: its own limits, what it waits for, and the steps of its ladder."""
    within = getattr(part, "within", None)
    found = [*within.values()] if isinstance(within, dict) else [within]
    found += [getattr(part, key, None) for key in ("after", "at_most", "draft_before")]
    found += [each for rung in getattr(part, "rungs", ()) for each in (rung.at, rung.every)]
    return [each for each in found if each is not None]


def _of_messages_at_the_limit(policy: Policy) -> Iterator[str]:
    """Words of the organisation's own that a rung sends when a limit passes, and that name another limit in the same unit."""
    sent = [
        (clock, rung.message) for clock in policy.clocks for rung in clock.rungs if rung.message and not rung.at.amount
    ]
    for clock, message in sent:
        limits = _all(clock.within.values())
        texts = {key: each for key, each in policy.words.items() if key.rpartition(".")[0] == message}
        texts[f"message.{message}"] = policy.labels.get(f"message.{message}", {})
        for key, text in texts.items():
            said = [span for span, _ in _said(text) if _plain(span)[0] in {unit for unit, _ in limits}]
            if said and not any(_plain(span) in limits for span in said):
                yield (
                    f'"{key}" says {said[0]}, and clock "{clock.name}" sends it when {_limits(clock)} are over: '
                    "whoever reads it is told another time"
                )


def _limits(clock: Clock) -> str:
    return ", ".join(dict.fromkeys(map(str, clock.within.values())))


def _of_promises(policy: Policy) -> Iterator[str]:
    """A sentence with the promised time and a span that no promised clock has."""
    promised = [clock for clock in policy.clocks if clock.promised]
    known = _all(each for clock in promised for each in clock.within.values()) | _sums(policy)
    for key, texts in policy.words.items() if promised else ():
        for text in texts.values():
            for sentence in (each for each in SENTENCE.split(text) if PROMISED.search(each)):
                said = [*spans_in(sentence)]
                if said and not _all(said) & known:
                    yield f'words "{key}" promise {said[0]} beside the time itself, and no promised clock has that: the letter names two times'


def _of_answers(policy: Policy) -> Iterator[str]:
    """A clause that says in which time an answer comes, or what is graded so is answered, and no clock until the answer has that."""
    answers = [clock for clock in policy.clocks if clock.until in ENDS]
    stages = _all(stage.within for stage in policy.stages)
    for key, texts in policy.words.items() if answers else ():
        for language, text in texts.items() if key not in OF_OTHERS else ():
            for clause in CLAUSE.split(text):
                graded = [
                    s
                    for s in policy.severities
                    if len(policy.severities) > 1 and _is_named(s, clause, policy, language)
                ]
                if not (graded or ANSWERED.search(clause)):
                    continue
                known = (
                    _all(_answered_in(answers, graded))
                    | stages
                    | _chained(policy)
                    | (_sums(policy) if LONGER.search(clause) else set())
                )
                families = {unit for unit, _ in known}
                wrong = next((s for s in spans_in(clause) if _plain(s)[0] in families and _plain(s) not in known), None)
                if wrong:
                    yield f'words "{key}" name {wrong} for the answer (“{clause.strip()[:40]}”), which no clock until the answer gives'


def _is_named(severity: str, clause: str, policy: Policy, language: str) -> bool:
    name = label(severity, policy, language)
    return len(name) > 1 and name.lower() in clause.lower()


def _answered_in(answers: list[Clock], graded: list[str]) -> Iterator[Duration]:
    """The limits of the answer, of these severities alone if any are named."""
    for clock in answers:
        for severity in graded or clock.within:
            if severity in clock.within or "" in clock.within:
                yield clock.within.get(severity) or clock.within[""]


def _of_ages(policy: Policy) -> Iterator[str]:
    """A value that a rule gives to what is older than a span, and whose label names another."""
    for rule in policy.rules:
        ages = [test.older_than for table in rule.when for test in table if test.older_than]
        for field, value in rule.then.set.items() if ages else ():
            said = [span for span, _ in _said(_called(field, value, policy))]
            if said and not _all(said) & _all(ages):
                yield f'a rule of group "{rule.group}" sets {field} to "{value}", which is called after {said[0]}, for what is older than {ages[0]}'


def _called(field: str, value: str, policy: Policy) -> Texts:
    own = next((each.called.get(value, {}) for each in policy.fields if each.name == field), {})
    return own or policy.labels.get(value, {})


def _of_words(policy: Policy) -> Iterator[str]:
    """Spans in letters, phrases and labels that are no limit of the policy at all."""
    known = _all(_limits_of(policy)) | _sums(policy)
    steps = known | _all(each.at_most for each in policy.extensions) | _all(each.within for each in policy.gates)
    called = ((f'labels of "{word}"', texts) for word, texts in policy.labels.items() if not _is_choice(word, policy))
    letters = ((f'words "{key}"', texts) for key, texts in policy.words.items() if key not in OF_OTHERS)
    for where, texts in (*called, *letters):
        for span, _ in _said(texts):
            if _plain(span) not in (steps if where.startswith("labels") else known) and _is_a_limit(span):
                yield f"{where} name {span}, which no clock, stage, task or rule has: whoever reads it waits for what is not so"
                break


def _is_a_limit(span: Duration) -> bool:
    """Some minutes are how long a sheet takes to fill in, and nobody's limit."""
    return span.unit not in ("minute", "working minute")


def _is_choice(word: str, policy: Policy) -> bool:
    return any(word in field.choices for field in policy.fields)


def _limits_of(policy: Policy) -> Iterator[Duration | None]:
    """What customers may be told of: the limits, what stands at their ladders, how long one may ask, what rules count and compare."""
    for part in (*policy.clocks, *policy.stages, *policy.tasks):
        yield from _own_spans(part)
    for rule in policy.rules:
        yield from _looked_back(rule)
    yield from (policy.instruction_within, policy.undo)


def _looked_back(rule: Rule) -> Iterator[Duration | None]:
    for table in (*rule.when, *rule.unless):
        for test in table:
            yield from (test.older_than, test.within)


def _chained(policy: Policy) -> Spans:
    """Limits that follow on one another, together."""
    found: Spans = set()
    for clock in policy.clocks:
        ends = _all(clock.within.values())
        after = [other for other in policy.clocks if other.from_ == clock.until]
        found |= {(u, a + b) for u, a in ends for other in after for v, b in _all(other.within.values()) if u == v}
    return found


def _sums(policy: Policy) -> Spans:
    """The same, and limits with the more time that there may be."""
    found = _chained(policy)
    for clock in policy.clocks:
        ends = _all(clock.within.values())
        more = [each for each in policy.extensions if each.clock == clock.name and each.at_most]
        found |= {
            (u, a + _plain(e.at_most)[1] * n) for u, a in ends for e in more if e.at_most for n in (1, e.times or 1)
        }
    return found


def _differing(policy: Policy) -> Iterator[str]:
    """A text that names one span in one language and another in the next."""
    texts = [(f'words "{key}"', each) for key, each in policy.words.items()]
    texts += [(f'labels of {kind} "{part.name}"', part.labels) for kind, part in parts_of(policy)]
    texts += [(f'labels of "{word}"', each) for word, each in policy.labels.items()]
    texts += [(f'reason of gate "{gate.name}"', gate.reason) for gate in policy.gates]
    texts += [(f'hint of field "{field.name}"', field.hint) for field in policy.fields]
    for where, each in texts:
        said = {language: _all(spans_in(text)) for language, text in each.items()}
        first = next((language for language in said if said[language]), "")
        for language, spans in said.items():
            if spans and spans != said[first] and not (spans <= said[first] or said[first] <= spans):
                yield f"{where}: {language} names {_shown(spans)}, and {first} {_shown(said[first])}"
                break


def _shown(spans: Spans) -> str:
    return ", ".join(_one(unit, amount) for unit, amount in sorted(spans))


def _one(unit: str, amount: int) -> str:
    for larger in ("day", "hour"):
        if unit == "minute" and amount % MINUTES[larger] == 0:
            return str(Duration(amount // MINUTES[larger], larger))
    return f"{amount} {unit}" + ("" if amount == 1 else "s")
