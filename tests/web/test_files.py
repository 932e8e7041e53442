"""Who may open a file of a complaint, and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.model import Evidence
from chalicelib.core.people.tokens import person_digest
from chalicelib.web.routes import get
from chalicelib.web.site import Site
from tests.web.conftest import CASE, NOW, Backstage

HANDLER = person_digest("guo.ping@lc-transport.example")
FILE = Evidence(raw="raw/1", part=2, name="照片.jpg", content_type="image/jpeg", size=5, digest="d")

Link = Callable[..., str]


@pytest.fixture
def shelf(site: Site, backstage: Backstage) -> Site:
    case = msgspec.structs.replace(backstage.complaints[CASE], evidence=(FILE,))
    backstage.complaints[CASE] = case
    return msgspec.structs.replace(site, part=lambda key, part: b"photo" if (key, part) == ("raw/1", 2) else None)


def status(site: Site, path: str, now: datetime = NOW) -> int:
    return get(site, path, {}, now).status


@pytest.mark.parametrize("person", [HANDLER, person_digest("zhang@qq.com"), person_digest("+8613800138000")])
def test_staff_and_the_complainant_may_open_it(shelf: Site, link: Link, person: str) -> None:
    assert status(shelf, link("f", "file", person=person)) == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"person": person_digest("left@lc-transport.example")},
        {"person": ""},
        {"person": HANDLER, "round": 2},
        {"person": HANDLER, "round": 0},
        {"person": HANDLER, "complaint": "cd" * 10},
    ],
    ids=["left", "anybody", "no such file", "none", "no such complaint"],
)
def test_nobody_else_may_and_nothing_else_is_there(shelf: Site, link: Link, claims: dict[str, Any]) -> None:
    assert status(shelf, link("f", "file", **claims)) == 410


def test_a_link_ends(shelf: Site, link: Link) -> None:
    path = link("f", "file", person=HANDLER)
    assert status(shelf, path, NOW + timedelta(days=1)) == 200
    assert status(shelf, path, NOW + timedelta(days=1, seconds=1)) == 410


@pytest.mark.parametrize("purpose", ["reply", "survey", "case", "confirm"])
def test_tokens_of_other_purposes_open_nothing(shelf: Site, link: Link, purpose: str) -> None:
    assert status(shelf, link("f", purpose, person=HANDLER)) == 404


def test_what_the_mail_no_longer_holds_is_said_to_be_too_large_to_show(
    site: Site, backstage: Backstage, link: Link
) -> None:
    backstage.complaints[CASE] = msgspec.structs.replace(backstage.complaints[CASE], evidence=(FILE,))
    assert "data:" not in get(site, link("f", "file", person=HANDLER), {}, NOW).body


@pytest.mark.clause("FA-08")
def test_a_file_of_a_restricted_case_opens_for_who_has_a_part_in_it_today_and_for_the_complainant(
    shelf: Site, backstage: Backstage, link: Link
) -> None:
    people = [p.mail for p in shelf.policy.directory.people if not p.roles]
    handler, elsewhere = people[0], people[1]
    case = msgspec.structs.replace(
        backstage.complaints[CASE], restricted=True, handler=handler, supervisor="", director="", department="", unit=""
    )
    backstage.complaints[CASE] = case
    opened = {who: status(shelf, link("f", "file", person=person_digest(who))) for who in (handler, elsewhere)}
    assert opened == {handler: 200, elsewhere: 410}
    assert status(shelf, link("f", "file", person=person_digest("zhang@qq.com"))) == 200


def test_a_file_of_whoever_stays_unnamed_opens_for_those_alone_who_may_know_them(
    shelf: Site, backstage: Backstage, link: Link
) -> None:
    directory = shelf.policy.directory
    desk, heads = directory.desk, (directory.desk, directory.desk_head)
    unit = next(p.mail for p in directory.people if not p.roles and p.mail not in heads)
    readers = (unit, desk, "zhang@qq.com")

    def opened() -> list[int]:
        return [status(shelf, link("f", "file", person=person_digest(who))) for who in readers]

    case = msgspec.structs.replace(backstage.complaints[CASE], anonymous=True)
    backstage.complaints[CASE] = case
    assert opened() == [410, 200, 200]
    backstage.complaints[CASE] = msgspec.structs.replace(
        case, evidence=tuple(msgspec.structs.replace(e, from_staff=True) for e in case.evidence)
    )
    assert opened() == [200, 200, 200]


@pytest.mark.parametrize(("size", "times"), [(1_900_000, 2), (3_900_000, 1), (4_100_000, 0)])
def test_a_page_with_a_picture_is_never_larger_than_a_function_may_answer(
    shelf: Site, backstage: Backstage, link: Link, size: int, times: int
) -> None:
    big = msgspec.structs.replace(FILE, size=size)
    backstage.complaints[CASE] = msgspec.structs.replace(backstage.complaints[CASE], evidence=(big,))
    site = msgspec.structs.replace(shelf, part=lambda _key, _part: b"x" * size)
    body = get(site, link("f", "file", person=HANDLER), {}, NOW).body
    assert (body.count("data:image/jpeg"), len(body) < 6_000_000) == (times, True)
