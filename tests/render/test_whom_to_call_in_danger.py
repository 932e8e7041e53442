"""A letter about danger names the numbers of the country that the organisation works in."""

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.times.working_time import Calendar
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity

CHINA = "马上拨打119（火警、救援）、120（急救）或110（报警）"


def written(danger: str, language: str, policy: Policy, rich: Complaint, identity: SenderIdentity, by: str = "mail"):
    to = Recipient(role="customer", mail="zhang.wei@qq.com", phone="+8613905350001", language=language)
    message = Message(name="danger_received", to=to, channel=by, extra={"danger": danger})  # type: ignore[arg-type]
    mail = render(message, rich, policy, identity)
    return " ".join((mail.sms if by == "sms" else mail.text).split())


def working_in(holidays: str, policy: Policy, phone: str = "") -> Policy:
    office = Calendar(name="office", hours=(("09:00", "17:00"),), holidays=holidays)
    directory = msgspec.structs.replace(policy.directory, phone=phone)
    return msgspec.structs.replace(policy, calendars=(office,), directory=directory)


@pytest.mark.parametrize(
    ("holidays", "language", "said"),
    [
        ("CN", "zh-CN", CHINA),
        ("CN", "zh-TW", "馬上撥打119（火警、救護）、120（急救）或110（報警）"),
        ("CN", "en", "call 119 (fire and rescue), 120 (ambulance) or 110 (police) now."),
        ("TW", "zh-TW", "馬上撥打119（火警、救護）或110（報警）"),
        ("GB-ENG", "en", "call 999 now."),
        ("DE-BY", "en", "call 112 now."),
        ("JP", "en", "call your local emergency number now."),
        ("JP", "zh-CN", "马上拨打当地的急救或报警电话。"),
    ],
)
def test_whoever_is_in_danger_reads_whom_to_call_there(
    holidays: str, language: str, said: str, policy: Policy, rich: Complaint, identity: SenderIdentity
):
    there = working_in(holidays, policy)
    assert said in written("danger", language, there, rich, identity)


def test_whoever_thinks_of_harming_themselves_reads_the_helpline_of_that_country(
    policy: Policy, rich: Complaint, identity: SenderIdentity
):
    said = {h: written("self_harm", "en", working_in(h, policy), rich, identity) for h in ("GB", "CN", "JP")}
    assert "call 999 now, or the helpline 116 123." in said["GB"]
    assert "call 120 (ambulance) or 110 (police) now, or the helpline 12356." in said["CN"]
    assert "call your local emergency number now." in said["JP"]
    assert "helpline" not in said["JP"]


def test_without_holidays_the_country_is_that_of_the_telephone(
    policy: Policy, rich: Complaint, identity: SenderIdentity
):
    assert "call 999 now." in written("danger", "en", working_in("", policy, "+442079460000"), rich, identity)


def test_a_text_names_the_bare_numbers(policy: Policy, rich: Complaint, identity: SenderIdentity):
    assert "马上拨打119、120或110" in written("danger", "zh-CN", working_in("CN", policy), rich, identity, by="sms")
