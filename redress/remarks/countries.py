"""The countries of a sound policy: its telephones, holidays, texts and time zone beside one another; and its caps, a part beside the whole."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from chalicelib.core.policy.country import of_holidays
from chalicelib.core.policy.model import Policy
from chalicelib.core.times.calendars import leaves_out, parts
from chalicelib.core.written.phones import country, takes_texts

A_YEAR = 2026  # which days a part keeps beside its country's hardly changes
PAIR = 2
MANY = 6  # parts that are named
SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))  # with and without summer time


def remarks_on_countries(policy: Policy) -> Iterator[str]:
    """A sentence for each two that belong to different countries, and for each part that is allowed more than the whole."""
    yield from _texted_elsewhere(policy)
    yield from _in_another_zone(policy)
    yield from _holidays_elsewhere(policy)
    yield from _of_a_part(policy)
    yield from _capped(policy)
    yield from _called_at_one_number(policy)


def _texted_elsewhere(policy: Policy) -> Iterator[str]:
    """Texts that go to countries alone in which nobody of the directory has a telephone."""
    out = {country(each.phone) for each in policy.directory.people if takes_texts(each.phone)} - {""}
    if policy.text_countries and out and not out & {*policy.text_countries}:
        yield (
            f"text_countries are {', '.join(policy.text_countries)}, and the directory's telephones are in {', '.join(sorted(out))}: "
            "no text ever reaches a colleague"
        )


def _in_another_zone(policy: Policy) -> Iterator[str]:
    """Office hours that are counted by a clock which none of its countries has."""
    countries = {*of_holidays(policy)} or _of_telephones(policy)
    kept = {offsets for code in countries for zone in _zones(code) if (offsets := _offsets(zone))}
    zones = {"timezone": policy.timezone} | {
        f'calendar "{each.name}"': each.timezone for each in policy.calendars if each.holidays
    }
    for where, zone in zones.items():
        if kept and _offsets(zone) not in kept:
            yield (
                f"{where} is {zone}, where it is never as late as in {', '.join(sorted(countries))}, whose "
                f"{'holidays it keeps' if of_holidays(policy) else 'telephones it has'}: limits and reports are hours off"
            )
            return


def _of_telephones(policy: Policy) -> set[str]:
    """The countries of the directory's telephones, those that nobody has been given yet too."""
    directory = policy.directory
    own = (directory.phone, *(p.phone for p in directory.people), *(d.phone for d in directory.departments))
    return {country(each) for each in own if each} - {""}


@cache
def _zones(code: str) -> tuple[str, ...]:
    """The time zones of a country, by zone.tab of the time zone database; none where that is not at hand."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab")
    lines = table.read_text(encoding="utf-8").splitlines() if table.is_file() else []
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(row[2] for row in rows if row[0] == code)


def _offsets(zone: str) -> tuple[object, ...]:
    try:
        return tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in SEASONS)
    except (ValueError, OSError, KeyError):
        return ()


def _holidays_elsewhere(policy: Policy) -> Iterator[str]:
    """Holidays of a country in which nobody has a telephone."""
    phones = _of_telephones(policy)
    for code in dict.fromkeys(of_holidays(policy)):
        if phones and code not in phones:
            yield f"calendars keep the holidays of {code}, and the directory's telephones are in {', '.join(sorted(phones))}"


def _of_a_part(policy: Policy) -> Iterator[str]:
    """A calendar with what is off in a whole country, where each part of it has more."""
    for calendar in policy.calendars:
        if calendar.holidays and leaves_out(calendar.holidays, A_YEAR):
            known = ", ".join(f"{calendar.holidays}-{part}" for part in parts(calendar.holidays)[:MANY])
            yield f'calendar "{calendar.name}" knows only what is off in all of {calendar.holidays}; each part has more: {known}'


def _capped(policy: Policy) -> Iterator[str]:
    """A part that may be more than the whole."""
    for part in ("texts_to_one_a_day", "texts_by_one_a_day"):
        if getattr(policy, part) > policy.texts_a_day:
            yield (
                f"{part} = {getattr(policy, part)} is more than texts_a_day = {policy.texts_a_day}, which are all texts together: "
                "a single one uses up everybody's, and urgent ones stay unsent"
            )


def _called_at_one_number(policy: Policy) -> Iterator[str]:
    """Two departments with one telephone, where each of the others has its own."""
    own = [each for each in policy.directory.departments if each.phone]
    twice = [each.name for each in own if [other.phone for other in own].count(each.phone) > 1]
    if len(twice) == PAIR and len(own) > PAIR:
        yield f'departments "{twice[0]}" and "{twice[1]}" have one phone, and the others each their own: customers of the one call the other'
