"""Why a matter is looked at again: only a customer who said that they were not content reads that they were not."""

import msgspec
import pytest

from chalicelib.core.complaint.model import Channel, Complainant
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from tests.core.handling.playing import DORA, HANS, LENA, OFFICE_DESK, Case, office
from tests.core.handling.test_alarms import IDENTITY
from tests.core.handling.test_what_follows import CHECKED, OUTCOME

UNCONTENT = ("没有让您满意", "沒有讓您滿意", "you were not satisfied")
CHECKED_BY_US = ("复查", "複查", "We have checked")
ON_A_VERDICT = CHECKED.replace("effective = false", "satisfaction = { at_most = 3 }")


def again(case: Case, language: str, channel: str) -> str:
    """What the customer reads of it."""
    (told,) = (m for m in case.last.messages if m.name == "reopened" and m.to.role == "customer")
    identity = msgspec.structs.replace(IDENTITY, now=case.now)
    assert (told.to.language, told.channel) == (language, channel)
    letter = render(told, case.complaint, case.policy, identity)
    return letter.sms if channel == "sms" else letter.text


def solved(language: str, channel: Channel, *parts: str) -> Case:
    case = Case(office(OUTCOME, *(parts or (CHECKED,))))
    who = Complainant(mail="li@c.example", language=language)
    texted = Complainant(phone="+8613912345678", language=language)
    case.customer("the service is slow", channel=channel, who=texted if channel == "sms" else who)
    case.staff(HANS, "#结果\nFacts: a new lamp", "3-2 10:00")
    return case


@pytest.mark.clause("MF-15")
@pytest.mark.parametrize("channel", ["mail", "sms"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_measure_that_we_find_ineffective_reproaches_the_customer_with_nothing(language: str, channel: Channel):
    case = solved(language, channel)
    case.survey(4, "3-3 10:00")
    case.staff(LENA, "#fill\neffective: no", "3-4 10:00")
    read = again(case, language, channel)
    assert [word for word in CHECKED_BY_US if word in read] != []
    assert [word for word in UNCONTENT if word in read] == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_what_the_desk_opens_again_says_neither_that_they_were_not_content_nor_that_we_have_checked(language: str):
    case = solved(language, "mail")
    case.staff(OFFICE_DESK, "#重开 还有一处没有查清", "3-4 10:00")
    read = again(case, language, "mail")
    assert [word for word in (*CHECKED_BY_US, *UNCONTENT) if word in read] == []


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("parts", [(CHECKED,), (ON_A_VERDICT,)])
def test_who_was_not_content_is_told_that_we_are_sorry(language: str, parts: tuple[str, ...]):
    case = solved(language, "mail", *parts)
    case.survey(2 if parts == (CHECKED,) else 3, "3-3 10:00")
    assert [word for word in UNCONTENT if word in again(case, language, "mail")] != []


def test_who_said_so_on_the_telephone_reads_that_we_are_sorry():
    case = solved("en", "mail")
    case.staff(DORA, "#回访\n是否联系上：是\n是否满意：不满意", "3-3 10:00")
    assert "you were not satisfied" in again(case, "en", "mail")
