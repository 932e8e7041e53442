"""Figures that a policy's words name: sums beside its conditions, telephones beside one another, the same sentence with other figures."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

import phonenumbers

from chalicelib.core.expressions import expression
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import When
from chalicelib.core.words.labels import label
from redress.remarks.condition_logic import is_range, lies_in
from redress.remarks.policy_texts import Texts, texts_of
from redress.remarks.spans_in_words import without_spans

SUM = expression(r"(?<![0-9.])(?P<figures>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{3,})(?P<times>[万萬])?(?![0-9:]|年)")
TIMES = {"万": 10_000, "萬": 10_000}
FILLED_IN = expression(r"\{\{.*?\}\}|\{%.*?%\}|https?://\S+|\S+@\S+", re.DOTALL)
GROUPED = expression(r"(?<=[0-9])[, -](?=[0-9]{3,4}(?![0-9]))")
FIGURES = expression(r"(?<![0-9.])[0-9]{3,}(?![0-9])")
TELEPHONE = expression(r"(?<![0-9.])[0-9]{7,}(?![0-9])")
DIALLED = expression(
    r"(?:\b(?:ring|call|dial|phone)|[拨撥]打?|致[电電]|打)\s*(?P<number>[0-9]{3})(?![0-9])", re.IGNORECASE
)
CLAUSE = expression(r"[;；。！？!?\n,，]|\.\s")
NUMBER = expression(r"[0-9]+")
LINE = expression(r"^(?P<label>[^\n:：]+)[:：][ \t]*$", re.MULTILINE)
SEVERAL = 3  # lines that make a sheet
A_SENTENCE = 8  # signs of which two are hardly alike by chance
EMERGENCY_ABROAD = ("US", "GB", "DE", "CN", "AU", "NZ", "JP")  # whose numbers everybody has heard of
OF_OTHERS = ("outside_route",)


def remarks_on_said_figures(policy: Policy) -> Iterator[str]:
    """A sentence for each figure beside which another one stands in the conditions, in another text or in the next language."""
    for where, texts, bounds in _beside_bounds(policy):
        yield from _other_than(where, texts, bounds)
    for where, texts in texts_of(policy):
        yield from _other_in_the_next_language(where, texts)
        yield from _dialled_elsewhere(where, texts, works_in(policy))
    yield from dict.fromkeys(_nearly_the_same_telephone(policy))
    yield from _same_clause(policy)
    yield from _refused_figures(policy)


# -- sums -------------------------------------------------------------------------------------------------------------------


def _beside_bounds(policy: Policy) -> Iterator[tuple[str, Texts, set[float]]]:
    """Texts of parts, with the numbers that their conditions compare with."""
    for gate in policy.gates:
        for texts in (gate.labels, gate.reason):
            yield f'gate "{gate.name}"', texts, _bounds(gate.when) | _bounds(gate.unless)
    for task in policy.tasks:
        yield f'task "{task.name}"', task.labels, _bounds(task.when)
    for rule in policy.rules:
        for name in (rule.group, *rule.then.flag):
            texts = {language: label(name, policy, language) for language in policy.labels.get(name, {})}
            yield f'a rule of group "{rule.group}"', texts, _bounds(rule.when) | _bounds(rule.unless)


def _bounds(when: When) -> set[float]:
    """The numbers that conditions compare with, at which they begin or end."""
    found = set()
    for test in (test for table in when for test in table if test.kind == "field"):
        found |= {bound for bound in (test.at_least, test.over, test.at_most, test.below) if bound is not None}
    return found


def _other_than(where: str, texts: Texts, bounds: set[float]) -> Iterator[str]:
    """Both name numbers of three figures, and some of the words' are none of the conditions', nor next to one, and the other way round."""
    compared = {bound for bound in bounds if bound >= 100}  # noqa: PLR2004 - as many figures as the words have
    for text in texts.values():
        said = [float(f["figures"].replace(",", "")) * TIMES.get(f["times"] or "", 1) for f in SUM.finditer(text)]
        unlike = [number for number in said if not _is_among(number, compared)]
        if unlike and (shown := ", ".join(f"{bound:g}" for bound in sorted(compared) if not _is_among(bound, said))):
            yield f"{where} is worded with {unlike[0]:g} (“{text[:30]}”), and compares with {shown}"
            return


def _is_among(number: float, others: Iterable[float]) -> bool:
    return any(abs(number - other) <= 1 for other in others)


# -- figures beside one another ---------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return GROUPED.sub("", FILLED_IN.sub(" ", text))


def _other_in_the_next_language(where: str, texts: Texts) -> Iterator[str]:
    """A number, as of a telephone or a sum, that is another one in the next language."""
    said = {language: set(FIGURES.findall(_plain(text))) for language, text in texts.items()}
    first = next((language for language in said if said[language]), "")
    for language, figures in said.items():
        if figures and not (figures <= said[first] or said[first] <= figures):
            yield f"{where}: {language} says {', '.join(sorted(figures - said[first]))}, and {first} {', '.join(sorted(said[first] - figures))}"
            return


def _dialled_elsewhere(where: str, texts: Texts, country: str) -> Iterator[str]:
    """A number of help in danger that the organisation's country has not, and others have."""
    for number in sorted({found["number"] for text in texts.values() for found in DIALLED.finditer(text)}):
        elsewhere = [each for each in EMERGENCY_ABROAD if phonenumbers.is_emergency_number(number, each)]
        if country and elsewhere and not _is_dialled(number, country):
            yield f"{where}: {number} is the number of emergencies in {elsewhere[0]}, and nobody's in {country}"


def _is_dialled(number: str, country: str) -> bool:
    return bool(phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(number, country), country))


def _nearly_the_same_telephone(policy: Policy) -> Iterator[str]:
    """Two long numbers that differ in a figure or in the order of two: one of them is mistyped."""
    places: dict[str, str] = {}
    for where, texts in texts_of(policy):
        for text in texts.values():
            places |= {each: where for each in TELEPHONE.findall(_plain(text)) if each not in places}
    for one, other in combinations(places, 2):
        if len(one) == len(other) and _is_mistyped(one, other):
            yield f"{places[one]} names {one}, and {places[other]} {other}: one of the two is mistyped"


def _is_mistyped(one: str, other: str) -> bool:
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(unlike) == 2 and {one[unlike[0]], one[unlike[1]]} == {other[unlike[0]], other[unlike[1]]}  # noqa: PLR2004 - two figures
    return swapped or (
        len(unlike) == 1 and unlike[0] < len(one) - 2
    )  # an office's numbers differ in their last figures


def _same_clause(policy: Policy) -> Iterator[str]:
    """A clause of two letters that is the same but for its figures; spans of time are looked at on their own."""
    said: dict[tuple[str, str], tuple[list[str], str]] = {}
    for key, texts in policy.words.items():
        for language, text in texts.items() if key not in OF_OTHERS else ():
            for clause in CLAUSE.split(without_spans(_plain(text))):
                figures, masked = NUMBER.findall(clause), NUMBER.sub("#", clause).strip()
                if figures and len(masked) >= A_SENTENCE:
                    before, where = said.setdefault((language, masked), (figures, key))
                    if before != figures:
                        yield f'words "{key}" say {", ".join(figures)} in {language} (“{clause.strip()[:40]}”), where words "{where}" say {", ".join(before)}'


def _refused_figures(policy: Policy) -> Iterator[str]:
    """A sheet that names the figures to fill in, of which a gate takes one for none."""
    for key, texts in policy.words.items():
        for language, text in texts.items():
            lines = {found["label"].strip() for found in LINE.finditer(text)}
            asked = {field.name for field in policy.fields if field.labels.get(language) in lines}
            said = sorted({float(each) for each in NUMBER.findall(without_spans(FILLED_IN.sub(" ", text)))})
            for gate in policy.gates if len(asked) >= SEVERAL else ():
                ranges = [table[0] for table in gate.when if len(table) == 1 and table[0].of in asked]
                refused = [f"{each:g}" for each in said if any(is_range(t) and lies_in(str(each), t) for t in ranges)]
                if refused:
                    yield f'words "{key}" ask for {", ".join(refused)} in {language}, which gate "{gate.name}" refuses'
                    return
