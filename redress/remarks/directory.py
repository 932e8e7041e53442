"""The people of a sound policy and their office: numbers that nobody can ring, absences that hardly end, weeks with a hole."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.core.policy.model import Policy
from chalicelib.core.times.calendars import WEEKDAYS
from chalicelib.core.written.phones import country, is_given_out, takes_texts

LONG_AWAY = timedelta(days=366)
SEVERAL = 3  # departments: one of more is unlike the others
AT_NIGHT = "05:00"  # an office that closes at all hardly opens before


def remarks_on_directory(policy: Policy) -> Iterator[str]:
    """A sentence for each number, date and hour that is probably mistyped."""
    yield from _nobody_s_number(policy)
    yield from _texted_in_vain(policy)
    yield from _long_away(policy)
    yield from _open_at_night(policy)
    yield from _closed_amid_the_week(policy)
    yield from _of_one_name(policy)
    yield from _under_themselves(policy)
    yield from _of_another_unit(policy)


def _nobody_s_number(policy: Policy) -> Iterator[str]:
    """A telephone with a digit too few or too many: calls and texts come to nobody. Where no colleague's is real, all are samples."""
    directory = policy.directory
    numbers = {person.mail: person.phone for person in directory.people} | {
        department.name: department.phone for department in directory.departments
    }
    real = {country(number) for number in numbers.values() if is_given_out(number)}
    for name, number in (*numbers.items(), ("directory.phone", directory.phone)):
        if country(number) in real and not is_given_out(number):
            yield f"{number} of {name} is no number of its country: a digit is missing, too many or wrong"


def _texted_in_vain(policy: Policy) -> Iterator[str]:
    """A colleague whose only number is a landline's, where colleagues are told by text; where no number is real, all are samples."""
    by = [*(rung.by for clock in policy.clocks for rung in clock.rungs), *(rule.then.by for rule in policy.rules)]
    real = [person for person in policy.directory.people if is_given_out(person.phone)]
    for person in real if any("sms" in each for each in by) else ():
        if not takes_texts(person.phone):
            yield f"{person.phone} of {person.mail} is a landline, and people are told by text here: none reaches it"


def _long_away(policy: Policy) -> Iterator[str]:
    """Somebody who is away for more than a year, which is a mistyped year or somebody who has left."""
    for absence in policy.directory.absences:
        if absence.end - absence.start > LONG_AWAY:
            yield (
                f"{absence.mail} is away from {absence.start} to {absence.end}: "
                f"all that is theirs goes to {absence.deputy or 'others'} meanwhile; who has left is taken out of the directory"
            )


def _open_at_night(policy: Policy) -> Iterator[str]:
    """An office that closes, and opens in the night."""
    for calendar in policy.calendars:
        for opens, closes in (*calendar.hours, *(span for each in calendar.weekday_hours.values() for span in each)):
            if opens < AT_NIGHT < closes != "24:00":
                yield f'calendar "{calendar.name}" opens at {opens}: limits in working hours end, and people are chased, in the night'


def _closed_amid_the_week(policy: Policy) -> Iterator[str]:
    """A working week with a day left out between others."""
    for calendar in policy.calendars:
        places = sorted(WEEKDAYS.index(day) for day in calendar.days)
        left_out = [WEEKDAYS[at] for at in range(places[0], places[-1]) if at not in places]
        if left_out:
            yield f'calendar "{calendar.name}" leaves out {", ".join(left_out)} amid the week: no limit counts that day'


def _of_one_name(policy: Policy) -> Iterator[str]:
    """Two colleagues of one name: what is written of the one is taken for the other."""
    mails: dict[str, str] = {}
    for person in policy.directory.people:
        other = mails.setdefault(person.name, person.mail)
        if person.name and other != person.mail:
            yield f"{other} and {person.mail} are both called “{person.name}”: a complaint of the one would be kept from either"


def _under_themselves(policy: Policy) -> Iterator[str]:
    """The one department whose handler is its head as well, where all others have two people."""
    units = policy.directory.departments
    own = [unit for unit in units if unit.handler == unit.head]
    if len(own) == 1 and len(units) > SEVERAL:
        yield f'department "{own[0].name}" has its handler as head, and the others two people: nobody below the director hears of what is late there'


def _of_another_unit(policy: Policy) -> Iterator[str]:
    """A role that is called as a department, and that only colleagues of other departments have."""
    units = {unit.name: unit for unit in policy.directory.departments}
    belonging = {mail: unit.name for unit in units.values() for mail in (unit.handler, unit.head)}
    for role in policy.roles:
        named = next((name for name in (role.name, *role.labels.values()) if name in units), "")
        holders = [person.mail for person in policy.directory.people if role.name in person.roles]
        if named and holders and all(belonging.get(mail, named) != named for mail in holders):
            yield f'role "{role.name}" is called as department "{named}", and {holders[0]}, who has it, is of department "{belonging[holders[0]]}"'
