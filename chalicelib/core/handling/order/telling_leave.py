"""Who tells beside a case, or alone, that they will be away: said plainly it is noted, else they read how it is noted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.own_leave import (
    days_of_leave,
    leave_told_in,
    names_a_deputy,
    plainly_told,
    who_stands_in,
)


def leave_meant(mail: StaffWrote, policy: Policy) -> Command | None:
    """The command that notes what the mail plainly tells, with days and deputy; None where it orders something, is not plain, or the absence is known.

    A deputy who is named and not known is asked for.
    """
    told = leave_told_in(mail.writing.text)
    if not told or mail.problems or mail.pasted or any(each.name != "note" for each in mail.commands):
        return None
    deputy, others = _deputy(told, mail.by, policy)
    text = _without(mail.writing.text, others)
    days = plainly_told(text, _today(mail.at, policy))
    known = (a for a in policy.directory.absences if a.mail == mail.by)
    if days is None or (not deputy and names_a_deputy(_without(told, others))):
        return None
    if any(a.start <= days[0] and a.end >= days[1] for a in known):
        return None
    return Command(name="absent", words=" ".join(filter(None, (str(days[0]), str(days[1]), deputy))))


def say_how_leave_is_told(draft: Draft, fact: StaffWrote) -> None:
    """The command with the days and the deputy as far as the words say them; nothing where the absence is known, or the mail orders something."""
    told = leave_told_in(fact.writing.text) if all(each.name == "note" for each in fact.commands) else ""
    if not told or fact.silent:
        return
    deputy, others = _deputy(told, draft.by, draft.policy)
    days = days_of_leave(_without(told, others), _today(draft.at, draft.policy))
    if days is None:
        draft.results.refuse("leave_untold", command=saying.command("absent"))
    elif not any(
        a.mail == draft.by and a.start <= days[1] and a.end >= days[0] for a in draft.policy.directory.absences
    ):
        line = " ".join(filter(None, (str(days[0]), str(days[1]), deputy)))
        draft.results.refuse("leave_told_by", command=saying.command("absent"), line=line)


def _deputy(told: str, by: str, policy: Policy) -> tuple[str, tuple[str, ...]]:
    others = tuple(person.name for person in policy.directory.people if person.mail != by)
    return who_stands_in(told, others), others


def _without(said: str, names: tuple[str, ...]) -> str:
    for name in names:
        said = said.replace(name, " ") if name else said
    return said


def _today(at: datetime, policy: Policy) -> date:
    return at.astimezone(ZoneInfo(policy.timezone)).date()
