"""What staff order without a complaint: registering one, their list, a query, figures, what is kept in sheets, help, being away. Pure.

Each gives facts for complaints and lines for the receipt; the pipeline carries them out.
"""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote
from chalicelib.core.complaint.saying import Said, all_commands, command, labels, say
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.overview import periods
from chalicelib.core.people import people
from chalicelib.core.people.absences import AbsenceNotice, away_at, back_at
from chalicelib.core.people.blocks import Block
from chalicelib.core.people.subscriptions import Wish
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.report import monthly_figures
from chalicelib.core.report.schedule import Period
from chalicelib.core.written.day_spans import days_in
from chalicelib.core.written.words import mentions
from chalicelib.core.written.yes_and_no import is_filled
from chalicelib.policies.kept_in_sheets import KEPT
from chalicelib.staff import blocking
from chalicelib.staff.parked_orders import ParkedOrder, ordered
from chalicelib.staff.registering import registered


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """What the orders of one mail ask for: complaints to open, absences to note, lists and queries to answer, receipt lines."""

    complaints: tuple[CustomerWrote, ...] = ()
    absences: tuple[AbsenceNotice, ...] = ()
    figures: tuple[monthly_figures.MonthlyFigure, ...] = ()
    blocks: tuple[Block, ...] = ()  # one that ends at once ends another
    blocked: bool = False  # who is blocked is asked for
    parked: tuple[ParkedOrder, ...] = ()
    lists: bool = False
    queries: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()  # whose figures are asked for
    wishes: tuple[Wish, ...] = ()  # who wants reports, or none
    sheets: tuple[
        tuple[str, str], ...
    ] = ()  # of each order about what is kept in sheets the command, and the words behind it
    changes: tuple[Said, ...] = ()
    problems: tuple[Said, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One order: the mail and its place there (`index`)."""

    order: Command
    mail: StaffWrote
    index: int
    policy: Policy


Serving = Callable[[Service, Asked], Service]
SERVICES: dict[str, Serving] = {}


def serves(name: str) -> Callable[[Serving], Serving]:
    """Makes a function the one that serves a command of the table: it adds to what the mail's earlier orders come to.

    ValueError for a command that needs a complaint or has its function already; KeyError if there is none of that name.
    """
    if name in SERVICES or COMMANDS[name].needs_complaint:
        raise ValueError(name)

    def enter(serving: Serving) -> Serving:
        SERVICES[name] = serving
        return serving

    return enter


def serve(mail: StaffWrote, policy: Policy, leave: Command | None = None) -> Service:
    """What the complaint-less orders of a staff mail come to. `leave` is meant by plain words, whose writer reads how it is taken back."""
    service = Service(problems=mail.problems)
    for index, order in enumerate((*mail.commands, *([leave] if leave else []))):
        if not COMMANDS[order.name].needs_complaint:
            asked = Asked(order=order, mail=mail, index=index, policy=policy)
            service = SERVICES[order.name](service, asked)
    undone = say("leave_taken_back_by", command=command("back")) if leave and service.absences else None
    return _with(service, changes=undone)


@serves("register")
def register(service: Service, asked: Asked) -> Service:
    """A complaint that came by phone or in person, to be opened like any other."""
    opened = registered(asked.order, asked.mail, asked.index, asked.policy)
    if isinstance(opened, Said):
        return _with(service, problems=opened)
    return msgspec.structs.replace(service, complaints=(*service.complaints, opened))


def _with(service: Service, changes: Said | None = None, problems: Said | None = None) -> Service:
    return msgspec.structs.replace(
        service,
        changes=(*service.changes, *([changes] if changes else [])),
        problems=(*service.problems, *([problems] if problems else [])),
    )


@serves("absent")
def be_absent(service: Service, asked: Asked) -> Service:
    """Dates and deputy, from the form or from `#请假 3月2日至6日 李国强`; a single date is a single day.

    Without a deputy whoever leads them stands in (IB-13).
    """
    order, mail, policy = asked.order, asked.mail, asked.policy
    form, today = order.form, _today(asked)
    said = "\n".join((form.get("start", ""), form.get("end", ""), form.get("deputy", ""), order.words))
    others = [p for p in policy.directory.people if p.mail != mail.by]
    named = [p for p in others if p.name in said or p.mail in said.lower()]
    days = days_in(_days_written(order, policy), today)
    if days is None:
        return _with(service, problems=_unread_days(order))
    if days[1] < today:
        return _with(service, problems=say("absence_over", end=str(days[1])))
    if len(named) > 1 or (not named and _names_a_deputy(order, mail.by, policy)):
        both = labels(*(p.name for p in named)) if named else order.words
        who = order.form.get("deputy", "") or both
        choices = labels(*(p.name for p in named or others))
        return _with(service, problems=say("unknown_deputy", name=who, choices=choices))
    away = Absence(mail=mail.by, start=days[0], end=days[1], deputy=named[0].mail if named else "")
    code, deputy = ("absent", named[0].name) if named else ("absent_alone", "")
    noted = say(code, start=str(away.start), end=str(away.end), deputy=deputy)
    told = away_at(away, mail.at)
    return msgspec.structs.replace(_with(service, changes=noted), absences=(*service.absences, told))


def _today(asked: Asked) -> date:
    return asked.mail.at.astimezone(ZoneInfo(asked.policy.timezone)).date()


def _days_written(order: Command, policy: Policy) -> str:
    """What the form's lines or the words say of days, without the names of people."""
    said = " 至 ".join(filter(None, (order.form.get("start", ""), order.form.get("end", "")))) or order.words
    known = (word for p in policy.directory.people for word in (p.mail, p.name) if word)
    for word in sorted(known, key=len, reverse=True):
        said = said.replace(word, " ")
    return said


def _unread_days(order: Command) -> Said:
    """Which line is meant, and how days may be written."""
    lines = [name for name in ("start", "end") if order.form.get(name)]
    text = " – ".join(order.form[name] for name in lines) or order.words or "—"
    return say("bad_days", line=labels(*lines) if lines else command(order.name), text=text)


def _names_a_deputy(order: Command, by: str, policy: Policy) -> bool:
    """Whether somebody is named who cannot be it, or is not found."""
    own = policy.directory.person(by)
    words = ("代理", "代班", "deputy", *([own.name] if own and own.name else []))
    return is_filled(order.form.get("deputy", "")) or mentions(order.words, words)


@serves("back")
def be_back(service: Service, asked: Asked) -> Service:
    """Back before the absence was to end: today, or from the day that is named."""
    order, mail, policy = asked.order, asked.mail, asked.policy
    days = days_in(_days_written(order, policy), _today(asked))
    if days is None and any(letter.isdecimal() for letter in order.words):
        return _with(service, problems=_unread_days(order))
    day = days[0] if days else _today(asked)
    away = [a for a in policy.directory.absences if a.mail == mail.by and a.end >= day]
    if not away:
        return _with(service, problems=say("not_absent"))
    told = back_at(max(away, key=lambda absence: absence.end), day, mail.at)
    noted = say("back", day=str(day))
    return msgspec.structs.replace(_with(service, changes=noted), absences=(*service.absences, told))


@serves("figures")
def tell_figures(service: Service, asked: Asked) -> Service:
    """Figures of a month, which only the desk may tell; without any, those of the period that is named are asked for, or of this month."""
    mail, policy = asked.mail, asked.policy
    told = monthly_figures.figures_in(asked.order, mail, policy)
    if not told:
        return _with_period(service, asked)
    if mail.by not in (policy.directory.desk, policy.directory.desk_head):
        return _with(service, problems=say("not_entitled", command=command("figures")))
    noted = say("figures_told", month=told[0].month, count=len(told))
    return msgspec.structs.replace(_with(service, changes=noted), figures=(*service.figures, *told))


def _with_period(service: Service, asked: Asked) -> Service:
    words, at, timezone = asked.order.words.strip(), asked.mail.at, asked.policy.timezone
    if not words:
        return msgspec.structs.replace(service, periods=(*service.periods, periods.this_month(at, timezone)))
    meant = periods.meant(words, at, timezone)
    if meant is None:
        return _with(service, problems=say("period_unread", command=command("figures"), text=words))
    return msgspec.structs.replace(service, periods=(*service.periods, meant.period))


@serves("block")
def block(service: Service, asked: Asked) -> Service:
    """A sender who is kept out for some days, which only the desk may order; without an address, the list of them."""
    if not _is_of_the_desk(asked):
        return _with(service, problems=say("not_entitled", command=command("block")))
    if not (asked.order.words or asked.order.form):
        return msgspec.structs.replace(service, blocked=True)
    return _with_block(service, blocking.blocked(asked.order, asked.mail, asked.policy))


@serves("unblock")
def unblock(service: Service, asked: Asked) -> Service:
    """A sender is heard again."""
    if not _is_of_the_desk(asked):
        return _with(service, problems=say("not_entitled", command=command("unblock")))
    return _with_block(service, blocking.unblocked(asked.order, asked.mail))


def _with_block(service: Service, found: Block | Said) -> Service:
    if isinstance(found, Said):
        return _with(service, problems=found)
    return msgspec.structs.replace(service, blocks=(*service.blocks, found))


def _is_of_the_desk(asked: Asked) -> bool:
    directory, at = asked.policy.directory, asked.mail.at
    return asked.mail.by in {
        people.stand_in(mail, asked.policy, at) for mail in (directory.desk, directory.desk_head)
    } | {
        directory.desk,
        directory.desk_head,
    }


def _with_parked(service: Service, asked: Asked) -> Service:
    """A message that nobody could deal with becomes a complaint, is added to one, or is nothing, as the desk says."""
    if not _is_of_the_desk(asked):
        return _with(service, problems=say("not_entitled", command=command(asked.order.name)))
    found = ordered(asked.order, asked.mail, asked.policy)
    if isinstance(found, Said):
        return _with(service, problems=found)
    return msgspec.structs.replace(service, parked=(*service.parked, found))


for each in ("take_in", "pass_to", "junk"):
    serves(each)(_with_parked)


@serves("list")
def send_list(service: Service, _: Asked) -> Service:
    """The writer's own list of open work."""
    return msgspec.structs.replace(service, lists=True)


@serves("subscribe")
@serves("unsubscribe")
def choose_reports(service: Service, asked: Asked) -> Service:
    """Reports that are there to be read alone, from now on or no more."""
    wanted = asked.order.name == "subscribe"
    noted = (
        say("reports_on", command=command("unsubscribe"))
        if wanted
        else say("reports_off", command=command("subscribe"))
    )
    wish = Wish(asked.mail.by, wanted=wanted, at=asked.mail.at)
    return msgspec.structs.replace(_with(service, changes=noted), wishes=(*service.wishes, wish))


@serves("query")
def query(service: Service, asked: Asked) -> Service:
    """Complaints by number or by words."""
    return msgspec.structs.replace(service, queries=(*service.queries, asked.order.words))


def _with_sheets(service: Service, asked: Asked) -> Service:
    """What is kept in sheets, as a workbook, or as a workbook has it; in person, for deputies do not choose who is who."""
    name, kept = asked.order.name, KEPT[asked.order.name]
    if asked.mail.by not in kept.keepers(asked.policy):
        who = labels(*kept.roles)
        return _with(service, problems=say("sheet_for_whom", command=command(name), who=who))
    return msgspec.structs.replace(service, sheets=(*service.sheets, (name, asked.order.words)))


for each in KEPT:
    serves(each)(_with_sheets)


@serves("help")
def give_help(service: Service, _: Asked) -> Service:
    """All commands in the writer's language."""
    return _with(service, changes=say("help", commands=all_commands()))
