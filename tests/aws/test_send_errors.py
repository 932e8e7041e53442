"""What an error while sending means for the message."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from chalicelib.aws.clients import ONCE, PERSISTENT, client, forget
from chalicelib.aws.send_errors import SendError, sending, verdict_of


def answered(code: str, status: int) -> ClientError:
    answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendEmail")


@pytest.mark.parametrize(
    ("code", "status", "verdict"),
    [
        ("TooManyRequestsException", 429, "throttled"),
        ("LimitExceededException", 400, "throttled"),
        ("Throttling", 400, "throttled"),
        ("ThrottlingException", 400, "throttled"),
        ("Throttled", 429, "throttled"),
        ("NewWordForSlowly", 429, "throttled"),
        ("MessageRejected", 400, "rejected"),
        ("MailFromDomainNotVerifiedException", 400, "paused"),
        ("BadRequestException", 400, "rejected"),
        ("InvalidParameter", 400, "rejected"),
        ("OptedOut", 400, "rejected"),
        ("ConflictException", 409, "rejected"),
        ("AccountSuspendedException", 400, "paused"),
        ("SendingPausedException", 400, "paused"),
        ("NotFoundException", 404, "paused"),
        ("ServiceQuotaExceededException", 402, "paused"),
        ("AccessDeniedException", 400, "paused"),
        ("AccessDenied", 403, "paused"),
        ("ExpiredTokenException", 400, "paused"),
        ("InternalServiceErrorException", 500, "unknown"),
        ("ServiceUnavailable", 503, "unknown"),
        ("RequestTimeout", 400, "unknown"),
        ("NeverHeardOf", 418, "rejected"),
    ],
)
def test_answers(code: str, status: int, verdict: str):
    assert verdict_of(answered(code, status)) == verdict


RECEIVER = "zhang.wei@qq.com"


def refused(code: str, said: str, **more: Any) -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": said}, "ResponseMetadata": {"HTTPStatusCode": 400}, **more}
    return ClientError(answer, "SendEmail")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: tousu@ours.example"),
        ("MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: 客服 <tousu@ours.example>, zhang.wei@qq.com"),
        ("MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: zhang.wei@qq.com, ..."),
        ("MessageRejected", "Sending suspended for this account. For more information, please check the inbox of the email address associated with your AWS account."),
        ("MessageRejected", "Sending paused for this account."),
        ("MessageRejected", "Your account's ability to send email has been paused."),
        ("BadRequestException", "Configuration set redress-sent does not exist."),
        ("BadRequestException", "Email sending has been disabled for configuration set redress-sent."),
        ("BadRequestException", "MAIL FROM domain bounce.ours.example is not verified."),
        ("InvalidParameter", "Invalid parameter: AWS.MM.SMS.OriginationNumber Reason: no such number"),
        ("InvalidParameterValue", "The sender ID is not registered"),
    ],
)  # fmt: skip
def test_what_is_said_of_our_own_sender_makes_nobody_unreachable(code: str, said: str):
    assert verdict_of(refused(code, said), RECEIVER) == "paused"


@pytest.mark.parametrize(
    ("code", "said", "receiver"),
    [
        ("MessageRejected", "Address blacklisted.", RECEIVER),
        ("MessageRejected", "Illegal address", RECEIVER),
        ("BadRequestException", "Domain contains dot-dot", RECEIVER),
        ("InvalidParameter", "Invalid parameter: PhoneNumber Reason: +25290000000 is not valid to publish to", "+25290000000"),
        ("InvalidParameter", "Cannot send to an opted out phone number", "+8613505350001"),
        ("MessageRejected", "Illegal address sending.suspended@evil.example", "sending.suspended@evil.example"),
        ("BadRequestException", "Invalid: Configuration.Set@evil.example", "configuration.set@evil.example"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_receiver_is_for_good_whatever_words_their_address_has(code: str, said: str, receiver: str):
    assert verdict_of(refused(code, said), receiver) == "rejected"


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        ("DESTINATION_PHONE_NUMBER_OPTED_OUT", "rejected"),
        ("DESTINATION_COUNTRY_BLOCKED", "rejected"),
        ("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", "withheld"),
        ("NO_ORIGINATION_IDENTITIES_FOUND", "paused"),
        ("MESSAGE_TYPE_MISMATCH", "paused"),
        ("REGISTRATION_NOT_COMPLETE", "paused"),
        ("SENDER_ID_REQUIRES_REGISTRATION", "paused"),
        ("A_REASON_OF_NEXT_YEAR", "paused"),
    ],
)
def test_end_user_messaging_gives_a_reason(reason: str, verdict: str):
    for code in ("ConflictException", "ValidationException"):
        assert verdict_of(refused(code, "", Reason=reason), "+8613505350001") == verdict


@pytest.mark.parametrize(
    ("field", "verdict"),
    [("DestinationPhoneNumber", "rejected"), ("OriginationIdentity", "paused"), ("ConfigurationSetName", "paused")],
)
def test_a_field_that_is_refused_is_whose_it_is(field: str, verdict: str):
    fields = [{"Name": field, "Message": "must be valid"}]
    error = refused("ValidationException", "1 field", Reason="FIELD_VALIDATION_FAILED", Fields=fields)
    assert verdict_of(error, "+8613505350001") == verdict


def test_an_account_in_the_sandbox_withholds_what_goes_to_strangers_and_sends_the_rest():
    said = f"Email address is not verified. The following identities failed the check in region EU-WEST-1: {RECEIVER}"
    assert verdict_of(refused("MessageRejected", said), RECEIVER) == "withheld"
    assert verdict_of(refused("MessageRejected", said), "other@qq.com") == "paused"


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (ConnectTimeoutError(endpoint_url="x"), "throttled"),
        (EndpointConnectionError(endpoint_url="x"), "throttled"),
        (ReadTimeoutError(endpoint_url="x"), "unknown"),
        (ConnectionClosedError(endpoint_url="x"), "unknown"),
        (ParamValidationError(report="x"), "rejected"),
        (NoCredentialsError(), "paused"),
        (BotoCoreError(), "unknown"),
    ],
)
def test_no_answer(error: BotoCoreError, verdict: str):
    assert verdict_of(error) == verdict
    with pytest.raises(SendError) as seen, sending():
        raise error
    assert seen.value.verdict == verdict


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads requests and never answers: its address and what came."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    heard: list[bytes] = []
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                held.append(connection)
                heard.append(connection.recv(65536))

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)
    listener.join()
    for connection in held:
        connection.close()


def test_a_mail_whose_answer_does_not_come_is_posted_once(silence: tuple[str, list[bytes]]):
    address, heard = silence
    impatient = ONCE.merge(type(ONCE)(read_timeout=0.3))
    ses = boto3.client("sesv2", region_name="us-east-1", endpoint_url=address, config=impatient)
    with pytest.raises(SendError) as seen, sending():
        ses.send_email(Destination={"ToAddresses": ["a@x.example"]}, Content={"Raw": {"Data": b"x"}})
    assert seen.value.verdict == "unknown"
    assert sum(request.startswith(b"POST") for request in heard) == 1
    ses.close()


def test_who_sends_tries_once_and_who_stores_three_times(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    forget()
    for service in ("sesv2", "sns", "pinpoint-sms-voice-v2"):
        assert client(service).meta.config.retries["total_max_attempts"] == 1
    for service in ("dynamodb", "s3", "sqs", "ssm"):
        assert client(service).meta.config.retries == vars(PERSISTENT)["retries"]
    assert client("sesv2", "us-east-1").meta.region_name == "us-east-1"
    assert client("sns").meta.region_name == "eu-west-1"
    assert client("sns", "") is client("sns")
    forget()
