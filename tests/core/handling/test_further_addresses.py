"""A customer's second way of being reached: named, proved by a code that goes there and comes back, and never believed."""

from datetime import timedelta

import msgspec

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import AddressProved
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.handling.hear.further_addresses import GUESSES, hidden
from tests.core.handling.playing import BUS, CUSTOMER, LATE_BUS, Case

PHONE, MAIL = "+8613800138000", "zhang@other.example"
BY_MAIL, BY_TEXT = Complainant(name="张明", mail=CUSTOMER.mail), Complainant(phone=PHONE)


def named(words: str = "我的手机13800138000") -> Case:
    """A customer by mail who names a phone of theirs."""
    case = Case()
    case.customer(f"{LATE_BUS}。{words}", who=BY_MAIL)
    return case


def comes_back(
    case: Case, *, right: bool = True, later: timedelta = timedelta(minutes=5), address: str = PHONE
) -> None:
    fact = AddressProved(id=case.id(), at=case.now + later, address=address, right=right)
    case.take(fact, case.now + later)


def offered(case: Case) -> list[str]:
    assert case.complaint is not None
    return [each.address for each in case.complaint.offers]


def test_a_phone_named_by_mail_gets_a_code_and_changes_nothing_yet():
    case = named()
    (code,) = case.sent("address_code")
    assert (code.to.phone, code.channel, code.extra["who"]) == (PHONE, "sms", hidden(CUSTOMER.mail))
    assert offered(case) == [PHONE]
    assert case.complaint.complainant.phone == ""


def test_an_address_named_by_text_gets_a_code_by_mail():
    case = Case()
    case.customer(f"{LATE_BUS}。我的邮箱{MAIL}", who=BY_TEXT, channel="sms")
    (code,) = case.sent("address_code")
    assert (code.to.mail, code.channel, offered(case)) == (MAIL, "mail", [MAIL])


def test_the_code_is_sent_once_however_often_the_phone_is_named():
    case = named()
    case.customer("再说一遍，我的手机13800138000", who=BY_MAIL)
    assert offered(case) == [PHONE]
    assert len([m for m in case.messages if m.name == "address_code"]) == 1


def test_nobodys_phone_among_staff_gets_a_code():
    staff = next(p.phone for p in Case().policy.directory.people if p.mail == BUS)
    case = named(f"我的手机{staff.removeprefix('+86')}")
    assert offered(case) == []


def test_whoever_has_told_three_ways_is_asked_for_no_fourth():
    case = named()
    assert case.complaint is not None
    more = tuple(msgspec.structs.replace(case.complaint.offers[0], address=f"+861390000000{n}") for n in range(3))
    case.complaint = msgspec.structs.replace(case.complaint, offers=more)
    case.customer("我的手机13800138000", who=BY_MAIL)
    assert PHONE not in offered(case)


def test_the_code_that_comes_back_joins_the_phone_to_the_complainant():
    case = named()
    comes_back(case)
    assert (case.complaint.complainant.mail, case.complaint.complainant.phone) == (CUSTOMER.mail, PHONE)
    assert offered(case) == []
    assert [m.to.phone for m in case.sent("address_joined")] == [PHONE]
    assert case.sent("linked") == []


def test_an_open_complaint_found_there_is_told_to_the_desk():
    case = named()
    other = Related(id="ab" * 10, number="LC20260301-0009", status="open", subject="…")
    case.take(AddressProved(id=case.id(), at=case.now, address=PHONE), case.now, related=(other,))
    assert [m.extra["numbers"] for m in case.sent("linked")] == [["LC20260301-0009"]]


def test_a_code_that_comes_back_too_late_or_from_elsewhere_joins_nothing():
    late, elsewhere = named(), named()
    comes_back(late, later=timedelta(days=2))
    comes_back(elsewhere, address="+8613900000000")
    assert [late.complaint.complainant.phone, elsewhere.complaint.complainant.phone] == ["", ""]
    assert [offered(late), offered(elsewhere)] == [[PHONE], [PHONE]]


def test_five_wrong_codes_end_the_offer_and_four_do_not():
    case = named()
    for _ in range(GUESSES - 1):
        comes_back(case, right=False)
    assert offered(case) == [PHONE]
    comes_back(case, right=False)
    assert offered(case) == []
    comes_back(case)
    assert case.complaint.complainant.phone == ""


def test_an_address_is_shown_so_that_only_its_owner_knows_it_again():
    assert [hidden("zhang@qq.com"), hidden("+8613800138000"), hidden("12345")] == [
        "z***@qq.com",
        "+86138****8000",
        "***",
    ]


def test_who_gives_up_their_mailbox_is_written_to_at_the_new_one_once_it_is_proved():
    case = Case()
    case.customer(LATE_BUS, who=CUSTOMER)
    case.customer(f"我换邮箱了，这个不用了，以后请发到 {MAIL}", "2026-03-02 10:00", who=CUSTOMER)
    (code,) = case.sent("address_code")
    assert (code.to.mail, code.extra["instead"], case.complaint.complainant.mail) == (MAIL, 1, CUSTOMER.mail)
    comes_back(case, address=MAIL)
    assert (case.complaint.complainant.mail, case.complaint.complainant.phone) == (MAIL, CUSTOMER.phone)
    assert [(m.to.mail, m.extra["instead"]) for m in case.sent("address_joined")] == [(MAIL, 1)]


def test_who_gives_up_their_number_by_text_is_texted_at_the_new_one_once_it_is_proved():
    case = Case()
    case.customer(LATE_BUS, who=Complainant(phone="+8613912345678"), channel="sms")
    case.customer(
        "我换号了，以后打13800138000", "2026-03-02 10:00", who=Complainant(phone="+8613912345678"), channel="sms"
    )
    assert [m.to.phone for m in case.sent("address_code")] == [PHONE]
    comes_back(case)
    assert case.complaint.complainant.phone == PHONE
