"""Texts of a sound policy: each in its own language, and what stands beside one another called otherwise."""

import re
from collections.abc import Iterable, Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import BUILT_IN, label
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.words import folded
from redress.remarks.policy_texts import Texts, parts_of, texts_of

FEW = 2  # letters of a name such as QR, or 8D; languages of which neither is the exception
FILLED_IN = expression(r"\{\{.*?\}\}|\{%.*?%\}|https?://\S+|\S+@\S+", re.DOTALL)
QUOTED = expression(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|‘[^’]*’|[#＃]\S+|[（(][^（()）]*[)）]")
HAN = expression("[\u3400-\u9fff]")
LETTERS = expression("[A-Za-z]")
AGREED = expression(r"认可|認可|同意|接受|\b(?:agree|accept|happy|satisfied|confirm)", re.IGNORECASE)
DISAGREED = expression(r"不|没|沒|未|异议|異議|部分|\b(?:not|no|partly|dis|un)|n't", re.IGNORECASE)
IN_BRACES = expression(r"\{\{(.*?)\}\}|\{%.*?%\}", re.DOTALL)
NAMED = expression(r"(?P<quote>['\"]).*?(?P=quote)|(?P<name>[a-z_]+(?:\.[a-z_]+)*)")
TO_FILL_IN = expression(r"[:：][ \t]*$", re.MULTILINE)
MANY_LINES = 3
FEW_OF = 10  # one of so many is an exception
MANY = 6  # places that are named
VERDICTS = tuple(f"satisfaction.{figure}" for figure in range(1, 5))
ON_RECEIPT = frozenset({"acknowledgement", "question"})
KNOWN_LATER = frozenset({"case.outcome", "case.satisfaction", "parts.letter"})
LASTING = tuple(f"lasting.{figure}" for figure in range(1, 5))


def remarks_on_texts(policy: Policy) -> Iterator[str]:
    """A sentence for each text in another language than its own, and for each two that are called alike."""
    for where, texts in texts_of(policy):
        if not where.startswith("organisation"):
            yield from _in_another_language(where, texts, policy)
        yield from _lacking(where, texts)
    yield from _told_before_it_is_known(policy)
    yield from _signed_by_another_house(policy)
    yield from _left_untranslated(policy)
    yield from _called_alike(policy)
    yield from _agreed_and_opened_again(policy)
    yield from _called_after_another_choice(policy)
    yield from _under_one_subject(policy)


def _in_another_language(where: str, texts: Texts, policy: Policy) -> Iterator[str]:
    names = [each.name for each in policy.directory.people]
    for language, text in texts.items():
        plain = _without(names, QUOTED.sub(" ", FILLED_IN.sub(" ", text)))
        han, letters = HAN.findall(plain), LETTERS.findall(plain)
        if LANGUAGES[language].is_latin and han:
            yield f"{where}: the text in {language} is written in Chinese: “{_short(text)}”"
        elif not LANGUAGES[language].is_latin and not han and len(letters) > FEW and not plain.isupper():
            yield f"{where}: the text in {language} is the English one: “{_short(text)}”"
        elif not LANGUAGES[language].is_latin and han and (others := _of_the_other_script(han, language)):
            yield f"{where}: the text in {language} has signs of the other script ({''.join(others[:4])}): “{_short(text)}”"


def _lacking(where: str, texts: Texts) -> Iterator[str]:
    """What all languages but one fill in, and a sheet that has more lines to fill in than its next language."""
    values = {language: set(_named_in(text)) for language, text in texts.items()}
    for language in values if len(values) > FEW else ():
        others = [each for other, each in values.items() if other != language]
        if lacking := set.intersection(*others) - values[language]:
            yield f"{where}: all others fill in {', '.join(sorted(lacking))}, and {language} does not"
            return
    lines = {language: len(TO_FILL_IN.findall(text)) for language, text in texts.items()}
    more, less = (pick(lines, key=lambda each: lines[each], default="") for pick in (max, min))
    if lines and MANY_LINES <= lines[less] < lines[more]:
        yield f"{where}: {more} has {lines[more]} lines to fill in, and {less} {lines[less]}"


def _told_before_it_is_known(policy: Policy) -> Iterator[str]:
    """A passage of what goes out on receipt that waits for the answer."""
    for key, texts in policy.words.items():
        known_later = {*_named_in(" ".join(texts.values()))} & KNOWN_LATER
        if key.partition(".")[0] in ON_RECEIPT and known_later:
            yield f'words."{key}" goes out on receipt, and names {", ".join(sorted(known_later))}, which nobody knows by then'


def _named_in(text: str) -> Iterator[str]:
    """The values that a template fills in."""
    for braces in IN_BRACES.findall(text):
        yield from (found["name"] for found in NAMED.finditer(braces) if found["name"])


def _signed_by_another_house(policy: Policy) -> Iterator[str]:
    """A name above texts of which nothing stands in the organisation's own, as is left of a policy that was copied."""
    for language, name in policy.words.get("sms_name", {}).items():
        house = policy.organisation.get(language, "").lower()
        signs = [each for each in HAN.findall(name) if each not in house]
        words = name.lower().split()
        if house and (signs if HAN.search(name) else not any(word in house.split() for word in words)):
            yield f"sms_name is “{name}” in {language}, and the organisation is “{policy.organisation[language]}”: is that the same house?"


def _left_untranslated(policy: Policy) -> Iterator[str]:
    """The few texts that lack a language which nearly all others have, and for which there are none of ours: its readers get Chinese there."""
    ours = {f'labels of "{word}"' for word in policy.labels if word in BUILT_IN or "." in word}
    worded = [(at, texts) for at, texts in texts_of(policy) if texts and at not in ours and not at.startswith("words")]
    for language in (each for each in policy.languages if LANGUAGES[each].is_latin):
        lacking = [where for where, texts in worded if language not in texts]
        if lacking and len(lacking) * FEW_OF <= len(worded):
            yield f"without a text in {language}, where all else has one: {'; '.join(lacking[:MANY])}"


def _without(names: Iterable[str], text: str) -> str:
    for name in sorted((each for each in names if each), key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _of_the_other_script(signs: list[str], language: str) -> list[str]:
    """Signs that the national character set of the other script has and this one's has not."""
    own, others = (
        LANGUAGES[language].charset,
        [each.charset for tag, each in LANGUAGES.items() if each.charset and tag != language],
    )
    return [sign for sign in signs if own and not _holds(own, sign) and any(_holds(other, sign) for other in others)]


def _holds(charset: str, sign: str) -> bool:
    try:
        sign.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _short(text: str) -> str:
    return " ".join(text.split())[:30]


def _called_alike(policy: Policy) -> Iterator[str]:
    """Two of one kind that are called alike in a language: verdicts of the scale, units, stages, reports, roles, moments."""
    kinds: dict[str, list[str]] = {
        "verdict": [each for each in VERDICTS if each in policy.labels or any(v in policy.labels for v in VERDICTS)],
        "later verdict": [
            each for each in LASTING if each in policy.labels or any(v in policy.labels for v in LASTING)
        ],
        "department": [unit.name for unit in policy.directory.departments],
    }
    for kind, part in parts_of(policy):
        if kind in ("role", "stage", "moment", "report"):
            kinds.setdefault(kind, []).append(part.name)
    for kind, words in kinds.items():
        yield from _alike_in(kind, words, policy)


def _alike_in(kind: str, words: list[str], policy: Policy) -> Iterator[str]:
    for language in policy.languages:
        called: dict[str, str] = {}
        for word in words:
            name = label(word, policy, language)
            other = called.setdefault(folded(name), word)
            if other != word:
                yield f'{kind} "{other}" and {kind} "{word}" are both called “{name}” in {language}: nobody can tell them apart'
                return


def _agreed_and_opened_again(policy: Policy) -> Iterator[str]:
    """A verdict in the organisation's own words that agrees, and begins another round all the same."""
    for figure in range(1, policy.reopen_at_most + 1):
        for language, text in policy.labels.get(f"satisfaction.{figure}", {}).items():
            if AGREED.search(text) and not DISAGREED.search(text):
                yield (
                    f"reopen_at_most = {policy.reopen_at_most} begins another round for who says “{text}” "
                    f"(satisfaction.{figure} in {language}): they agree"
                )
                break


def _called_after_another_choice(policy: Policy) -> Iterator[str]:
    """A choice whose label is the name of another one of its field: two labels have changed places."""
    for field in policy.fields:
        names = {name.replace("_", " ").lower(): name for name in field.choices}
        for choice, texts in field.called.items():
            for text in texts.values():
                if names.get(text.lower(), choice) != choice:
                    yield f'"{choice}" of field "{field.name}" is called “{text}”, which is another of its choices'


def _under_one_subject(policy: Policy) -> Iterator[str]:
    """Two messages of which the one bears the other's subject word for word, in every language: copied and not changed."""
    subjects: dict[tuple[str, ...], str] = {}
    for key, texts in policy.words.items():
        if key.endswith(".subject") and texts and not any("{{" in text for text in texts.values()):
            other = subjects.setdefault(tuple(texts.values()), key)
            if other != key:
                yield f'words "{other}" and "{key}" are the same: “{_short(next(iter(texts.values())))}”'
