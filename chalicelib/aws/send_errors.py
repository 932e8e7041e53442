"""What an error while sending means: was the message sent, and what is to be done? One table for all services."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Literal

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    PartialCredentialsError,
    ProxyConnectionError,
    TokenRetrievalError,
)

# throttled: not sent, later. rejected: will never be sent. paused: not sent, nothing will be until an operator acts.
# unknown: sent or not, nobody knows.
Verdict = Literal["throttled", "rejected", "paused", "unknown"]

VERDICTS: dict[str, Verdict] = {
    # SES
    "TooManyRequestsException": "throttled",
    "LimitExceededException": "throttled",
    "MessageRejected": "rejected",
    "MailFromDomainNotVerifiedException": "rejected",
    "BadRequestException": "rejected",
    "AccountSuspendedException": "paused",
    "SendingPausedException": "paused",
    "NotFoundException": "paused",  # the configuration set is gone
    # SNS
    "Throttled": "throttled",
    "ThrottledException": "throttled",
    "InvalidParameter": "rejected",
    "InvalidParameterValue": "rejected",
    "OptedOut": "rejected",
    "EndpointDisabled": "rejected",
    "AuthorizationError": "paused",
    # End User Messaging
    "ConflictException": "rejected",  # among them: the number has opted out
    "ValidationException": "rejected",
    "ResourceNotFoundException": "paused",
    "ServiceQuotaExceededException": "paused",  # the month's spending limit
    # every service
    "Throttling": "throttled",
    "ThrottlingException": "throttled",
    "RequestLimitExceeded": "throttled",
    "RequestThrottled": "throttled",
    "RequestTimeout": "unknown",
    "RequestTimeoutException": "unknown",
    "SlowDown": "throttled",
    "AccessDeniedException": "paused",  # HTTP 400 where a service speaks JSON
    "UnrecognizedClientException": "paused",
    "ExpiredToken": "paused",
    "ExpiredTokenException": "paused",
    "InvalidSignatureException": "paused",
    "IncompleteSignature": "paused",
}

NEVER_LEFT = (ConnectTimeoutError, EndpointConnectionError, ProxyConnectionError)
NOT_OURS = (NoCredentialsError, PartialCredentialsError, NoRegionError, TokenRetrievalError)


class SendError(Exception):
    """A message was not sent, or perhaps. `diagnostic` is the service's word, without our text."""

    def __init__(self, verdict: Verdict, diagnostic: str) -> None:
        self.verdict = verdict
        self.diagnostic = diagnostic[:500]
        super().__init__(f"{verdict}: {diagnostic}")


def verdict_of(error: BotoCoreError | ClientError) -> Verdict:
    """What an error means; whatever is not known to be harmless is "unknown"."""
    if isinstance(error, ClientError):
        return _answered(error)
    if isinstance(error, ParamValidationError):
        return "rejected"
    if isinstance(error, NEVER_LEFT):
        return "throttled"
    return "paused" if isinstance(error, NOT_OURS) else "unknown"


@contextmanager
def sending() -> Iterator[None]:
    """Around the one call that sends: AWS errors become SendError."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise SendError(verdict_of(error), str(error)) from error


def _answered(error: ClientError) -> Verdict:
    known = VERDICTS.get(error.response.get("Error", {}).get("Code", ""))
    if known:
        return known
    match error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500):
        case 401 | 403:
            return "paused"
        case 429:
            return "throttled"
        case status if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return "rejected"
    return "unknown"
