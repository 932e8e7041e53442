"""What mail programs put before the subject of a mail that they answer or pass on: "Re:", "AW:", "回复：", "Fwd:", "转发："."""

import re

from chalicelib.core.expressions import expression

LONGEST = 200
"""Characters of a subject in which they stand."""
# By languages; what people also head a subject of their own with stands apart.
_ANSWERED = (
    "re|aw|antw|antwort|sv|vs|réponse|ynt|odp|atb|vá|bls|hl|απ|ответ|השב|trả lời|回[复覆復信]|答[复覆復]|返信|답장|회신"
)
_ANSWERED_TOO = "r|res|rif|ref|réf|ang"
_PASSED_ON = "fwd?|fw|wg|tr|rv|doorst|vs|vb|vl|pd|ilt|i̇lt|σχετ|πρθ|пересл|továbbítás|הועבר|chuyển tiếp|[转轉][发發寄]|[转轉傳]送|転送|전달"
_PASSED_ON_TOO = "i|inoltro|enc"
_TAGS = r"\s*(?:[\[【(（*][^\]】)）\n]{1,40}[\]】)）*]+\s*)*"
"""What a list or a gateway puts before all of it: "[Complaints]", "[EXTERN]"."""
_END = r"\s*(?:[\[(（]\d{1,3}[\])）]|\^\d{1,3})?\s*[:：]"
"""Some programs count: "Re[2]:", "Re^3:"."""


def _prefix(*words: str, behind: str = _TAGS) -> re.Pattern[str]:
    return expression(rf"{behind}(?:{'|'.join(words)}){_END}", re.IGNORECASE)


_ANSWERS = _prefix(_ANSWERED, _ANSWERED_TOO)
_PASSES_ON = _prefix(_PASSED_ON, _PASSED_ON_TOO)
_SURELY = _prefix(_ANSWERED, _PASSED_ON, behind=r"\s*")
_SURELY_ANSWERS = _prefix(_ANSWERED)


def answers(subject: str) -> bool:
    """The subject is that of a mail that this one answers, so that it says nothing of its own."""
    return bool(_SURELY_ANSWERS.match(subject[:LONGEST]))


def passes_on(subject: str) -> bool:
    """The subject is that of a mail that this one passes on."""
    return bool(_PASSES_ON.match(subject[:LONGEST]))


def continues(subject: str) -> bool:
    """The subject is that of an earlier mail, answered or passed on; in doubt it is."""
    return bool(_ANSWERS.match(subject[:LONGEST])) or passes_on(subject)


def surely_continues(subject: str) -> bool:
    """The same, with nothing before it; in doubt it is the writer's own, and a program's behind a tag: "[Undeliverable] Re: …"."""
    return bool(_SURELY.match(subject[:LONGEST]))


def without_answers(subject: str) -> str:
    """The subject without what answering has put before it."""
    said, at = subject.strip(), 0
    while (found := _SURELY_ANSWERS.match(said[at : at + LONGEST])) is not None:
        at += found.end()
    return said[at:].strip()
