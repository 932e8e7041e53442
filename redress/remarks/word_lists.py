"""Word lists of a sound policy against one another: words that please and displease, that are harmless and grave, that are hardly a word."""

from collections.abc import Iterator

from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import mentions
from chalicelib.core.written.dissatisfaction import opinion_in


def remarks_on_word_lists(policy: Policy) -> Iterator[str]:
    """A sentence for each word that two lists hear in opposite ways, or that stands in nearly every text."""
    for word in policy.satisfied_words:
        if opinion_in(word) == "dissatisfied":
            yield f'satisfied_words: "{word}" says that somebody is dissatisfied, and would count as satisfaction 3'
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
    yield from _everywhere(policy)


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
