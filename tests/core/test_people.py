"""Who is who on a complaint: absences, people who left, and those the complaint is about."""

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import people
from chalicelib.core.policy.model import Field, Policy
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    DESK_HEAD,
    FREIGHT,
    TOP,
    at,
    away,
    transport,
    with_directory,
)

POLICY = transport()
NOON = at("3-2 12:00")
BASE = Complaint(
    id="aa", number="LC20260302-0001", policy="p", department="客运营销部", unit="公交公司", handler=BUS, supervisor=BUS_HEAD,
    director=BUS_DIRECTOR,
)  # fmt: skip


def mails(role: str, policy: Policy = POLICY, complaint: Complaint = BASE, **more: frozenset[str]) -> list[str]:
    return [r.mail for r in people.holders(role, complaint, policy, NOON, **more)]


def test_each_role_has_its_holder():
    roles = ("handler", "supervisor", "director", "desk", "desk_head", "unit")
    assert [mails(role) for role in roles] == [[BUS], [BUS_HEAD], [BUS_DIRECTOR], [DESK], [DESK_HEAD], [BUS]]


def test_a_deputy_stands_in_and_the_deputys_deputy_for_both():
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT),))
    assert mails("handler", policy) == [FREIGHT]
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT), away(FREIGHT, DESK_HEAD)))
    assert mails("handler", policy) == [DESK_HEAD]


def test_an_absence_counts_on_its_local_days_only():
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT, "2026-03-02", "2026-03-03"),))
    there = {
        moment: people.stand_in(BUS, policy, at(moment))
        for moment in ("3-1 23:59", "3-2 0:00", "3-3 23:59", "3-4 0:00")
    }
    assert there == {"3-1 23:59": BUS, "3-2 0:00": FREIGHT, "3-3 23:59": FREIGHT, "3-4 0:00": BUS}


def test_where_each_is_the_others_deputy_the_superior_hears():
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT), away(FREIGHT, BUS)))
    assert mails("handler", policy) == [BUS_HEAD]


def test_an_absence_without_deputy_leaves_no_gap():
    assert mails("handler", with_directory(POLICY, absences=(away(BUS, ""),))) == [BUS_HEAD]


def test_a_handler_who_left_is_followed_by_the_units_present_one():
    assert mails("handler", complaint=msgspec.structs.replace(BASE, handler="gone@lc-transport.example")) == [BUS]


def test_a_superior_who_left_is_followed_by_the_next():
    gone = msgspec.structs.replace(BASE, supervisor="gone@lc-transport.example", director="gone2@lc-transport.example")
    assert (mails("supervisor", complaint=gone), mails("director", complaint=gone)) == ([DESK_HEAD], [TOP])


def test_an_escalation_never_reaches_the_handler_or_one_person_twice():
    climbed = msgspec.structs.replace(BASE, handler=BUS_HEAD, supervisor=BUS_DIRECTOR, director=BUS_DIRECTOR)
    assert (mails("supervisor", complaint=climbed), mails("director", complaint=climbed)) == ([BUS_DIRECTOR], [TOP])
    asked = frozenset({BUS_HEAD})
    assert (mails("supervisor", besides=asked), mails("director", besides=asked)) == ([BUS_DIRECTOR], [TOP])


def test_a_role_that_nobody_holds_does_not_fall_silent():
    assert mails("inspector") == [TOP]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("投诉司机梁波态度恶劣", True),
        ("梁波骂人", True),
        ("我要投诉梁波！", True),
        ("工作人员（梁波）不理人", True),
        ("梁波浪涌的河", False),
        ("司机不停车", False),
    ],
)
def test_a_short_name_counts_only_where_it_names_somebody(text: str, about: bool):
    assert people.complained_of(BUS, msgspec.structs.replace(BASE, text=text), POLICY) is about


@pytest.mark.parametrize("text", ["你们水手梁波把我赶下船", "我被梁波水手赶下船"])
@pytest.mark.parametrize("titles", [("水手",), ()])
def test_a_name_counts_beside_a_title_whether_or_not_the_trade_has_it(text: str, titles: tuple[str, ...]):
    said = msgspec.structs.replace(BASE, text=text)
    assert people.complained_of(BUS, said, msgspec.structs.replace(POLICY, job_titles=titles))


@pytest.mark.parametrize(
    ("text", "about"), [("梁水手把我赶下船", True), ("梁波的船晚点", True), ("梁山水手把我赶下船", False)]
)
def test_a_surname_with_a_title_of_the_trade_names_somebody(text: str, about: bool):
    said = msgspec.structs.replace(BASE, text=text)
    assert people.complained_of(BUS, said, msgspec.structs.replace(POLICY, job_titles=("水手",))) is about


@pytest.mark.parametrize("text", ["早高峰公交晚点", "在高峰期等了一小时", "是高峰时段"])
def test_the_rush_hour_is_not_mr_gao_feng(text: str):
    assert not people.complained_of("gao.feng@lc-transport.example", msgspec.structs.replace(BASE, text=text), POLICY)


def test_a_later_mail_that_greets_the_handler_is_no_complaint_about_them():
    assert not people.complained_of(
        BUS_HEAD, msgspec.structs.replace(BASE, later_words="沈玉兰经理您好，投诉处理得怎样？"), POLICY
    )
    assert people.complained_of(BUS_HEAD, msgspec.structs.replace(BASE, text="沈玉兰推诿"), POLICY)


def test_the_desk_may_name_who_is_complained_of():
    policy = msgspec.structs.replace(POLICY, fields=(Field(name="named", means="complained_of"), Field(name="line")))
    named = msgspec.structs.replace(BASE, fields={"named": "梁波、沈玉兰", "line": "李国强"})
    assert [people.complained_of(mail, named, policy) for mail in (BUS, BUS_HEAD, BUS_DIRECTOR)] == [True, True, False]
    assert not people.complained_of(BUS, msgspec.structs.replace(BASE, fields={"named": ""}), policy)


def test_whoever_the_complaint_is_about_is_no_deputy():
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT),))
    about = msgspec.structs.replace(BASE, text="投诉林娜态度差")
    assert mails("handler", policy, about) == [BUS_HEAD]


def test_the_chain_of_a_unit_steps_over_whom_the_complaint_is_about():
    unit = POLICY.directory.department("公交公司")
    assert unit is not None
    about = msgspec.structs.replace(BASE, text="投诉沈玉兰不处理")
    assert people.chain(unit, BASE, POLICY, NOON) == (BUS, BUS_HEAD, BUS_DIRECTOR)
    assert people.chain(unit, about, POLICY, NOON) == (BUS, BUS_DIRECTOR, TOP)
    about = msgspec.structs.replace(BASE, text="投诉梁波、沈玉兰、李国强、王建国")
    assert people.chain(unit, about, POLICY, NOON) == (DESK_HEAD, DESK_HEAD, DESK_HEAD)


def test_roles_are_ones_own_and_those_one_stands_in_for():
    policy = with_directory(POLICY, absences=(away(BUS, FREIGHT),))
    assert people.roles_of(FREIGHT, BASE, policy, NOON) == {"handler"}
    assert people.roles_of(DESK_HEAD, BASE, policy, NOON) == {"desk", "supervisor"}
    assert people.roles_of(BUS_DIRECTOR, BASE, policy, NOON) == {"director", "leadership"}
    assert people.roles_of("ma.chunlei@lc-transport.example", BASE, policy, NOON) == {"gm_office"}
