"""What the desk says of whom a complaint is about, and of whom it is not."""

import re

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import handed_over
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.people import accused, people
from chalicelib.core.policy.model import Department
from chalicelib.core.written.words import folded

_EACH = expression(r"[,，、;；\n]|\band\b")
_NOT = expression(r"^(?:不是|并非|不涉及|不关|没有投诉|非|not\b|isn't\b)\s*", re.IGNORECASE)
_NOBODY = expression(r"^(?:无|没有|没有人|无人|谁都不是|都不是|nobody|no one|none)[。.!！]?$", re.IGNORECASE)


@carries_out("about")
def about(draft: Draft, command: Command) -> None:
    """Names people or units as complained of, or clears them; of nobody at all: clears all who are, or may be."""
    words = command.words.strip()
    if not words:
        draft.results.refuse("words_needed", command=saying.command("about"))
    elif _NOBODY.match(folded(words)):
        _say(draft, (), _all_meant(draft))
    else:
        _say_of_each(draft, [part.strip() for part in _EACH.split(words) if part.strip()])


def _say_of_each(draft: Draft, parts: list[str]) -> None:
    named: list[str] = []
    cleared: list[str] = []
    for part in parts:
        denied = bool(_NOT.match(part)) or (bool(cleared) and not named)  # 不是甲、乙 speaks of both
        found = accused.found_in(_NOT.sub("", part), draft.policy)
        if not found:
            draft.results.refuse("whom_unknown", name=part, command=saying.command("about"))
            return
        (cleared if denied else named).extend(found)
    _say(draft, tuple(named), tuple(cleared))


def _all_meant(draft: Draft) -> tuple[str, ...]:
    complaint, policy = draft.complaint, draft.policy
    people_ = (p.mail for p in policy.directory.people if accused.whether_meant(p.mail, complaint, policy) != "no")
    units = (d.name for d in policy.directory.departments if accused.unit_is_meant(d, complaint, policy))
    return (*people_, *units)


def _say(draft: Draft, named: tuple[str, ...], cleared: tuple[str, ...]) -> None:
    """Keeps it; whoever is cleared has again what they would have had."""
    complaint, before = draft.complaint, _line(draft)
    both = {*complaint.named, *named} - {*cleared}
    none = {*complaint.cleared, *cleared} - {*named}
    draft.change(named=tuple(sorted(both)), cleared=tuple(sorted(none)))
    for what, whom in (("about", named), ("not_about", cleared)):
        if whom:
            shown = _shown(draft, whom)
            draft.record(what, text=shown)
            draft.results.done(f"{what}_said", who=shown)
    if not (named or cleared):
        draft.results.done("about_nobody")
    if cleared:
        _give_back(draft, before)


def _shown(draft: Draft, whom: tuple[str, ...]) -> str:
    known = (draft.policy.directory.person(each) for each in whom)
    return "、".join(p.name if p and p.name else each for p, each in zip(known, whom, strict=True))


def _unit(draft: Draft) -> Department | None:
    return draft.policy.directory.department(draft.complaint.unit or draft.complaint.department)


def _line(draft: Draft) -> tuple[str, str, str] | None:
    """Who handles and leads it by the directory as things stand."""
    unit = _unit(draft)
    return people.chain(unit, draft.complaint, draft.policy, draft.now) if unit else None


def _give_back(draft: Draft, before: tuple[str, str, str] | None) -> None:
    """The line of the unit as if nobody had been kept out, as far as the directory alone had made it and nobody has answered."""
    after, complaint = _line(draft), draft.complaint
    if before is None or after is None or complaint.status != "open":
        return
    if complaint.supervisor == before[1]:
        draft.change(supervisor=after[1])
    if complaint.director == before[2]:
        draft.change(director=after[2])
    if complaint.handler == before[0] != after[0] and not complaint.proposed_by:
        draft.change(handler=after[0])
        handed_over.hand_over(draft)
        if complaint.moment("referred") is not None:
            draft.record("transferred", said=saying.say("not_about_back", to=saying.person(after[0])))
            draft.news.append(ASSIGNMENT)
            until_now = people.staff(before[0], "staff", draft.policy, draft.now)
            said = saying.say("handed_on", to=saying.person(after[0]))
            draft.send_to("information", until_now, extra={"reason": said})
