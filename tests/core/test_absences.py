"""Absences told by mail: kept by the month, found by today's, forgotten afterwards; and the shelf that takes them in."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import policies
from chalicelib.aws.policy_repository import PolicyRepository
from chalicelib.core.people import absences
from chalicelib.core.policy.model import Absence

PERSON, DEPUTY = "guo.ping@lc-transport.example", "dong.chengwei@lc-transport.example"
ZONE = "Asia/Shanghai"
TOLD = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@given(start=DAYS, length=st.integers(0, 390), day=st.integers(0, 400))
def test_whoever_is_away_on_a_day_stands_in_that_days_month(start: date, length: int, day: int):
    away = Absence(mail=PERSON, start=start, end=start + timedelta(days=length), deputy=DEPUTY)
    kept = {item.ref: item.members for item in absences.items(absences.away_at(away, TOLD))}
    today = start + timedelta(days=day)
    noon = datetime(today.year, today.month, today.day, 4, tzinfo=UTC)  # in Shanghai
    lines = "\n".join(kept.get(absences.ref_at(noon, ZONE), frozenset()))
    if today <= away.end:
        assert absences.in_force((), absences.parse({"members": lines})) == (away,)


@given(start=DAYS, length=st.integers(0, 390))
def test_no_month_is_forgotten_before_it_is_over(start: date, length: int):
    away = Absence(mail=PERSON, start=start, end=start + timedelta(days=length), deputy=DEPUTY)
    for item in absences.items(absences.away_at(away, TOLD)):
        first = datetime.strptime(item.ref.position + "-01", "%Y-%m-%d").replace(tzinfo=UTC)
        following = (first + timedelta(days=32)).replace(day=1)
        assert item.expires is not None
        assert item.expires >= following + timedelta(days=1)  # wherever on earth the month ends


def test_the_month_is_the_organisations_own():
    last_minute = datetime(2026, 3, 31, 16, 30, tzinfo=UTC)  # half past midnight on 1 April in Shanghai
    assert absences.ref_at(last_minute, ZONE).position == "2026-04"


def test_what_is_published_holds_in_every_process_from_the_next_fact_on_and_is_read_once():
    old, new = policies.packaged("liaocheng-transport"), policies.packaged("food-abc")
    in_bucket, read = [old], list[str]()
    named = lambda: read.append("name") or in_bucket[-1].digest.encode()  # noqa: E731
    newest = lambda: read.append("policy") or in_bucket[-1]  # noqa: E731
    shelf = PolicyRepository(newest, lambda _: None, named=named)
    start = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    for at in (start, start, start + timedelta(microseconds=1)):
        shelf.keep_current(at)
        assert shelf.current() == old
    assert read == ["name", "policy", "name"]
    in_bucket.append(new)
    shelf.keep_current(start + timedelta(seconds=1))
    assert shelf.current() == new
    assert shelf.of(new.digest) == new


def test_the_shelf_gives_a_complaint_the_same_earlier_rules_until_the_directory_is_another():
    new, old = policies.packaged("liaocheng-transport"), policies.packaged("food-abc")
    shelf = PolicyRepository(lambda: new, lambda digest: old if digest == old.digest else None)
    rules = shelf.of(old.digest)
    assert rules == msgspec.structs.replace(old, directory=new.directory)
    assert shelf.of(old.digest) is rules  # what follows from a policy is known by its being the same object
    away = Absence(mail=PERSON, start=date(2026, 3, 2), end=date(2026, 3, 6), deputy=DEPUTY)
    shelf.learn((absences.away_at(away, TOLD),))
    assert shelf.of(old.digest).directory == shelf.current().directory != rules.directory


def test_the_shelf_takes_absences_in_and_lets_them_go():
    published = policies.packaged("liaocheng-transport")
    shelf = PolicyRepository(lambda: published, lambda _: None)
    away = Absence(mail=PERSON, start=date(2026, 3, 2), end=date(2026, 3, 6), deputy=DEPUTY)
    own = shelf.current().directory.absences
    shelf.learn((absences.away_at(away, TOLD),))
    assert shelf.current().directory.absences == (*own, away)
    assert shelf.of("").directory.absences == (*own, away)
    shelf.learn(())
    assert shelf.current() == msgspec.structs.replace(published)


@given(start=DAYS, length=st.integers(0, 60), day=st.integers(0, 70), order=st.permutations((0, 1)))
def test_whoever_comes_back_early_is_there_from_that_day_on(start: date, length: int, day: int, order: list[int]):
    away = Absence(mail=PERSON, start=start, end=start + timedelta(days=length), deputy=DEPUTY)
    back = start + timedelta(days=day)
    told = (absences.away_at(away, TOLD), absences.back_at(away, back, TOLD + timedelta(hours=1)))
    held = absences.in_force((), [told[i] for i in order])
    today = start
    while today <= away.end:
        assert any(a.start <= today <= a.end for a in held) == (today < back)
        today += timedelta(days=1)


def test_coming_back_ends_neither_anothers_absence_nor_one_told_later():
    first = Absence(mail=PERSON, start=date(2026, 3, 2), end=date(2026, 3, 6))
    another = Absence(mail=DEPUTY, start=date(2026, 3, 2), end=date(2026, 3, 6))
    again = Absence(mail=PERSON, start=date(2026, 3, 3), end=date(2026, 3, 4))
    told = (
        absences.away_at(another, TOLD),
        absences.back_at(first, date(2026, 3, 3), TOLD + timedelta(hours=1)),
        absences.away_at(again, TOLD + timedelta(hours=2)),
    )
    cut = msgspec.structs.replace(first, end=date(2026, 3, 2))
    assert absences.in_force((first,), told) == (cut, another, again)
