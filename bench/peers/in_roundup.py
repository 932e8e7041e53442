"""roundup's classic tracker on sqlite: `prepare` makes it, with the customers registered; `run` hands in the mails as its mail gateway does."""

import sys
from argparse import Namespace
from email import message_from_bytes
from pathlib import Path
from typing import Any

from bench.peers import mails, stopwatch

SETTINGS = {
    "ADMIN_EMAIL": "admin@office.example",
    "MAIL_DOMAIN": "office.example",
    "MAIL_HOST": "localhost",
    "TRACKER_EMAIL": mails.OFFICE,
    "TRACKER_WEB": "https://office.example/",
    "MESSAGES_TO_AUTHOR": "yes",  # the customer hears that the mail came, as with the others
}


def prepare(home: Path, customers: int) -> None:
    """A tracker. Customers are registered, so that no mail has to make up, and hash, a stranger's password."""
    from roundup import init, instance, password  # noqa: PLC0415
    from roundup.configuration import CoreConfig  # noqa: PLC0415

    templates = Path(sys.prefix) / "share" / "roundup" / "templates"
    init.install(str(home), str(templates / "classic"))
    config: Any = CoreConfig(settings=SETTINGS | {"RDBMS_BACKEND": "sqlite", "MAIL_DEBUG": str(home / "sent")})
    config.save(str(home / "config.ini"))
    tracker = instance.open(str(home))
    tracker.init(password.Password("secret", config=config))
    db = tracker.open("admin")
    db.user.create(username="handler", address=mails.HANDLER, roles="User")
    for each in range(customers):
        db.user.create(username=f"customer{each}", address=mails.sender(each), roles="User")
    db.commit()
    db.close()


def run(home: Path, folder: Path) -> str:
    """Every mail becomes an issue, assigned to the handler; both hear of it."""
    from roundup import instance, mailgw  # noqa: PLC0415

    tracker = instance.open(str(home))
    arguments = Namespace(default_class="issue", set_value=["issue.assignedto=handler"])
    gateway = mailgw.MailGW(tracker, arguments)
    gateway.trapExceptions = 0

    def handle(raw: bytes) -> None:
        gateway.handle_Message(message_from_bytes(raw, mailgw.RoundupMessage))

    def made() -> int:
        db = tracker.open("admin")
        return len(db.issue.list())

    return stopwatch.timed(mails.read(folder), handle, made)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(run(Path(sys.argv[2]), Path(sys.argv[3])))
