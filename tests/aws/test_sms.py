"""Texts, and who sends them."""

from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib.aws.clients import client
from chalicelib.aws.send_errors import SendError
from chalicelib.aws.sms import EndUserMessagingTexts, texts_port
from chalicelib.settings import Settings


def port(settings: Settings) -> Any:
    return texts_port(settings, lambda: client("sns"), lambda: client("pinpoint-sms-voice-v2"))


@pytest.mark.usefixtures("watch")
def test_sns_sends_a_text_to_the_number(settings: Settings):
    from moto.sns.models import sns_backends  # noqa: PLC0415

    assert port(settings).send("+8613800138000", "已收到您的投诉", "a-000")
    (sent,) = sns_backends["123456789012"]["us-east-1"].sms_messages.values()
    assert sent == ("+8613800138000", "已收到您的投诉")


@pytest.mark.usefixtures("watch")
def test_end_user_messaging_sends_with_our_tag(settings: Settings):
    texts = texts_port(
        Settings(**{name: getattr(settings, name) for name in settings.__struct_fields__} | {"sms_channel": "eum"}),
        lambda: client("sns"),
        lambda: client("pinpoint-sms-voice-v2"),
    )
    expected = {
        "DestinationPhoneNumber": "+8613800138000",
        "OriginationIdentity": "+8610000",
        "MessageBody": "您好",
        "MessageType": "TRANSACTIONAL",
        "Context": {"outbox": "a-000"},
    }
    with Stubber(client("pinpoint-sms-voice-v2")) as stub:
        stub.add_response("send_text_message", {"MessageId": "sms-1"}, expected)
        assert texts.send("+8613800138000", "您好", "a-000") == "sms-1"
        stub.add_client_error("send_text_message", "ConflictException", "opted out", http_status_code=409)
        with pytest.raises(SendError) as refused:
            texts.send("+8613800138000", "您好", "a-000")
    assert refused.value.verdict == "rejected"


@pytest.mark.usefixtures("watch")
def test_end_user_messaging_is_told_where_to_report(settings: Settings):
    texts = EndUserMessagingTexts(client("pinpoint-sms-voice-v2"), "+8610000", "redress-texts")
    expected = {
        "DestinationPhoneNumber": "+8613800138000",
        "OriginationIdentity": "+8610000",
        "MessageBody": "您好",
        "MessageType": "TRANSACTIONAL",
        "Context": {"outbox": "a-000"},
        "ConfigurationSetName": "redress-texts",
    }
    with Stubber(client("pinpoint-sms-voice-v2")) as stub:
        stub.add_response("send_text_message", {"MessageId": "sms-1"}, expected)
        assert texts.send("+8613800138000", "您好", "a-000") == "sms-1"
    assert settings.sms_configuration_set == ""
