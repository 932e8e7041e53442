"""Every mail and text to customers of played stories, read as they read it: nothing for machines, nothing for others, no time that has passed."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from chalicelib.policies import packaged
from redress.proving.promises.customers import NOT_OURS, THEIRS, UNTIL_NOW
from redress.proving.promises.reading import times
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import reply
from tests.stories.acts import code_in, fills_in
from tests.stories.letters import letter

HOME = "home.example"
PHONE = "+8613505350007"
BOMB = Path("tests/mails/bombs/depth-1000.eml")
# What is said of oneself to machines, or by others of other matters.
MACHINES = re.compile(
    r"\b[a-z]+(?:_[a-z0-9]+)+\b|\{[{%]|[%}]\}|\bNone\b|\braw/|s3://|\b[0-9a-f]{16,}\b|\d{4}-\d\d-\d\dT\d\d|\b[245]\.\d{1,2}\.\d{1,3}\b|\+\d{8,}"
    r"|[a-z]:[a-z]|一[栏欄]不得填[写寫]|reason\.|\bbomb\b"
)
FRAUD = re.compile(r"有人（|有人在|\b[Ss]omebody\b")
APOLOGY = re.compile(r"歉|不便|\bsorry\b|apolog", re.IGNORECASE)
CLUMSY = re.compile(
    r"inconvenience|\bkindly\b|\bas ever\b|\(s\)|\byour matter\b|\bone level up\b|\b1 \w+s\b", re.IGNORECASE
)


class Said(msgspec.Struct, frozen=True):
    """What customers of one language write."""

    complaint: str
    more: str
    unnamed: str
    moved: str
    danger: str
    despair: str
    praise: str
    petition: str
    second: str


CHINESE = Said(
    complaint="我在你们这里办事，工作人员态度恶劣，当众骂人，我要投诉。",
    more="补充一下，当时还有两位可以作证。",
    unnamed="请不要把我的名字告诉被投诉的人。",
    moved="我换邮箱了，以后请发到 wang.new@home.example",
    danger="投诉：你们这里着火了，有人被困，快来救人！",
    despair="你们这样逼我，我不想活了，我要跳楼。",
    praise="表扬你们的师傅，帮我抬了轮椅，真的谢谢！",
    petition="我要信访，这是我提交的信访材料，反映经理收回扣。",
    second="另外还有一件事，昨天电话打了一小时没有人接，我也要投诉。",
)
TAIWAN = Said(
    complaint="我在你們這裡辦事，服務人員態度惡劣，當眾罵人，我要投訴。請儘快處理並回覆，謝謝。",
    more="補充一下，當時還有兩位可以作證。",
    unnamed="請不要把我的名字告訴被投訴的人。",
    moved="我換信箱了，以後請寄到 wang.new@home.example",
    danger="投訴：你們這裡著火了，有人被困，快來救人！",
    despair="你們這樣逼我，我不想活了，我要跳樓。",
    praise="表揚你們的師傅，幫我抬了輪椅，真的謝謝！",
    petition="我要信訪，這是我提交的信訪材料，反映經理收回扣。",
    second="另外還有一件事，昨天電話打了一小時沒有人接，我也要投訴。",
)
ENGLISH = Said(
    complaint="Your repairs man was rude and swore at me in front of everybody. I want to complain about this.",
    more="I would like to add that two neighbours saw it.",
    unnamed="Please do not tell him my name.",
    moved="I have a new email address, please write to hill.new@home.example from now on.",
    danger="There is a fire in the building and people are trapped inside, please send help now!",
    despair="You have driven me to this, I want to kill myself.",
    praise="I want to praise the engineer who mended our lift. Well done, and thank you so much!",
    petition="This is a petition about how the block is run.",
    second="There is another matter: yesterday I waited an hour on the telephone. I want to complain about that too.",
)
STORIES = (
    ("liaocheng-transport", "zh-CN", CHINESE),
    ("liaocheng-transport", "zh-TW", TAIWAN),
    ("insurance-branch", "zh-CN", CHINESE),
    ("uk-landlord", "en", ENGLISH),
)
stories = pytest.mark.parametrize(("policy", "language"), [story[:2] for story in STORIES])


class Played(msgspec.Struct, frozen=True):
    """What went to customers, as text without addresses of ours, by message; and the mails themselves."""

    texts: tuple[tuple[str, str], ...]
    mails: tuple[SentMail, ...]
    zone: str

    def of(self, name: str, to: str = "") -> list[str]:
        """The mails of that name to that mailbox."""
        return [bare(mail.text) for mail in self.mails if mail.tags["message"][0] == name and f"{to}@" in str(mail.to)]


def bare(text: str) -> str:
    """A text without links and mailboxes, which are long and nobody reads."""
    return re.sub(r"https?://\S+|[\w.+*-]+@[\w.-]+", "", text)


@cache
def played(policy: str, language: str) -> Played:
    """Customers of all kinds write, nobody of staff does anything for days."""
    said = next(each for *story, each in STORIES if story == [policy, language])
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00") as box:
        write(box, said)
        mails = tuple(mail for mail in box.mails if HOME in str(mail.to))
        texts = tuple(("", bare(text.text)) for text in box.texts if text.to == PHONE)
        told = (*((mail.tags["message"][0], bare(mail.text)) for mail in mails), *texts)
        return Played(told, mails, packaged(policy).timezone)


def write(box: Sandbox, said: Said) -> None:
    """A complaint with all that may follow it, and one mail each of danger, despair, praise and petition, an unreadable one, a form and a text."""

    def writes(who: str, text: str) -> None:
        box.email(letter(f"王女士 <{who}@{HOME}>", box.address, "", text))

    writes("first", said.complaint)
    for words in (said.more, said.unnamed, said.moved):
        box.wind(minutes=10)
        box.email(reply(next(m for m in reversed(box.mails) if f"first@{HOME}" in m.to), words, sender=f"first@{HOME}"))
    box.wind(minutes=10)
    code = next((code_in(m.text) for m in box.mails if "new@" in str(m.to)), "")
    if code:
        new = next(m for m in box.mails if "new@" in str(m.to))
        box.email(reply(new, code, sender=str(new.to)))
    for who in ("danger", "despair", "praise", "petition"):
        writes(who, getattr(said, who))
    writes("second", said.complaint)
    box.email(
        reply(next(m for m in reversed(box.mails) if f"second@{HOME}" in m.to), said.second, sender=f"second@{HOME}")
    )
    fills_in(box, f"form@{HOME}", words=said.complaint)
    raw = BOMB.read_bytes()
    box.email(re.sub(rb"(?m)^From:.*$", f"From: bomb@{HOME}".encode(), raw, count=1))
    box.sms(PHONE, said.complaint)
    box.wind(hours=120)


@stories
def test_nothing_that_machines_say_reaches_a_customer(policy: str, language: str):
    found = [(name, hit[0]) for name, text in played(policy, language).texts if (hit := MACHINES.search(text))]
    assert found == []


@stories
def test_no_code_reads_like_a_strangers_attempt(policy: str, language: str):
    codes = [text for name, text in played(policy, language).texts if name in ("address_code", "form_code")]
    assert codes
    assert [hit[0] for text in codes if (hit := FRAUD.search(text))] == []


@stories
def test_no_time_that_customers_are_told_has_passed_when_they_read_it(policy: str, language: str):
    story = played(policy, language)
    past = [
        (mail.tags["message"][0], line)
        for mail in story.mails
        for at, line in times(UNTIL_NOW.sub("", THEIRS.sub("", mail.text)), language, story.zone, mail.at)
        if at < mail.at and not NOT_OURS.search(line)
    ]
    assert past == []


@pytest.mark.parametrize(("policy", "language"), [("insurance-branch", "zh-CN"), ("uk-landlord", "en")])
def test_praise_is_thanked_for_and_nobody_apologises(policy: str, language: str):
    (thanked,) = played(policy, language).of("noted", "praise")
    assert re.search(r"谢谢|謝謝|Thank you", thanked)
    assert not APOLOGY.search(thanked)
    assert not re.search("按投诉办理|as a complaint", thanked)


def test_a_petition_is_received_and_not_thanked_for_as_if_it_were_advice():
    (received,) = played("insurance-branch", "zh-CN").of("noted", "petition")
    assert "您的信访举报我们已经登记" in received
    assert "感谢您提出的" not in received
    assert not APOLOGY.search(received)


@stories
def test_a_mail_that_nobody_can_read_is_asked_for_again_and_gives_no_reason_of_ours(policy: str, language: str):
    asked = played(policy, language).of("unreadable", "bomb")
    assert len(asked) == 1
    assert "30 MB" in asked[0]


@stories
def test_whoever_is_in_danger_hears_whom_to_call(policy: str, language: str):
    for who in ("danger", "despair"):
        (told,) = played(policy, language).of("danger_received", who)
        assert re.search(r"\b(?:119|120|110|999)\b|119|120|999", told), who


def test_english_is_as_people_in_britain_write_it():
    story = played("uk-landlord", "en")
    assert [(name, hit[0]) for name, text in story.texts if (hit := CLUMSY.search(text))] == []


def test_every_kind_of_customer_was_written_to():
    assert {name for name, _ in played("liaocheng-transport", "zh-CN").texts} >= {
        "acknowledgement", "hidden", "address_code", "address_joined", "danger_received", "noted", "holding", "form_code", "unreadable", "",
    }  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """The stories are played once each and let go of afterwards."""
    yield
    played.cache_clear()
