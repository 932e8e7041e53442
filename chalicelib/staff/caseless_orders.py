"""What staff order without a complaint: registering one, their list, a query, help, being away. Pure.

Each gives facts for complaints and lines for the receipt; the pipeline carries them out.
"""

from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote
from chalicelib.core.complaint.saying import Said, all_commands, command, labels, say
from chalicelib.core.orders.command_reader import COMMANDS
from chalicelib.core.orders.registering import registered
from chalicelib.core.people.absences import Told, away_at, back_at
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.report import monthly_figures
from chalicelib.core.written.dates import moments_in
from chalicelib.core.written.words import mentions
from chalicelib.core.written.yes_and_no import is_filled


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """What the orders of one mail ask for: complaints to open, absences to note, lists and queries to answer, receipt lines."""

    complaints: tuple[CustomerWrote, ...] = ()
    absences: tuple[Told, ...] = ()
    told: tuple[monthly_figures.Told, ...] = ()
    lists: bool = False
    queries: tuple[str, ...] = ()
    changes: tuple[Said, ...] = ()
    problems: tuple[Said, ...] = ()


def serve(mail: StaffWrote, policy: Policy) -> Service:
    """What the complaint-less orders of a staff mail come to."""
    service = Service(problems=mail.problems)
    for index, order in enumerate(mail.commands):
        if not COMMANDS[order.name].needs_complaint:
            service = _serve_one(service, order, mail, index, policy)
    return service


def _serve_one(service: Service, order: Command, mail: StaffWrote, index: int, policy: Policy) -> Service:
    match order.name:
        case "register":
            opened = registered(order, mail, index, policy)
            if isinstance(opened, Said):
                return _with(service, problems=opened)
            return msgspec.structs.replace(service, complaints=(*service.complaints, opened))
        case "absent":
            return _absence(service, order, mail, policy)
        case "back":
            return _back(service, order, mail, policy)
        case "figures" if told := monthly_figures.told(order, mail, policy):
            if mail.by not in (policy.directory.desk, policy.directory.desk_head):
                return _with(service, problems=say("not_entitled", command=command("figures")))
            noted = say("figures_told", month=told[0].month, count=len(told))
            return msgspec.structs.replace(_with(service, changes=noted), told=(*service.told, *told))
        case "list" | "figures":
            return msgspec.structs.replace(service, lists=True)
        case "query":
            return msgspec.structs.replace(service, queries=(*service.queries, order.words))
        case _:
            return _with(service, changes=say("help", commands=all_commands()))


def _with(service: Service, changes: Said | None = None, problems: Said | None = None) -> Service:
    return msgspec.structs.replace(
        service,
        changes=(*service.changes, *([changes] if changes else [])),
        problems=(*service.problems, *([problems] if problems else [])),
    )


def _absence(service: Service, order: Command, mail: StaffWrote, policy: Policy) -> Service:
    """Dates and deputy, from the form or from `#请假 2026-03-02 至 2026-03-06 李国强`; a single date is a single day.

    Without a deputy whoever leads them stands in (IB-13).
    """
    said = "\n".join(
        (order.form.get("start", ""), order.form.get("end", ""), order.form.get("deputy", ""), order.words)
    )
    days = [moment.date() for moment in moments_in(said, policy.timezone, near=mail.at)]
    others = [p for p in policy.directory.people if p.mail != mail.by]
    named = [p for p in others if p.name in said or p.mail in said.lower()]
    if not days or days[-1] < days[0]:
        return _with(service, problems=say("bad_time", text=order.words or "—"))
    if len(named) > 1 or (not named and _names_a_deputy(order, mail.by, policy)):
        who = order.form.get("deputy", "") or "、".join(p.name for p in named) or order.words
        choices = labels(*(p.name for p in named or others))
        return _with(service, problems=say("unknown_deputy", name=who, choices=choices))
    away = Absence(mail=mail.by, start=days[0], end=days[-1], deputy=named[0].mail if named else "")
    code, deputy = ("absent", named[0].name) if named else ("absent_alone", "")
    noted = say(code, start=str(away.start), end=str(away.end), deputy=deputy)
    told = away_at(away, mail.at)
    return msgspec.structs.replace(_with(service, changes=noted), absences=(*service.absences, told))


def _names_a_deputy(order: Command, by: str, policy: Policy) -> bool:
    """Whether somebody is named who cannot be it, or is not found."""
    own = policy.directory.person(by)
    words = ("代理", "代班", "deputy", *([own.name] if own and own.name else []))
    return is_filled(order.form.get("deputy", "")) or mentions(order.words, words)


def _back(service: Service, order: Command, mail: StaffWrote, policy: Policy) -> Service:
    """Back before the absence was to end: today, or from the day that is named."""
    today = mail.at.astimezone(ZoneInfo(policy.timezone)).date()
    days = [moment.date() for moment in moments_in(order.words, policy.timezone, near=mail.at)]
    day = days[0] if days else today
    away = [a for a in policy.directory.absences if a.mail == mail.by and a.end >= day]
    if not away:
        return _with(service, problems=say("not_absent"))
    told = back_at(max(away, key=lambda absence: absence.end), day, mail.at)
    noted = say("back", day=str(day))
    return msgspec.structs.replace(_with(service, changes=noted), absences=(*service.absences, told))
