"""Plain words about several things that one complaint asks of one person: 都同意, "同意延期申请，不同意处理结果，理由…"."""

import re
from collections.abc import Sequence

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals
from chalicelib.core.words.labels import label
from chalicelib.core.written.consent import Said, about_all, answer_in
from chalicelib.core.written.languages import LANGUAGES

_CLAUSE = expression(r"[，,；;。\n]+|\.(?=\s|$)")
_DECISIVE = ("yes", "no", "ok")
Decided = list[tuple[Approval, Said]]


def said_of_each(draft: Draft, text: str, waiting: Sequence[Approval], proposed: str) -> Decided:
    """What the words decide of each, more time first; nothing unless they plainly decide every one."""
    whole = about_all(text)
    said = answer_in(whole, (), proposed)
    if whole != text.strip() and said.answer in _DECISIVE and not _names_one(draft, text, waiting):
        plain = said.answer != "no" or said.rest
        return _in_turn(draft, [(each, said) for each in waiting]) if plain else []
    return _in_turn(draft, _one_by_one(draft, text, waiting, proposed))


def _one_by_one(draft: Draft, text: str, waiting: Sequence[Approval], proposed: str) -> Decided:
    """Each thing with the clause that names it; what follows a refusal and names nothing is its reason."""
    found: dict[str, tuple[Approval, str]] = {}
    last = ""
    for clause in filter(str.strip, _CLAUSE.split(text)):
        named = [each for each in waiting if approvals.is_called(draft, each, clause)]
        if len(named) > 1 or (named and named[0].gate in found) or (not named and not last):
            return []
        if named:
            last = named[0].gate
            found[last] = (named[0], _without_name(draft, named[0], clause))
        else:
            found[last] = (found[last][0], f"{found[last][1]}，{clause.strip()}")
    said = [(each, answer_in(words, (), proposed)) for each, words in found.values()]
    plain = all(s.answer in _DECISIVE and (s.answer != "no" or s.rest) for _, s in said)
    return said if plain and len(said) == len(waiting) else []


def _in_turn(draft: Draft, said: Decided) -> Decided:
    """An answer that goes out leaves no time to be asked for: that is decided first."""
    return sorted(said, key=lambda each: approvals.moment_of(draft, each[0]) != "extended")


def _names_one(draft: Draft, text: str, waiting: Sequence[Approval]) -> bool:
    return any(approvals.is_called(draft, each, text) for each in waiting)


def _without_name(draft: Draft, approval: Approval, clause: str) -> str:
    word = approvals.called(draft, approval)
    for language in LANGUAGES:
        clause = re.sub(
            rf"(?:the )?{re.escape(label(word, draft.policy, language))}\s*[:：]?", "", clause, flags=re.IGNORECASE
        )
    return re.sub(r"^\s*(?:and|but|而|但|对|對|于|於)\s*|\s*(?:to|of|with)\s*$", "", clause.strip()).strip()
