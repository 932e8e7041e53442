"""Who tells beside a case that they will be away reads how that is told: nobody stands in for them because of a note."""

from zoneinfo import ZoneInfo

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.handling.draft import Draft
from chalicelib.core.written.own_leave import days_of_leave, leave_told_in, who_stands_in


def say_how_leave_is_told(draft: Draft, fact: StaffWrote) -> None:
    """The command with the days and the deputy as far as the words say them; nothing where the absence is known, or the mail orders something."""
    told = leave_told_in(fact.writing.text) if all(each.name == "note" for each in fact.commands) else ""
    if not told or fact.silent:
        return
    directory = draft.policy.directory
    others = tuple(person.name for person in directory.people if person.mail != draft.by)
    deputy = who_stands_in(told, others)
    for name in others:
        told = told.replace(name, " ")
    days = days_of_leave(told, draft.at.astimezone(ZoneInfo(draft.policy.timezone)).date())
    if days is None:
        draft.results.refuse("leave_untold", command=saying.command("absent"))
    elif not any(a.mail == draft.by and a.start <= days[1] and a.end >= days[0] for a in directory.absences):
        line = " ".join(filter(None, (str(days[0]), str(days[1]), deputy)))
        draft.results.refuse("leave_told_by", command=saying.command("absent"), line=line)
