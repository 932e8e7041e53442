"""Mail of ours that is about no one complaint, and does not arrive."""

from typing import Any

from botocore.exceptions import ClientError

from chalicelib.aws import clients
from sandbox import Sandbox
from tests.stories.acts import complain, to


def test_a_morning_list_that_ses_refuses_is_told_to_the_desk() -> None:
    with Sandbox(now="2026-03-01T09:00+08:00") as box:
        complain(box)
        refused: Any = {"Error": {"Code": "MessageRejected", "Message": "The recipient address is not valid"}}

        def refuse(params: dict[str, object], **_: object) -> None:
            if "guo.ping" in str(params):
                raise ClientError(refused, "SendEmail")

        events = clients.client("sesv2", "us-east-1").meta.events  # of a client that outlasts this sandbox
        events.register("provide-client-params.sesv2.SendEmail", refuse)
        try:
            box.wind(to="2026-03-02T08:32+08:00")
        finally:
            events.unregister("provide-client-params.sesv2.SendEmail", refuse)
        assert [m.subject for m in to(box, box.desk)] == ["联系不上：郭平"]
        assert not box.dead_letters
