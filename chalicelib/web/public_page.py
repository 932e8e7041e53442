"""The public page: how to complain, what happens then, and how long it takes (RC-01)."""

from collections.abc import Mapping
from urllib.parse import urlencode

from chalicelib.core.policy import stages
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Clock, Policy
from chalicelib.core.times.durations import Duration
from chalicelib.core.words.labels import clock_name, label
from chalicelib.core.words.links import mail_link, sms_link
from chalicelib.core.words.next_stage import once_more
from chalicelib.core.written.languages import in_words, language_or_first
from chalicelib.core.written.phones import readable
from chalicelib.web.page import Page, Reader, page, page_words
from chalicelib.web.site import Site

LONGEST_NUMBER = 4  # digits of a poster's number


def public_page(site: Site, who: Reader) -> Page:
    """The page; `at` and `n` in the query are unit and number of the poster that was scanned, preset in mail and text."""
    t = page_words(who.language)
    place = place_of(site.policy, who.query)
    about = t.public_mail_subject + (t.public_at % {"place": place} if place else "")
    own_words = site.policy.words.get("procedure", {})
    return page(
        "public",
        site.policy,
        who,
        public=True,
        address=site.address,
        sms_number=readable(site.sms_number, works_in(site.policy)),
        place=place,
        mailto=mail_link(site.address, about),
        sms=sms_link(site.sms_number, about if place else ""),
        form=form_link(site.base_url, who),
        procedure=in_words(own_words, who.language) or "",
        steps=[*t.public_steps[:-1], _last_step(site.policy, who.language)],
        times=times(site.policy, who.language),
        hours=_hours(site.policy),
    )


def form_link(base_url: str, who: Reader) -> str:
    """The form, with the place and the language of this page."""
    kept = {name: value for name in ("at", "n") if (value := who.query.get(name))} | {"lang": who.language}
    return f"{base_url.rstrip('/')}/new?{urlencode(kept)}"


def _last_step(policy: Policy, language: str) -> str:
    """The question whether the customer is satisfied, and what follows if not: as after the first answer."""
    t = page_words(language)
    again = once_more(stages.after_first_answer(policy), policy, language)
    return str(t.public_again % {"again": again} if again else t.public_steps[-1])


def place_of(policy: Policy, query: Mapping[str, str]) -> str:
    """The unit and number of a poster. Only units of the directory: nobody makes our page say words of theirs."""
    unit, number = query.get("at", ""), query.get("n", "")
    if policy.directory.department(unit) is None:
        return ""
    return f"{unit} {int(number)}" if number.isdecimal() and len(number) <= LONGEST_NUMBER and int(number) else unit


def times(policy: Policy, language: str) -> list[tuple[str, str]]:
    """What each step is called and how long it may take: the clocks that end in what customers are told of."""
    told = page_words(language).moments
    clocks = [clock for clock in policy.clocks if clock.promised or clock.until in told]
    return [(clock_name(clock.name, policy, language), _limit(clock, policy, language)) for clock in clocks]


def duration_words(duration: Duration, language: str) -> str:
    """`2 个工作小时`, `2 working hours`."""
    text = str(page_words(language).units[duration.unit])
    if "%s" not in text:
        return text
    counted = text % duration.amount
    return counted.removesuffix(language_or_first(language).singular) if duration.amount == 1 else counted


def _limit(clock: Clock, policy: Policy, language: str) -> str:
    t, limits = page_words(language), {name: duration_words(limit, language) for name, limit in clock.within.items()}
    if len(set(limits.values())) == 1:
        return next(iter(limits.values()))
    named = [(label(name, policy, language) if name else t.other_severities, limit) for name, limit in limits.items()]
    return language_or_first(language).semicolon.join(
        t.severity_limit % {"severity": severity, "limit": limit} for severity, limit in named
    )


def _hours(policy: Policy) -> str:
    """The hours of the first calendar that the policy's clocks keep."""
    kept = {clock.calendar for clock in policy.clocks}
    calendar = next((calendar for calendar in policy.calendars if calendar.name in kept), None)
    return " ".join(f"{opening}–{closing}" for opening, closing in calendar.hours) if calendar else ""
