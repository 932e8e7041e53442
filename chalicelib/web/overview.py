"""Where things stand, for whoever a mail brought the link: figures, charts and open cases, filters within what they may see, tables to save.

Nothing is kept and nothing changes. The link says for whom it was made; what that person may see is asked for anew each time.
"""

import base64
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.overview import charts, figures, periods
from chalicelib.core.overview.lines import of_standing
from chalicelib.core.overview.questions import mentions
from chalicelib.core.people.people import bearer
from chalicelib.core.people.sight import Lines
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import placing
from chalicelib.core.report.figures import unit_of
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame, shown
from chalicelib.core.report.standing import Standing, standings
from chalicelib.core.report.wording import word
from chalicelib.core.words.links import mail_link
from chalicelib.core.words.names import person_name
from chalicelib.exports import ledger
from chalicelib.exports.ledger import Print
from chalicelib.web.notices import gone, notice
from chalicelib.web.page import Page, Reader, headers, page, page_words
from chalicelib.web.site import Register, Visit

LISTED = 60  # open cases: with the charts below a tenth of a megabyte
LARGEST = 4_000_000  # bytes of a table: in base64 just under the 6 MB that a function may answer
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPANS = ("本周", "上周", "本月", "上月", "本季度", "今年")  # as the form sends them, whatever they are called there
LONGEST_WORDS = 100


class Chosen(msgspec.Struct, frozen=True):
    """What a reader asked the page for: of which period and unit, what is late alone, and words that a case must mention."""

    period: Period
    unit: str
    late: bool
    words: str

    def holds(self, row: Row) -> bool:
        """Whether a line of the register is of that unit and mentions the words."""
        return (not self.unit or unit_of(row) == self.unit) and (not self.words or mentions(row, self.words))


class Seen(msgspec.Struct, frozen=True):
    """What the reader sees: units to choose from, what is open, and what was received (by the period, and by the weeks before its end)."""

    units: tuple[str, ...]
    open: tuple[Standing, ...]
    received: Sequence[Row]
    lately: Sequence[Row]


def show(visit: Visit, reader_of: Callable[[str], Reader]) -> Page:
    """The page, or with `as` in the query a table of the period. `reader_of`: who reads, by the language that they prefer."""
    register = visit.site.register(visit.now)
    mail = bearer(visit.token.person, register.policy) if register else ""
    if register is None or not mail:
        return gone(visit.site, visit.who)
    person = register.policy.directory.person(mail)
    who = reader_of(person.language if person else register.policy.languages[0])
    chosen = _chosen(who.query, visit.now, register.policy)
    frame = Frame(policy=register.policy, period=chosen.period, now=visit.now, language=who.language)
    seen = _seen(mail, chosen, register, frame)
    match who.query.get("as", ""):
        case "csv":
            return _csv(visit, who, seen.received, frame)
        case "xlsx":
            return _xlsx(visit, who, seen.received, frame)
        case _:
            return _page(visit, who, mail, chosen, seen, frame)


def _chosen(query: dict[str, str], now: datetime, policy: Policy) -> Chosen:
    meant = periods.meant(query.get("period", "")[:LONGEST_WORDS], now, policy.timezone)
    period = meant.period if meant else periods.this_month(now, policy.timezone)
    return Chosen(
        period=period if meant else _between(query.get("from", ""), query.get("to", ""), policy) or period,
        unit=query.get("unit", ""),
        late=query.get("state", "") == "late",
        words=query.get("q", "").strip()[:LONGEST_WORDS],
    )


def _between(first: str, last: str, policy: Policy) -> Period | None:
    """From one day to another, both included; None without both, and of more than a year."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return periods.of_days(start, end, policy.timezone) if timedelta() <= end - start <= periods.LONGEST else None


def _seen(mail: str, chosen: Chosen, register: Register, frame: Frame) -> Seen:
    lines = Lines(register.policy, frame.now)
    rows = lines.theirs(mail, register.open)
    stretch = charts.stretch(chosen.period, register.policy, frame.now)
    received = lines.theirs(mail, placing.once(register.received(stretch)))
    units = tuple(sorted({name for row in (*rows, *received) if (name := unit_of(row))}))
    found = standings([row for row in rows if chosen.holds(row)], frame)
    lately = [row for row in received if chosen.holds(row)]
    return Seen(
        units=units,
        open=found,
        received=placing.inside(lately, frame),
        lately=lately,
    )


def _page(visit: Visit, who: Reader, mail: str, chosen: Chosen, seen: Seen, frame: Frame) -> Page:
    report = figures.report(figures.State(rows=seen.received, open=seen.open), frame)
    listed = [each for each in seen.open if each.late or not chosen.late]
    lines = [of_standing(each, frame) for each in listed[:LISTED]]
    return page(
        "overview",
        frame.policy,
        who,
        public=False,
        address=visit.site.address,
        title=report.title,
        period=report.period,
        reader=person_name(mail, frame.policy, who.language),
        now=visit.now,
        expires=visit.token.expires,
        figures=[(name, shown(figure, who.language)) for name, figure in report.sections[0].rows],
        notes=report.sections[0].notes,
        charts=_charts(seen, frame),
        cases=[_case(line.number, line.text, visit.site.address) for line in lines],
        listed=word("late_now" if chosen.late else "open_now", who.language),
        count=len(listed),
        left=len(listed[LISTED:]),
        units=seen.units,
        chosen=chosen,
        span=who.query.get("period", ""),
        spans=SPANS,
        days=_days(chosen.period, frame.policy),
    )


def _charts(seen: Seen, frame: Frame) -> list[charts.Chart]:
    return [
        charts.open_by_age(seen.open, frame),
        charts.in_time_by_week(seen.lately, frame),
        charts.satisfaction(seen.received, frame),
        charts.words(seen.received, frame),
    ]


def _case(number: str, text: str, address: str) -> tuple[str, str, str]:
    """Number, what is said of it, and the link that opens a mail about it: the number in its subject says which case is meant."""
    return number, text.partition(" · ")[2], mail_link(address, f"[{number}]")


def _days(period: Period, policy: Policy) -> tuple[str, str]:
    """First and last day of the period, as the form has them."""
    zone = ZoneInfo(policy.timezone)
    last = period.end - timedelta(seconds=1)
    return period.start.astimezone(zone).date().isoformat(), last.astimezone(zone).date().isoformat()


# -- tables to save -----------------------------------------------------------------------------------------------------


def _csv(visit: Visit, who: Reader, rows: Sequence[Row], frame: Frame) -> Page:
    text = ledger.text(rows, Print(frame.policy, frame.now, who.language))
    if len(text.encode()) > LARGEST:
        return _too_large(visit, who)
    kind = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{_name(frame)}.csv"',
    }
    return Page(200, headers("") | kind, text)


def _xlsx(visit: Visit, who: Reader, rows: Sequence[Row], frame: Frame) -> Page:
    """A page that holds the workbook: what stands behind the gateway answers text alone."""
    book = ledger.workbook(rows, Print(frame.policy, frame.now, who.language))
    if len(book) > LARGEST:
        return _too_large(visit, who)
    content = f"data:{XLSX};base64,{base64.b64encode(book).decode()}"
    return page(
        "table",
        frame.policy,
        who,
        public=False,
        address=visit.site.address,
        name=f"{_name(frame)}.xlsx",
        content=content,
    )


def _too_large(visit: Visit, who: Reader) -> Page:
    t = page_words(who.language)
    return notice(visit.site, who, t.overview_title, t.overview_too_large, status=413)


def _name(frame: Frame) -> str:
    """The table's name as a file; of letters that every program's headers take."""
    return f"{frame.policy.prefix}-{frame.period.label.replace('/', '--')}"
