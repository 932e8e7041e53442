"""Messages of a sound policy: to whom they are written and who gets them, when they come, and what they compare and invite to."""

import re
from collections.abc import Iterator
from typing import Any

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.moments import SURVEYS
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import When, mentions
from chalicelib.core.policy_reading.clock_checks import BEFORE_AN_ANSWER
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.words.labels import label
from chalicelib.core.written.courtesies import is_courtesy
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.ratings import rating_in
from chalicelib.core.written.values import alike
from chalicelib.core.written.withdrawals import takes_it_back
from redress.remarks.policy_texts import Texts

OF_CUSTOMERS_ALONE = expression(
    r"parts\.(rights|satisfaction|how_to_add|afterwards|outside_route)\(|\bsurvey_link\b|您(?:反映|投诉|投訴|来信|來信)的|\b[Yy]our complaint\b|\bYou complained\b"
)
GREETED = expression(
    r"parts\.greeting\(|^.{0,60}(?:您好|你好)|^(?:尊敬的|Dear |Hello|Good (?:morning|day))", re.MULTILINE
)
OF_AN_ANSWER = expression(r"parts\.(?:satisfaction|letter)\(|\{\{[^}]*\b(?:survey_link|case\.outcome)")
AFTER_AN_ANSWER = frozenset({*SURVEYS, "outcome", "thanks", "final"})
ENDED = frozenset({"answered", "visited", "closed", "confirmed"})
COMPARED = expression(
    r"""\{%[^%]*?\b(?P<what>case\.(?:kind|severity|category|department|stage|status)|label|value)\s*[!=]=\s*(?P<quote>['"])(?P<word>[^'"]+)(?P=quote)"""
)
CLAUSE = expression(r"[,，;；。！？!?\n]|\.\s|\{%.*?%\}")
PASSED = expression(
    r"没有在.{1,12}内|沒有在.{1,12}內|已(?:经|經)?(?:超过|超過|逾期|超期|到期|过期|過期|过了|過了)"
    r"|\b(?:has|have) (?:passed|expired|run out|gone by)\b|\bha(?:s|ve) not (?:answered|replied|responded)\b.*\bwithin\b|\bis (?:now )?(?:over|overdue)\b",
    re.IGNORECASE,
)
PROVIDED = expression(r"如|若|万一|萬一|\b(?:if|unless|where|once|when|until)\b", re.IGNORECASE)
SOMEBODY_ELSE = expression(
    r"no part in|(?:somebody|someone) else|another (?:person|colleague|member|manager|officer)|a different (?:person|colleague|manager|officer)"
    r"|(?:另外?|换|換)(?:由|派|安排|指派)?(?:一位|一名|他人|别人|別人|其他)|没有参与过|沒有參與過|未参与",
    re.IGNORECASE,
)
RECEIVED = expression(
    r"\s*(?:已?收到|(?:I )?(?:have )?received(?: it)?|got it)[.。!！]?\s*", re.IGNORECASE
)  # of which nothing follows
SORTED = ("kind", "category", "severity")
Sent = tuple[str, str, str, When]  # the message, to whom, by what, on which complaints


def remarks_on_messages(policy: Policy) -> Iterator[str]:
    """A sentence for each message that its reader would wonder at."""
    yield from _read_by_others(policy)
    yield from _before_there_is_an_answer(policy)
    yield from _after_the_answer(policy)
    yield from _before_the_time(policy)
    yield from _by_somebody_else(policy)
    yield from _compared_in_vain(policy)
    yield from _invited_in_vain(policy)


def sent(policy: Policy) -> Iterator[Sent]:
    """What rungs, rules and tasks send by name."""
    for clock in policy.clocks:
        for rung in (each for each in clock.rungs if each.message):
            yield from ((rung.message, to, f'clock "{clock.name}"', clock.when) for to in rung.tell)
    for rule in (each for each in policy.rules if each.then.message):
        yield from ((rule.then.message, to, f'a rule of group "{rule.group}"', rule.when) for to in rule.then.tell)
    for task in (each for each in policy.tasks if each.message):
        yield task.message, task.for_, f'task "{task.name}"', task.when


def _body(message: str, policy: Policy) -> Texts:
    return policy.words.get(f"{message}.body", {})


def _read_by_others(policy: Policy) -> Iterator[str]:
    """Words for customers that colleagues get, and words that greet nobody among letters which all greet."""
    own = [each for each in sent(policy) if each[0] not in MESSAGES]
    letters = {
        message: text for message, to, _, _ in own if to == "customer" for text in _body(message, policy).values()
    }
    letters |= {
        name: text
        for name in MESSAGES
        for text in _body(name, policy).values()
        if MESSAGES[name].audience == "customer"
    }
    greeting = [name for name, text in letters.items() if GREETED.search(text)]
    told: set[str] = set()
    for message, to, by, _ in own:
        text = "\n".join(_body(message, policy).values())
        if to != "customer" and (found := OF_CUSTOMERS_ALONE.search(text)):
            told.add(f'{by} sends "{message}" to {to}, and its words are for customers: {found.group().rstrip("(")}')
        if to == "customer" and text and not GREETED.search(text) and greeting:
            told.add(
                f'{by} sends "{message}" to the customer, and it greets nobody as the other letters do: '
                "is it written for colleagues? If not, begin it with {{ parts.greeting() }}"
            )
        elif to != "customer" and any(each[0] == message and each[1] == "customer" for each in own):
            told.add(f'"{message}" goes to the customer and to {to}: write two, each for its reader')
    yield from sorted(told)


def _before_there_is_an_answer(policy: Policy) -> Iterator[str]:
    """A rule that asks how the answer was, or sends it, and waits for none."""
    of_answers = AFTER_AN_ANSWER | {
        key.rpartition(".")[0] for key, texts in policy.words.items() if _is_of_an_answer(key, texts)
    }
    for clock in (each for each in policy.clocks if each.until in BEFORE_AN_ANSWER):
        early_rungs = (r for r in clock.rungs if r.message in of_answers - AFTER_AN_ANSWER and "customer" in r.tell)
        for rung in early_rungs:
            yield f'clock "{clock.name}" sends the customer "{rung.message}", which speaks of the answer, and until "{clock.until}" there is none'
    for rule in policy.rules:
        if rule.then.message not in of_answers or "customer" not in rule.then.tell:
            continue
        early = [table for table in rule.when or ((),) if not any(map(_comes_after_an_answer, table))]
        if early:
            yield (
                f'a rule of group "{rule.group}" sends the customer "{rule.then.message}" and waits for no answer: '
                'give each table of its when moment = "answered"'
            )


def _after_the_answer(policy: Policy) -> Iterator[str]:
    """A rule that tells the customer when they will hear, and waits for the answer which they then have."""
    for rule in policy.rules:
        late = [table for table in rule.when if any(t.kind == "moment" and _comes_after_an_answer(t) for t in table)]
        if rule.then.message == "holding" and "customer" in rule.then.tell and late:
            yield f'a rule of group "{rule.group}" sends the customer "holding" after the answer: it says that there is none yet'


def _before_the_time(policy: Policy) -> Iterator[str]:
    """Words that a rung sends before its limit has passed, and that say that it has."""
    for clock in policy.clocks:
        for rung in (each for each in clock.rungs if each.message and each.at.amount < 0):
            for text in _body(rung.message, policy).values():
                passed = next((c for c in CLAUSE.split(text) if PASSED.search(c) and not PROVIDED.search(c)), "")
                if passed:
                    yield (
                        f'clock "{clock.name}" sends "{rung.message}" at {rung.at}, and it says that the time has passed '
                        f"(“{passed.strip()[:50]}”): send it at due"
                    )
                    break


def _by_somebody_else(policy: Policy) -> Iterator[str]:
    """Another person who is promised for a further stage, which the same ones answer."""
    further = policy.stages[1:]
    if not further or any({*stage.answers} != {"same"} for stage in further):
        return
    for key, texts in policy.words.items():
        for text in texts.values():
            if found := SOMEBODY_ELSE.search(text):
                yield f'words "{key}" promise “{found.group()}”, and stage "{further[0].name}" is answered by whoever answered before'
                break


def _is_of_an_answer(key: str, texts: Texts) -> bool:
    """Whether words of the organisation's own show the answer, or ask how it was."""
    own = key.rpartition(".")[0] not in MESSAGES
    return own and any(OF_AN_ANSWER.search(text) for text in texts.values())


def _comes_after_an_answer(test: Any) -> bool:
    if test.kind == "moment":
        return not test.negate and not set(test.values) - ENDED
    if test.of == "status":
        return not test.negate and not set(test.values) - {"answered", "closed"}
    return bool(test.of == "satisfaction" and not test.negate)


def _compared_in_vain(policy: Policy) -> Iterator[str]:
    """A template that compares with a label that nothing bears in its language."""
    for key, texts in policy.words.items():
        for language, text in texts.items():
            known = {alike(each) for each in _labels(policy, language)}
            for found in COMPARED.finditer(text):
                if alike(found["word"]) not in known:
                    yield f'words "{key}" compare {found["what"]} with "{found["word"]}" in {language}, which nothing is called: it never holds'


def _labels(policy: Policy, language: str) -> Iterator[str]:
    words = [*policy.kinds, *policy.severities, *policy.categories, *policy.labels]
    words += [unit.name for unit in policy.directory.departments]
    words += [part.name for parts in (policy.fields, policy.stages) for part in parts]
    words += [
        "yes",
        "no",
        "open",
        "answered",
        "closed",
        "merged",
        "kind",
        "category",
        "severity",
        "department",
        "outcome",
        "number",
        "name",
        "phone",
        "mail",
        "relation",
    ]
    for word in words:
        yield label(word, policy, language)
    for field in policy.fields:
        yield from (each.get(language, choice) for choice, each in field.called.items())
        yield from (label(choice, policy, language) for choice in field.choices)


INVITED = (
    expression(
        r"(?:回复|回覆|回信|写明|寫明|写上|寫上|发送|發送|输入|輸入)[^。；“「\n]{0,14}[“「\"](?P<word>[^”」\"\n]{1,30})[”」\"]"
    ),
    expression(r"(?:reply|write|answer|send|text)[^.;“\n]{0,40}[“\"](?P<word>[^”\"\n]{1,40})[”\"]", re.IGNORECASE),
)


def _invited_in_vain(policy: Policy) -> Iterator[str]:
    """Words that a letter asks for, and that no rule on its complaints listens for."""
    for key, texts in policy.words.items():
        message = key.rpartition(".")[0]
        if not message:
            continue  # a phrase stands in many letters, and whatever is written is added to the complaint
        on = [when for name, to, _, when in sent(policy) if name == message and to == "customer"]
        for language, text in texts.items():
            for word in (found["word"] for each in INVITED for found in each.finditer(text)):
                if "{{" not in word and not _is_heard(word, on, policy):
                    yield f'words "{key}" ask for the reply “{word}” in {language}, which no rule on these complaints listens for'


def _does_something(rule: Rule) -> bool:
    """Whether a rule does more than sort what comes in."""
    then = rule.then
    return bool(then.open or then.tell or then.reopen or then.close or then.flag or {*then.set} - {*SORTED})


def _is_heard(word: str, on: list[When], policy: Policy) -> bool:
    """Whether a rule, or what counts as content, knows the word on the complaints to whose customers the letter goes."""
    known = opinion_in(word) != "unclear" or is_courtesy(word) or takes_it_back(word) or rating_in(word, ())[0]
    if known or RECEIVED.fullmatch(word) or mentions(word, policy.satisfied_words):
        return True
    for rule in policy.rules:
        for table in rule.when:
            hears = _does_something(rule) and any(
                test.kind == "words" and not test.negate and mentions(word, test.values) for test in table
            )
            if hears and (not on or not all(exclude((table,), when) for when in on)):
                return True
    return False
