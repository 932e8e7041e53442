"""A mail goes from the client straight to the emulator's SES, and its answer back, as over HTTP (see `table_requests.py`).

The emulator reads a mail's headers alone: all else is kept as it came. What it refuses is asked again, over HTTP.
"""

import re
from email import message_from_string
from email.message import Message
from types import SimpleNamespace
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.model import OperationModel
from moto.core.botocore_stubber import MockRawResponse
from moto.core.exceptions import JsonRESTError, ServiceException
from moto.sesv2.responses import SESV2Response

from sandbox.events import ACCOUNT
from sandbox.table_requests import Answer, Send, read_answer

HEADERS_END = re.compile(r"\r?\n\r?\n")


def straight_to_ses(original: Send) -> Send:
    """The client's way out, past HTTP where a mail is sent."""

    def make_request(endpoint: Any, operation: OperationModel, request: dict[str, Any]) -> Answer:
        if (operation.service_model.service_name, operation.name) != ("sesv2", "SendEmail"):
            return original(endpoint, operation, request)
        handler = SESV2Response()
        handler.body = request["body"].decode()
        handler.region, handler.current_account = request["context"]["client_region"], ACCOUNT
        try:
            told = handler.send_email()
        except (ServiceException, JsonRESTError):
            return original(endpoint, operation, request)
        headers: Any = {"content-type": "application/json"}
        answer = AWSResponse(request["url"], 200, headers, MockRawResponse(told))
        return answer, read_answer(endpoint, operation, answer)

    return make_request


def _headers(raw: str) -> Message:
    return message_from_string(HEADERS_END.split(raw, maxsplit=1)[0])


reading_headers = SimpleNamespace(message_from_string=_headers)  # what the emulator needs of `email`
