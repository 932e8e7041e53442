"""The values at the top of the file, and the languages in which all its parts are worded."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.brand_checks import check_brand
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.value_checks import HIGHEST, check_sought, check_unlike, check_words
from chalicelib.core.policy_reading.wording_checks import check_wordings
from chalicelib.core.times.working_time import ALWAYS, shift
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.phones import is_country

PREFIX = expression(r"[A-Z]{1,6}")
A_MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NOON = "12:00"
TIME_OF_DAY = expression(r"([01]\d|2[0-3]):[0-5]\d")


def check_whole(policy: Policy, reading: Reading) -> None:
    """The values at the top of the file."""
    refuse, known = reading.refuse, reading.known
    if not PREFIX.fullmatch(policy.prefix):
        refuse("prefix", f'"{policy.prefix}" is not one to six capital letters')
    try:
        ZoneInfo(policy.timezone)
    except (ValueError, OSError, KeyError):
        refuse("timezone", f'"{policy.timezone}" is not a time zone such as "Asia/Shanghai"')
    for key in ("kinds", "severities", "languages"):
        if not getattr(policy, key):
            refuse(key, "needs at least one")
    known(policy.default_kind, policy.kinds, "default_kind", "one of the kinds")
    for i, language in enumerate(policy.languages):
        known(language, tuple(LANGUAGES), f"languages[{i}]", "a language that there are templates in")
    for i, kind in enumerate(policy.flow_kinds):
        known(kind, policy.kinds, f"flow_kinds[{i}]", "one of the kinds")
    for i, field in enumerate(policy.asks):
        known(field, (*reading.names.fields, "name", "phone", "mail", "relation"), f"asks[{i}]", "a field")
    _check_lists(policy, reading)
    _check_countries(policy, reading)
    _check_figures(policy, reading)
    _check_chased_at(policy, reading)
    _check_quiet(policy, reading)
    check_brand(policy, reading)
    check_wordings(policy, reading)


def _check_lists(policy: Policy, reading: Reading) -> None:
    for key in ("job_titles", "measure_words", "kinds", "severities", "categories"):
        check_words(getattr(policy, key), key, reading)
    for key in ("satisfied_words", "everyday_words"):
        check_sought(getattr(policy, key), key, reading)
    for key in ("kinds", "severities", "categories", "languages", "asks"):
        check_unlike(getattr(policy, key), key, reading)


def _check_countries(policy: Policy, reading: Reading) -> None:
    for i, code in enumerate(policy.text_countries):
        if not is_country(code):
            reading.refuse(f"text_countries[{i}]", f'"{code}" is no country such as "CN"')


def _check_figures(policy: Policy, reading: Reading) -> None:
    if not 0 <= policy.reopen_at_most <= HIGHEST["satisfaction"] - 1:
        reading.refuse(
            "reopen_at_most", f"{policy.reopen_at_most} is not 0 to 3: 4 is the best that a customer can say"
        )
    for key in ("survey_days", *(each for each in Policy.__struct_fields__ if each.endswith("_a_day"))):
        if getattr(policy, key) < 1:
            reading.refuse(key, f"{getattr(policy, key)} is less than 1")
    for key in ("instruction_within", "chased_again"):
        if getattr(policy, key).amount <= 0:
            reading.refuse(key, f'"{getattr(policy, key)}" is not a time to come')
    if policy.undo and policy.undo.amount <= 0:
        reading.refuse("undo", f'"{policy.undo}" is not a time to come; leave it out if nothing shall be taken back')
    elif policy.undo and shift(A_MONDAY, policy.undo, ALWAYS) > A_MONDAY + timedelta(days=1):
        reading.refuse("undo", f'"{policy.undo}" would hold every answer back for so long; a day is the most')
    for i, title in enumerate(policy.job_titles):
        if len(title.strip()) == 1:
            reading.refuse(
                f"job_titles[{i}]", f'"{title}" is a single sign, which ends many words; write the whole title'
            )


def _check_chased_at(policy: Policy, reading: Reading) -> None:
    if policy.chased_at and not TIME_OF_DAY.fullmatch(policy.chased_at):
        reading.refuse("chased_at", f'"{policy.chased_at}" is not a time such as "09:00"')


def _check_quiet(policy: Policy, reading: Reading) -> None:
    for i, time in enumerate(policy.quiet):
        if not TIME_OF_DAY.fullmatch(time):
            midnight = '; did you mean "00:00"?' if time == "24:00" else ""
            reading.refuse(f"quiet[{i}]", f'"{time}" is not a time such as "21:00"{midnight}')
        elif time == "23:59":
            reading.refuse(f"quiet[{i}]", '"23:59" leaves out the last minute of the day; did you mean "00:00"?')
    begins, ends = policy.quiet
    if begins == ends:
        reading.refuse("quiet", f'["{begins}", "{ends}"] is no time at all; did you mean ["21:00", "08:00"]?')
    elif begins <= NOON < ends:
        reading.refuse("quiet", f'["{begins}", "{ends}"] is the day; did you mean ["{ends}", "{begins}"]?')
