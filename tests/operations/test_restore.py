"""Tables restored to an earlier second: what came later lies in the bucket, and is read again."""

import copy
from collections.abc import Callable
from typing import Any

from moto.dynamodb.models import dynamodb_backends

from sandbox import Sandbox
from sandbox.events import ACCOUNT, REGION
from tests.stories.acts import ANSWER, HANDLER, complain, newest, says, to

Run = Callable[..., tuple[int, str]]
TABLES = ("Complaints", "History", "Outbox", "Inbound", "Keys")


def contents(box: Sandbox) -> dict[str, Any]:
    """The items of all tables as they are now."""
    backend = dynamodb_backends[ACCOUNT][REGION]
    return {name: copy.deepcopy(backend.get_table(box._cloud.names[name]).items) for name in TABLES}


def restore(box: Sandbox, kept: dict[str, Any]) -> None:
    """All five tables as they were at one second."""
    backend = dynamodb_backends[ACCOUNT][REGION]
    for name, items in kept.items():
        backend.get_table(box._cloud.names[name]).items = items


def test_after_a_restore_every_later_mail_is_read_again_and_the_register_is_sound(box: Sandbox, run: Run):
    complain(box, sender="before@qq.com")
    box.wind(minutes=10)
    kept = contents(box)
    says(box, HANDLER, ANSWER)
    later = complain(box, sender="after@qq.com")
    restore(box, kept)
    assert [c["complainant"]["mail"] for c in box.complaints()] == ["before@qq.com"]
    box.wind(minutes=40)
    code, told = run("reconcile")
    assert (code, "2 raw mails without a receipt put into the queue" in told) == (0, True)
    assert (newest(box)["complainant"]["mail"], newest(box)["number"]) == ("after@qq.com", later["number"])
    assert len(to(box, "after@qq.com")) == 2  # a second acknowledgement, as the note on restoring says
    confirm = next(mail for mail in reversed(box.mails) if HANDLER in mail.to and "/k/" in mail.text)
    box.post(next(word for word in confirm.text.split() if "/k/" in word), {"confirm": "yes"})
    assert box.complaints()[0]["status"] == "answered"
    box.wind(minutes=2)
    _, told = run("verify")
    *found, last = told.splitlines()
    assert "2 complaints looked at" in last
    # What was written after the restored second is written anew, and the witness has both.
    assert found
    assert all("was written over" in each for each in found), found
