"""Very large, very many, very long: it works, or it says clearly what was left out."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial

import msgspec
import pytest

import app
from chalicelib import policies
from chalicelib.aws.records import Stored
from chalicelib.aws.sizing import COMPLAINT_BYTES, fit_complaint
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import CustomerWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Complainant, Complaint, Evidence
from chalicelib.core.handling import decide
from chalicelib.core.register.indexing import keys
from sandbox import Sandbox
from sandbox.staff import reply
from tests.pace import within
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link, to
from tests.stories.letters import letter

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ITEM_BYTES = 400_000
MEGABYTE = 1_000_000


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


def with_files(to_address: str, text: str, *files: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = CUSTOMER, to_address, "投诉", "<big@x.example>"
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(content, maintype="image", subtype="jpeg", filename=name)
    return mail.as_bytes()


def largest_item(box: Sandbox) -> int:
    tables = ("Complaints", "History", "Outbox", "Inbound", "Keys")
    return max(
        sum(len(v if isinstance(v, bytes) else str(v).encode()) for v in i.values())
        for t in tables
        for i in box._cloud.items(t)
    )


def test_a_mail_of_forty_megabytes_becomes_a_complaint(box: Sandbox):
    raw = with_files(box.address, RUDE, *((f"{n}.jpg", b"\xff\xd8" + bytes([n]) * 7_200_000) for n in range(4)))
    assert len(raw) > 38 * MEGABYTE
    within(20, partial(box.email, raw))
    case = newest(box)
    assert [e["size"] for e in case["evidence"]] == [7_200_002] * 4
    assert len(last(box, HANDLER).raw) < MEGABYTE  # the files stay where they lie
    del raw
    gc.collect()


def test_a_text_over_the_size_of_an_item_is_kept_whole_in_the_raw_mail_and_shown_cut(box: Sandbox):
    story = RUDE + "再说一遍。" * 27_000
    assert len(story.encode()) > 401_000
    box.email(letter(CUSTOMER, box.address, "投诉", story))
    case = newest(box)
    assert "此处只显示前" in last(box, HANDLER).text
    assert case["text"].startswith(RUDE)
    assert largest_item(box) < ITEM_BYTES
    says(box, HANDLER, ANSWER)
    assert newest(box)["status"] == "answered"


def test_five_hundred_attachments_are_all_kept_and_the_slip_stays_a_mail(box: Sandbox):
    box.email(with_files(box.address, RUDE, *((f"照片{n}.jpg", b"\xff\xd8" + str(n).encode()) for n in range(500))))
    assert len(newest(box)["evidence"]) == 500
    assert len(last(box, HANDLER).raw) < MEGABYTE
    assert largest_item(box) < ITEM_BYTES
    says(box, HANDLER, ANSWER)
    assert newest(box)["status"] == "answered"


def message(number: int) -> CustomerWrote:
    """One of very many mails: a long text, three pictures, a long name."""
    files = tuple(
        Evidence(raw=f"raw/{number:040d}", part=n, name=f"照片{number}-{n}" + "长" * 100, content_type="image/jpeg", size=1, digest=f"{number}-{n}")
        for n in range(9)
    )  # fmt: skip
    writing = Writing(
        text="补充材料。" * 200, subject="补充", raw=f"raw/{number:040d}", message_id=f"<{number}@x>", evidence=files
    )
    return CustomerWrote(
        id=f"m{number}",
        at=NOW + timedelta(minutes=number),
        complainant=Complainant(name="名" * 300, mail=CUSTOMER),
        channel="mail",
        writing=writing,
    )


def test_a_case_with_very_many_messages_stays_within_an_item():
    policy = policies.by_name_or_path("liaocheng-transport")
    complaint: Complaint | None = None
    sizes = []
    for number in range(300):
        fact = message(number)
        opened = Context(complaint_id=f"{1:020x}", number="LC20260302-0001")
        decided = decide(complaint, fact, policy, opened, fact.at).complaint
        assert decided is not None
        complaint = Stored(complaint=fit_complaint(decided)).complaint
        sizes.append(len(msgspec.json.encode(complaint)))
    assert complaint is not None
    assert max(sizes) <= COMPLAINT_BYTES
    assert complaint.evidence[0].digest == "0-0"
    unlisted = decide(complaint, message(1_300), policy, Context(complaint_id=complaint.id), NOW + timedelta(days=1))
    assert [(e.reason, e.raw) for e in unlisted.entries if e.what == "attachments_unlisted"] == [
        ("9", f"raw/{1300:040d}")
    ]
    assert all(len(msgspec.json.encode(item.values)) < ITEM_BYTES for item in keys(complaint))


def test_a_case_that_is_open_for_three_years_is_still_chased_and_stays_small(box: Sandbox):
    complain(box)
    policy = policies.by_name_or_path("liaocheng-transport")
    stored = newest(box)
    assert stored["status"] == "open"
    record = app.container().pipeline.tables.load(stored["id"])
    assert record is not None
    complaint = record.complaint
    for day in range(0, 1_100, 4):
        at = NOW + timedelta(days=day, hours=12)
        decided = decide(complaint, TimePassed(id=f"t{day}", at=at), policy, Context(complaint_id=complaint.id), at)
        assert decided.complaint is not None
        complaint = decided.complaint
    assert len(msgspec.json.encode(complaint)) < 50_000
    assert complaint.next_check_at is not None


def test_very_long_names_subjects_and_addresses_are_cut_where_they_are_shown(box: Sandbox):
    name = "欧阳" * 5_000
    raw = letter(CUSTOMER, box.address, "投诉" * 4_000, RUDE).replace(
        f"From: {CUSTOMER}".encode(), f"From: {name} <{CUSTOMER}>".encode()
    )
    box.email(raw)
    for mail in box.mails:
        assert len(mail.subject) < 200
        assert len(mail.raw) < 200_000
    assert to(box, CUSTOMER)


@pytest.mark.parametrize("filler", ["逐条说明。", "🙂", '"引"', "word ", "甲乙丙丁"])
def test_a_long_order_that_waits_for_its_confirmation_is_kept_and_its_sender_hears_what_was_cut(
    box: Sandbox, filler: str
):
    complain(box)
    note = "#备注 已联系客户\n\n" + filler * (400_000 // len(filler.encode()))
    box.email(reply(last(box, HANDLER), note, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    assert not box.dead_letters
    asked = last(box, HANDLER)
    assert largest_item(box) < ITEM_BYTES
    assert ("/k/" in asked.text) or ("内容太长，无法等待确认" in asked.text)
    if "/k/" in asked.text:
        assert "全文存有原件" in asked.text
        box.post(next(word for word in asked.text.split() if "/k/" in word), {"confirm": "yes"})
        assert "note" in [line.what for line in box.history(newest(box)["number"])]
    assert largest_item(box) < ITEM_BYTES


def test_a_form_full_of_bytes_is_bounded_before_it_is_queued(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER)), {"score": "1", "words": "慢" * 3_000 + "x" * 1_000_000})
    assert not box.dead_letters
    assert newest(box)["satisfaction"] in (None, 1)
    assert len(newest(box)["satisfaction_words"]) <= 2_000


def test_an_unreadable_notice_of_any_size_is_parked(box: Sandbox):
    box._cloud.put_message("InboundMailQueue", "z" * 250_000)
    box._settle()
    assert not box.dead_letters
    assert largest_item(box) < ITEM_BYTES
    assert box.complaints()[0]["parked"]


def test_an_order_of_many_pages_is_carried_out(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER + "，详情如下。" + "逐条说明。" * 30_000)
    assert newest(box)["status"] == "answered"
    assert largest_item(box) < ITEM_BYTES
