"""Texts out: one port, two services. Amazon SNS, or AWS End User Messaging (pinpoint-sms-voice-v2)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.aws.send_errors import sending
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient


class Texts(Protocol):
    """Whoever can send a text message."""

    def send(self, number: str, text: str, tag: str) -> str:
        """Send; the service's id. SendError tells why not."""


class SnsTexts:
    """Amazon SNS."""

    def __init__(self, client: "SNSClient", origin: str) -> None:
        self.client = client
        self.origin = origin

    def send(self, number: str, text: str, tag: str) -> str:
        """Publish to a number; SNS keeps no tag."""
        del tag
        kinds = {"AWS.SNS.SMS.SMSType": "Transactional"} | (
            {"AWS.MM.SMS.OriginationNumber": self.origin} if self.origin else {}
        )
        with sending(number):
            answer = self.client.publish(
                PhoneNumber=number,
                Message=text,
                MessageAttributes={name: {"DataType": "String", "StringValue": value} for name, value in kinds.items()},
            )
        return answer["MessageId"]


class EndUserMessagingTexts:
    """AWS End User Messaging; its events carry our tag back."""

    def __init__(self, client: Any, origin: str, configuration_set: str = "") -> None:
        self.client = client
        self.origin = origin
        self.reporting = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def send(self, number: str, text: str, tag: str) -> str:
        """Send to a number; what becomes of it is reported by way of the configuration set."""
        with sending(number):
            answer = self.client.send_text_message(
                **self.reporting,
                DestinationPhoneNumber=number,
                OriginationIdentity=self.origin,
                MessageBody=text,
                MessageType="TRANSACTIONAL",
                Context={"outbox": tag},
            )
        return str(answer["MessageId"])


def texts_port(settings: Settings, sns: Callable[[], "SNSClient"], end_user_messaging: Callable[[], Any]) -> Texts:
    """The service that this stack sends texts by. Both arguments make a client."""
    if settings.sms_channel == "eum":
        return EndUserMessagingTexts(end_user_messaging(), settings.sms_number, settings.sms_configuration_set)
    return SnsTexts(sns(), settings.sms_number)
