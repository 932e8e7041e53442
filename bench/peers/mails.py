"""The mails that every contestant gets: customers' complaints, some with HTML beside the text, some with a photograph. Always the same ones."""

import random
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

OFFICE = "complaints@office.example"
HANDLER = "handler@office.example"
SEED = 17
WITH_HTML, WITH_PHOTOGRAPH = 3, 10  # each how manieth
PHOTOGRAPH = 20_000  # bytes
TEXTS = (
    "今天{time}我在客运总站坐大巴去济南，检票员态度恶劣，当众骂人，我要投诉。",
    "昨天{time}从客运总站上车，等了{minutes}分钟，售票员爱理不理，还冲老人发火，请你们处理。",
    "The ticket inspector at the main coach station was rude to me at {time} and swore in front of everybody. I want to complain.",
    "{time}在客运总站，安检员把我的行李扔在地上，还骂人，请给我一个答复。",
)


def sender(number: int) -> str:
    """Each mail is another customer's."""
    return f"customer{number}@mail.example"


def mails(number: int) -> Iterator[bytes]:
    """So many mails."""
    dice = random.Random(SEED)  # noqa: S311 - no secret comes of it
    return (_mail(each, dice) for each in range(number))


def written(folder: Path, number: int) -> None:
    """Puts them into a folder, each as a file."""
    folder.mkdir(parents=True)
    for each, raw in enumerate(mails(number)):
        (folder / f"{each:05}.eml").write_bytes(raw)


def read(folder: Path) -> Iterator[bytes]:
    """The mails of a folder, in order, read one at a time."""
    return (path.read_bytes() for path in sorted(folder.glob("*.eml")))


def _mail(number: int, dice: random.Random) -> bytes:
    time, minutes = f"{dice.randrange(6, 22)}:{dice.randrange(60):02}", dice.randrange(15, 90)
    text = TEXTS[number % len(TEXTS)].format(time=time, minutes=minutes)
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Customer {number} <{sender(number)}>", OFFICE
    mail["Subject"] = "Complaint" if text.isascii() else "投诉"
    mail["Date"] = f"Mon, 02 Mar 2026 09:{number % 60:02}:00 +0800"
    mail["Message-ID"] = f"<{number}@mail.example>"
    mail.set_content(text)
    if number % WITH_HTML == 0:
        mail.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    if number % WITH_PHOTOGRAPH == 0:
        mail.add_attachment(dice.randbytes(PHOTOGRAPH), maintype="image", subtype="jpeg", filename="photo.jpg")
    return mail.as_bytes()
