"""Whom words greet: "Dear Mrs Kirk, we have…", 李女士，您好. Whoever answers in the wrong thread greets somebody else than the customer of the complaint."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.namelessness import CHINESE, SURNAMES
from chalicelib.core.written.words import folded

_TITLES = r"mr|mrs|ms|miss|mx|dr|prof|professor|sir|lady|lord|rev|reverend|cllr|councillor"
_NAMED = rf"(?i:dear|hi|hello)(?P<names>(?: (?:(?i:{_TITLES})\.?(?=[ ,:]|$)|[A-Z][\w'’-]*\.?|and|&|or)){{1,4}})"
_GREETS = expression(rf"^\s*{_NAMED}(?: ?[,:!]| [–-](?= )|\s*$)")
_CHINESE = expression(
    r"^\s*(?:尊敬的|敬爱的|亲爱的|敬愛的|親愛的)?(?P<names>[\u4e00-\u9fff]{1,4}?)(?P<title>先生|女士|小姐)"
)
_NOBODY = frozenset((
    "sir", "madam", "customer", "resident", "member", "customers", "residents", "colleague", "colleagues",
    "all", "both", "team", "everyone", "everybody", "friend", "friends", "neighbour", "neighbours",
    "applicant", "tenant", "guest", "passenger", "parent", "parents", "client", "valued", "or",
    "and",
))  # fmt: skip
_NAMELESS = expression(r"客|户|主|友|员|您|你|各位|某|这位|那位|该|這位|員|戶")
_NAME = expression(rf"[{SURNAMES}][{CHINESE}]{{1,2}}")  # 开心果 or 阿明 above a mail tells nobody's name
SHORTEST = 3  # letters of a name of which another is a short form: Jo and Joanna share two


def greeting(line: str) -> str:
    """The greeting by name with which an English line begins, if more follows it on the line; "" if there is none."""
    found = _GREETS.match(line)
    return found.group() if found and line[found.end() :].strip() else ""


def greets_another(text: str, name: str, known: str) -> str:
    """The greeting, where it names somebody else than the customer of that `name`, and nobody in what is `known` of them; "" otherwise.

    Who signs Jo may be Ms Barker or Joanna, and who writes for Mrs Firth has named her.
    """
    line = next((line for line in text.splitlines() if line.strip()), "")
    return _in_english(line, name, folded(known)) or _in_chinese(line, name, known)


def _in_english(line: str, name: str, known: str) -> str:
    found = _GREETS.match(line)
    if found is None or not re.search("[A-Za-z]", name):
        return ""
    named = [word for word in _words(found["names"]) if word not in _NOBODY and not re.fullmatch(_TITLES, word)]
    theirs = [word for word in _words(name) if not re.fullmatch(_TITLES, word)]
    initials = {word for word in re.split(r"[\s.]+", folded(name)) if len(word) == 1}
    alike = any(_is_form_of(one, other) for one in named for other in theirs) or any(w[0] in initials for w in named)
    told = any(re.search(rf"\b{re.escape(word)}\b", known) for word in named)
    return found.group().strip() if named and theirs and not (alike or told) else ""


def _in_chinese(line: str, name: str, known: str) -> str:
    found = _CHINESE.match(line)
    named = found["names"] if found else ""
    if found is None or not _NAME.fullmatch(folded(name).strip()) or _NAMELESS.search(named):
        return ""
    return "" if folded(named)[0] in folded(name) or folded(named) in folded(known) else found.group().strip()


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.,&]+", folded(name).replace("’", "'")) if len(word) > 1]


def _is_form_of(one: str, other: str) -> bool:
    """Whether one name may be short for the other: Jo, Joanna; Firth, Firth-Lane."""
    short, long = sorted((one, other), key=len)
    held = long.startswith(short) or (len(short) >= SHORTEST and short in long)
    return held or (len(short) >= SHORTEST and short[:SHORTEST] == long[:SHORTEST])
