"""What an error while sending means: was the message sent, whose fault is it that it was not, and what is to be done?

One table for all services. Where a service says the same word for a receiver who cannot be written to and for a sender of ours that may
not write (`MessageRejected`, `ConflictException`, `InvalidParameter` …), its reason and its sentence tell which.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Literal

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

from chalicelib.core.expressions import expression

# throttled: not sent, later. rejected: this receiver will never get it. paused: not sent, nothing will be until an operator acts.
# withheld: as paused, but others get theirs (an account in the sandbox writes to known addresses alone).
# unknown: sent or not, nobody knows.
Verdict = Literal["throttled", "rejected", "paused", "withheld", "unknown"]

VERDICTS: dict[str, Verdict] = {
    # SES
    "TooManyRequestsException": "throttled",
    "LimitExceededException": "throttled",
    "MessageRejected": "rejected",
    "BadRequestException": "rejected",
    "MailFromDomainNotVerifiedException": "paused",
    "AccountSuspendedException": "paused",
    "AccountSendingPausedException": "paused",
    "SendingPausedException": "paused",
    "ConfigurationSetSendingPausedException": "paused",
    "ConfigurationSetDoesNotExist": "paused",
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
    "ConflictException": "rejected",
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

# What End User Messaging gives as the reason where the receiver or the text itself stands in the way; all other reasons are ours.
RECEIVERS = frozenset(
    {
        "DESTINATION_PHONE_NUMBER_OPTED_OUT",
        "DESTINATION_COUNTRY_BLOCKED",
        "COUNTRY_CODE_MISMATCH",
        "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
        "INTERNATIONAL_SENDING_NOT_SUPPORTED",
        "FIELD_VALIDATION_FAILED",
        "INVALID_PARAMETER",
        "INVALID_REQUEST",
        "CANNOT_PARSE",
        "MAXIMUM_SIZE_EXCEEDED",
        "PRICE_OVER_THRESHOLD",
    }
)
NOT_YET_KNOWN = "DESTINATION_PHONE_NUMBER_NOT_VERIFIED"  # an account in the sandbox for texts
# What services say of our own address, domain, number or account.
OURS = expression(
    r"address is not verified|identit(?:y|ies)\b[^.]{0,40}(?:failed|not verified)|domain\b[^.@]{0,40}not verified"
    r"|(?:sending|account)\b[^.@]{0,80}(?:suspended|paused|disabled|shut down|not allowed)"
    r"|configuration ?set|mail ?from domain|originat(?:ion|or)|sender ?id|AWS\.MM\.SMS|spend(?:ing)? limit",
    re.IGNORECASE,
)
ADDRESS = expression(r"[^\s<>,;:\"']+@[^\s<>,;:\"']+")

NEVER_LEFT = (ConnectTimeoutError, EndpointConnectionError, ProxyConnectionError)
NOT_OURS = (NoCredentialsError, PartialCredentialsError, NoRegionError, TokenRetrievalError)


class SendError(Exception):
    """A message was not sent, or perhaps. `diagnostic` is the service's word, without our text."""

    def __init__(self, verdict: Verdict, diagnostic: str) -> None:
        self.verdict = verdict
        self.diagnostic = diagnostic[:500]
        super().__init__(f"{verdict}: {diagnostic}")


def verdict_of(error: BotoCoreError | ClientError, receiver: str = "") -> Verdict:
    """What an error means for what was sent to `receiver`; whatever is not known to be harmless is "unknown"."""
    if isinstance(error, ClientError):
        verdict = _answered(error)
        return _by_whose_fault(error, receiver) if verdict == "rejected" else verdict
    if isinstance(error, ParamValidationError):
        return "rejected"
    if isinstance(error, NEVER_LEFT):
        return "throttled"
    return "paused" if isinstance(error, NOT_OURS) else "unknown"


@contextmanager
def sending(receiver: str = "") -> Iterator[None]:
    """Around the one call that sends something to `receiver`: AWS errors become SendError."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise SendError(verdict_of(error, receiver), str(error)) from error


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


def _by_whose_fault(error: ClientError, receiver: str) -> Verdict:
    """A refusal: the receiver's, or ours, which an operator mends. The receiver's address is no word of the service's."""
    response: Mapping[str, Any] = error.response
    reason = str(response.get("Reason", ""))
    if reason == NOT_YET_KNOWN:
        return "withheld"
    fields = (str(field.get("Name", "")) for field in response.get("Fields") or ())
    said = " ".join((str(response.get("Error", {}).get("Message", "")), *fields))
    own_words = re.sub(re.escape(receiver), "", said, flags=re.IGNORECASE) if receiver else said
    if not OURS.search(own_words) and (not reason or reason in RECEIVERS):
        return "rejected"
    named = {address.lower().rstrip(".") for address in ADDRESS.findall(said)}
    return "withheld" if receiver and named == {receiver.lower()} and "..." not in said else "paused"
