"""Texts: how many parts they have, and who sends them."""

from typing import Any

import pytest
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws.clients import client
from chalicelib.aws.send_errors import SendError
from chalicelib.aws.sms import GSM_BASIC, GSM_EXTENDED, EndUserMessagingTexts, segments, texts_port
from chalicelib.settings import Settings

BASIC = st.sampled_from(sorted(GSM_BASIC))
EXTENDED = st.sampled_from(sorted(GSM_EXTENDED))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("晚" * 70, 1),
        ("晚" * 71, 2),
        ("晚" * 134, 2),
        ("晚" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 69 + "晚", 1),
        ("a" * 70 + "晚", 2),
        ("e" * 152 + "€" + "e" * 152, 3),  # the escaped sign may not straddle two parts
    ],
)
def test_parts_as_the_standard_counts_them(text: str, parts: int):
    assert segments(text) == parts


@given(st.text(alphabet=BASIC, max_size=700))
def test_plain_texts_fill_their_parts(text: str):
    assert segments(text) == (1 if len(text) <= 160 else -(-len(text) // 153))


@given(st.text(alphabet=BASIC | EXTENDED, max_size=700))
def test_escaped_signs_cost_two_and_waste_at_most_one_a_part(text: str):
    cost = sum(2 if letter in GSM_EXTENDED else 1 for letter in text)
    least = 1 if cost <= 160 else -(-cost // 153)
    assert least <= segments(text) <= max(least, -(-cost // 152))


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_longer_text_never_has_fewer_parts(text: str, more: str):
    assert segments(text) <= segments(text + more)


@given(st.text(min_size=1, max_size=400))
def test_one_foreign_letter_makes_the_whole_text_foreign(text: str):
    units = len((text + "晚").encode("utf-16-be", "surrogatepass")) // 2
    least = 1 if units <= 70 else -(-units // 67)
    assert least <= segments(text + "晚") <= max(least, -(-units // 66))


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
