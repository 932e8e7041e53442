"""What becomes of mail that no member of staff sent: ours that came back, machines', thieves', thanks, a customer's."""

from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.facts import CustomerWrote, DeliveryFailed, MachineWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.register.indexing import digest
from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.inbound.inbound_mail import BounceRecipient
from chalicelib.reception import Arrival, Match, Verdict, receive
from tests.reception.scenes import CASE, CUSTOMER, HANDLER, NOW, OFFICE, OWN, POLICY, STRANGER, arrival, token_of

LATE_BUS = "K12 路今天早上没有来，等了四十分钟。"
GONE = BounceRecipient(address=CUSTOMER, status="5.1.1", permanent=True, diagnostic="no such user")
FULL = BounceRecipient(address=CUSTOMER, status="4.2.2", permanent=False, diagnostic="mailbox full")
LATE = BounceRecipient(address=CUSTOMER, status="4.4.1", permanent=False, diagnostic="delayed", given_up=False)


def mail(sender: str = CUSTOMER, text: str = LATE_BUS, about: dict[str, Any] | None = None, **values: Any) -> Arrival:
    """A mail; `about` changes what was read of it."""
    come = arrival(sender, text, **values)
    return msgspec.structs.replace(come, mail=msgspec.structs.replace(come.mail, **(about or {})))


def received(come: Arrival, **match: Any) -> Verdict:
    return receive(come, Match(**match), POLICY, OWN)


@pytest.mark.parametrize("come", [mail("complaints+token@lc.example"), mail(OFFICE, headers={"Reply-To": "complaints+token@lc.example"}), mail(about={"loop_mark": f" {OFFICE.upper()} "})])  # fmt: skip
def test_our_own_mail_that_comes_back_is_ignored(come: Arrival):
    assert received(come) == Verdict(action="ignore", reason="our own mail came back")


@pytest.mark.parametrize(
    ("come", "reason"),
    [
        (mail(virus="FAIL"), "virus"),
        (mail(about={"parked": True, "trouble": ("smime", "bomb:depth")}), "unreadable: smime, bomb:depth"),
        (mail(about={"senders": (), "sender": None}), "no sender"),
        (mail(spam="FAIL"), "spam"),
        (mail(text="谢谢！", subject="Re: 感谢"), "only thanks"),
        (mail(about={"automatic": True}), "automatic mail"),
        (mail(about={"is_bounce": True, "bounce": (GONE,)}), "bounce of an unknown mail"),
    ],
)
def test_what_nobody_can_act_on_is_parked_for_a_person(come: Arrival, reason: str):
    assert received(come) == Verdict(action="park", reason=reason)


def test_thanks_with_a_file_are_about_something():
    come = mail(text="谢谢", subject="谢谢", attachments=[("photo.jpg", "image/jpeg", b"\xff\xd8\xff")])
    assert received(come).action == "decide"


QUOTED = (
    f"在 2026年3月2日 10:00，客服 <{OFFICE}> 写道：\n> {REPLY_MARKER}\n> 如果问题没有解决，请直接回复本邮件\n> 谢谢"
)

UNMARKED = f"-----原始邮件-----\n发件人: 客服\n发送时间: 2026年3月2日\n收件人: 我\n主题: x\n\n{REPLY_MARKER}\n已经转办\n\n直接回复本邮件，您的话会送到客服中心。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UNMARKED, ""),
        (f"{UNMARKED}\n\n我还在等", "我还在等"),
        (f"还没人来\n\n{UNMARKED}", "还没人来"),
        (QUOTED, ""),
        (f"\n\n{QUOTED}\n\n", ""),
        (QUOTED.replace("> 谢谢", "\n已经解决了，多谢\n\n> 谢谢"), "已经解决了，多谢"),
        (f"没有收到退款\n\n{QUOTED}", "没有收到退款"),
    ],
)
def test_our_own_quoted_words_are_not_the_customers(text: str, words: str):
    fact = received(mail(text=text), stored=CASE, named=CASE).fact
    assert isinstance(fact, CustomerWrote)
    assert (fact.writing.text, fact.writing.full_text.strip()) == (words, text.strip())


def test_spam_of_the_complainant_is_read_all_the_same():
    seen = received(mail(spam="FAIL"), stored=CASE, named=CASE)
    assert (seen.action, seen.stored) == ("decide", CASE)


def test_a_machines_mail_about_a_complaint_is_filed_there():
    seen = received(mail(about={"automatic": True}), stored=CASE)
    assert isinstance(seen.fact, MachineWrote)
    assert (seen.action, seen.stored, seen.fact.sender) == ("decide", CASE, CUSTOMER)


@pytest.mark.parametrize(
    "text",
    ["👍\n\n张三 reacted via Gmail", "Liked “您反映的事项已收到”", "李四将撤回邮件“投诉”。", 'Zhang Wei would like to recall the message, "Complaint".', "邮件收条：您的来信"],
)  # fmt: skip
def test_a_reaction_a_recall_and_a_receipt_are_filed_and_open_nothing(text: str):
    seen = received(mail(text=text, subject="Re: 投诉"), stored=CASE, named=CASE)
    assert isinstance(seen.fact, MachineWrote)
    assert received(mail(text=text, subject="Re: 投诉")) == Verdict(action="park", reason="automatic mail")


def test_an_absence_note_of_staff_is_a_machines_mail():
    away = mail(HANDLER, "我在休假", subject="自动回复：请办理")
    assert received(away) == Verdict(action="park", reason="automatic mail")
    assert isinstance(received(away, stored=CASE).fact, MachineWrote)


def test_a_bounce_of_a_mail_that_we_sent_there_says_that_the_address_is_dead():
    bounced = mail(about={"is_bounce": True, "bounce": (FULL, GONE)})
    seen = received(bounced, stored=CASE, written_to=frozenset({digest(CUSTOMER)}))
    assert seen == Verdict(
        action="decide",
        stored=CASE,
        fact=DeliveryFailed(id="mail-1", at=NOW, address=CUSTOMER, diagnostic="5.1.1"),
    )


def test_a_mail_that_was_given_up_at_a_good_address_is_that_one_mails_failure():
    bounced = mail(about={"is_bounce": True, "bounce": (LATE, FULL)})
    at = digest(CUSTOMER)
    seen = received(bounced, stored=CASE, written_to=frozenset({at}), messages={at: "outcome"})
    fact = DeliveryFailed(id="mail-1", at=NOW, address=CUSTOMER, diagnostic="4.2.2", message="outcome", passing=True)
    assert seen == Verdict(action="decide", stored=CASE, fact=fact)


@pytest.mark.parametrize(("recipient", "sent_to"), [(LATE, CUSTOMER), (GONE, HANDLER)])
def test_a_mere_delay_or_an_address_that_we_did_not_write_to_is_filed(recipient: BounceRecipient, sent_to: str):
    bounced = mail(about={"is_bounce": True, "bounce": (recipient,)})
    seen = received(bounced, stored=CASE, written_to=frozenset({digest(sent_to)}))
    assert isinstance(seen.fact, MachineWrote)


def test_the_complainant_adds_to_their_complaint():
    seen = received(mail(), stored=CASE, named=CASE)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.stored, seen.fact.writing.text, seen.fact.complainant.mail) == (CASE, LATE_BUS, CUSTOMER)


def test_the_same_mail_handed_in_by_two_servers_is_taken_once():
    come = mail(text=LATE_BUS)
    writing = Writing(text=LATE_BUS, message_id=come.mail.message_id, subject=come.mail.subject)
    heard = msgspec.structs.replace(CASE, complaint=msgspec.structs.replace(CASE.complaint, heard=(writing.digest,)))
    assert received(come, stored=heard, named=heard) == Verdict(action="ignore", reason="the same mail again")


def test_the_complainant_of_a_merged_complaint_adds_to_the_other_and_does_not_become_its_complainant():
    other = msgspec.structs.replace(
        CASE, complaint=msgspec.structs.replace(CASE.complaint, id="cd" * 10, complainant=Complainant(mail=STRANGER))
    )
    seen = received(mail(), stored=other, named=CASE)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.stored, seen.fact.complainant.mail, seen.fact.writing.text) == (other, "", LATE_BUS)


def test_where_somebody_else_may_have_written_the_complainants_own_token_decides():
    forged = mail(dmarc="FAIL")
    assert received(forged, stored=CASE, named=CASE).stored is None
    assert received(forged, stored=CASE, named=CASE, token=token_of(CUSTOMER)).stored == CASE


def test_whoever_knows_the_number_opens_a_complaint_of_their_own_and_the_desk_hears_of_both():
    seen = received(mail(STRANGER), stored=CASE, named=CASE, newest="ef" * 10)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.stored, seen.related) == (None, (CASE.complaint.id, "ef" * 10))
    assert seen.fact.related == seen.related


def test_an_employee_who_passes_on_a_customers_mail_makes_the_customer_the_complainant():
    passed_on = f"请办理\n\n-----原始邮件-----\n发件人: 张伟 <{CUSTOMER}>\n收件人: 客服\n主题: 投诉\n\n{LATE_BUS}"
    seen = received(mail(HANDLER, passed_on, subject="Fwd: 投诉"))
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.fact.complainant.mail, seen.fact.introduced_by) == (CUSTOMER, HANDLER)
    assert LATE_BUS in seen.fact.writing.text


def test_nobody_passes_on_a_mail_in_an_employees_name():
    passed_on = f"请办理\n\n-----原始邮件-----\n发件人: 张伟 <{CUSTOMER}>\n收件人: 客服\n主题: 投诉\n\n{LATE_BUS}"
    seen = received(mail(HANDLER, passed_on, subject="Fwd: 投诉", dmarc="GRAY"))
    assert isinstance(seen.fact, CustomerWrote)
    assert seen.fact.introduced_by == ""
