"""Word lists of a sound policy against one another: words that please and displease, that are harmless and grave, that are hardly a word."""

import re
from collections.abc import Iterator
from itertools import permutations

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import Test, folded, mentions
from chalicelib.core.words.labels import label
from chalicelib.core.written.dissatisfaction import opinion_in

IN_EVERY_LETTER = (
    *"您你我的了是在有请請和与與就不", "您好", "我们", "我們", "谢谢", "謝謝", "感谢", "感謝", "you", "your", "we", "our", "the", "and", "thank", "dear",
)  # fmt: skip
LEFT_UNDONE = expression(
    r"不了|不成|不上|无法|無法|不能|没法|沒法|还没|還沒|\b(?:cannot|can't|could not|couldn't|unable|still not|not yet)\b",
    re.IGNORECASE,
)
NOTHING_AMISS = expression(
    r"错不了|錯不了|少不了|忘不了|不能再好|无法挑剔|couldn't be (?:better|happier)|can't (?:complain|fault)",
    re.IGNORECASE,
)
IN_A_SENTENCE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "she",
        "so",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "who",
        "will",
        "with",
        "you",
        "your",
    ]
)
LIST_LENGTH = 6  # words without one that joins them, which nobody writes one after the other
FEW = 2  # letters that may have a word by chance


def remarks_on_word_lists(policy: Policy) -> Iterator[str]:
    """A sentence for each word that two lists hear in opposite ways, or that stands in nearly every text."""
    for word in policy.satisfied_words:
        if opinion_in(word) == "dissatisfied":
            yield f'satisfied_words: "{word}" says that somebody is dissatisfied, and would count as satisfaction 3'
        elif LEFT_UNDONE.search(word) and not NOTHING_AMISS.search(word):
            yield f'satisfied_words: "{word}" says that something cannot be done, and would count as satisfaction 3'
        elif group := _complained_by(word, policy):
            yield f'satisfied_words: "{word}" is also what a rule of group "{group}" takes for a complaint'
    for word in policy.everyday_words:
        if rule := _made_grave_by(word, policy):
            yield (
                f'everyday_words: "{word}" is harmless in this trade, and makes what has it {rule.then.set["severity"]} '
                f'by a rule of group "{rule.group}": nobody is alerted of the danger that it tells of'
            )
    for word in (each for each in policy.job_titles if each in policy.measure_words):
        yield f'"{word}" stands in job_titles and in measure_words: who is called so is counted like a thing'
    yield from dict.fromkeys(_taken_above(policy))
    yield from dict.fromkeys(_lists_in_one(policy))
    yield from _of_customers(policy)
    yield from _everywhere(policy)
    yield from _in_our_own_letters(policy)
    yield from _read_within(policy)


def _lists_in_one(policy: Policy) -> Iterator[str]:
    """Several English words in one string, which is looked for as it stands."""
    for rule in policy.rules:
        for word in (w for table in rule.when for test in table if test.kind == "words" for w in test.values):
            parts = word.lower().split()
            if (
                len(parts) >= LIST_LENGTH
                and word.isascii()
                and word.replace(" ", "").isalpha()
                and not {*parts} & IN_A_SENTENCE
            ):
                yield f'"{word}" in a rule of group "{rule.group}" is looked for as it stands, all its words in this order: did you mean several?'


def _taken_above(policy: Policy) -> Iterator[str]:
    """A word of one row that a row above it has already, so that it never finds what it stands for."""
    heard: dict[tuple[str, str, str], Rule] = {}
    for rule in policy.rules:
        words = [word for table in rule.when for test in table for word in test.values if _hears_alone(rule, test)]
        for word in words:
            for field, value in rule.then.set.items():
                above = heard.setdefault((rule.group, field, folded(word)), rule)
                if above is not rule and above.then.set[field] != value:
                    yield f'"{word}" means {field} = "{value}" in a rule of group "{rule.group}", and "{above.then.set[field]}" in one above it, which is taken'


def _hears_alone(rule: Rule, test: Test) -> bool:
    return test.kind == "words" and not test.negate and not rule.unless and all(len(table) == 1 for table in rule.when)


def _complained_by(word: str, policy: Policy) -> str:
    """The group of a rule that hears the word, with others that dissatisfy, and makes a complaint of it or opens it again."""
    for rule in policy.rules:
        makes_one = (
            rule.then.reopen or rule.then.set.get("kind") in policy.flow_kinds or rule.then.set.get("satisfaction")
        )
        if makes_one and any(
            t.kind == "words" and not t.negate and mentions(word, t.values) for table in rule.when for t in table
        ):
            return rule.group
    return ""


def _made_grave_by(word: str, policy: Policy) -> Rule | None:
    """A rule that makes what has this word the gravest, or graver than all is at first."""
    for rule in policy.rules:
        graver = rule.then.set.get("severity", policy.severities[0]) != policy.severities[0]
        if graver and any(
            test.kind == "words" and not test.negate and mentions(word, test.values)
            for table in rule.when
            for test in table
        ):
            return rule
    return None


def _everywhere(policy: Policy) -> Iterator[str]:
    """A single letter or figure that is looked for, which stands in nearly every text."""
    for rule in policy.rules:
        words = (w for table in rule.when for test in table if test.kind == "words" for w in test.values)
        for word in words:
            if len(word.strip()) == 1 and word.strip().isascii():
                yield f'a rule of group "{rule.group}" looks for "{word.strip()}", which stands in nearly every text'


def _of_customers(policy: Policy) -> Iterator[str]:
    """A job title that is what the organisation calls its customers: their own names and numbers would be a colleague's."""
    called = {folded(label("customer", policy, language)) for language in policy.languages}
    for word in (each for each in policy.job_titles if folded(each) in called):
        yield f'job_titles: "{word}" is what customers are called: whoever stands beside it is taken for a colleague'


def _in_our_own_letters(policy: Policy) -> Iterator[str]:
    """A word for which staff's words are held back, and which the organisation's own letters have again and again."""
    ours = [text for texts in policy.words.values() for text in texts.values()]
    for gate in policy.gates:
        for word in gate.suspicious_words:
            if folded(word) in IN_EVERY_LETTER or sum(word in text for text in ours) > FEW:
                yield f'gate "{gate.name}" holds back whatever has "{word}", which nearly every letter has: answers would hardly go out'


def _read_within(policy: Policy) -> Iterator[str]:
    """A sign by which a line is read, that ends the sign of another line: what is written for that one is read for both."""
    signs = [(field.name, words.partition("#")[0].strip(" :：")) for field in policy.fields for words in field.reads]
    for (name, short), (other, long) in permutations(signs, 2):
        if name != other and len(short) > 1 and short != long and long.endswith(short) and not short.isascii():
            yield f'"{name}" is read behind "{short}", with which "{long}" of "{other}" ends: it would get what stands there'
            return
