"""The post office of a stack: sends an outbox item by mail or text."""

from collections.abc import Callable
from typing import Protocol

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws import mail
from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.send_errors import SendError
from chalicelib.aws.sms import texts_port
from chalicelib.core.complaint.model import WHOLE, Evidence
from chalicelib.core.written.mailboxes import is_sample
from chalicelib.settings import Settings

PartOf = Callable[[bytes, int], bytes | None]


class Sender(Protocol):
    """Whoever can send an outbox item of channel mail or sms."""

    def send(self, item: OutboxItem) -> str:
        """Send it; the service's id. SendError tells why not, or that nobody knows."""


class AwsSender:
    """SES for mail, SNS or End User Messaging for texts. Clients are made when first needed. `part` reads a file in a raw mail."""

    def __init__(self, settings: Settings, objects: Objects, part: PartOf) -> None:
        self.settings = settings
        self.objects = objects
        self.part = part

    def send(self, item: OutboxItem) -> str:
        """Send it by its channel; one call, never repeated."""
        if item.channel == "mail":
            if is_sample(item.recipient) and not self.settings.rehearsal:
                raise SendError("rejected", "a sample address, which is nobody's")
            ses = client("sesv2", self.settings.mail_region)
            return mail.send(ses, item, self.settings.configuration_set, self._attachment, self._file)
        texts = texts_port(self.settings, lambda: client("sns"), lambda: client("pinpoint-sms-voice-v2"))
        return texts.send(item.recipient, item.text, item.id)

    def _file(self, file: Evidence) -> bytes:
        """What somebody attached to a mail of theirs, out of that mail."""
        raw = self._attachment(file.raw)
        content = raw if file.part == WHOLE else self.part(raw, file.part)
        if content is None:
            raise SendError("rejected", f"file {file.part} of {file.raw} is gone")
        return content

    def _attachment(self, key: str) -> bytes:
        """What lies under a key. A mail whose attachment is gone for good is for a person; a failing read is repeated."""
        try:
            content = self.objects.get(key)
        except (BotoCoreError, ClientError) as error:
            raise SendError("throttled", f"attachment {key} could not be read") from error
        if content is None:
            raise SendError("rejected", f"attachment {key} is gone")
        return content
