"""What asks a table goes from the client straight to the emulator's own function, and the answer back, as over HTTP.

Between client and tables each call is signed, made into a request, sought by its address, read and hashed. The emulator reads
a request, and writes an answer, shape by shape after AWS's models: of each value it asks for ten kinds, each by several names.
What holds items alone is plain JSON, and read and written as such. `tests/sandbox/test_emulator.py` compares both ways.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.endpoint import convert_to_response_dict
from botocore.model import OperationModel
from moto.core.botocore_stubber import MockRawResponse
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.dynamodb.responses import DynamoHandler

from sandbox.events import ACCOUNT

Answer = tuple[AWSResponse, dict[str, Any]]
Send = Callable[[Any, OperationModel, dict[str, Any]], Answer]
ITEMS_ALONE = frozenset(
    {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}
)  # what the application asks at every fact


class _Handler(DynamoHandler):
    """The emulator's function for tables, which answers with items as plain JSON."""

    def serialized(self, action_result: ActionResult) -> Any:
        if isinstance(action_result.result, Exception) or self._get_action() not in ITEMS_ALONE:
            return super().serialized(action_result)
        headers = {"Content-Type": "application/x-amz-json-1.0"} | self.response_headers
        return 200, headers, json.dumps(action_result.result, default=_in_text)

    @staticmethod
    def _enrich_response(headers: dict[str, str], body: Any) -> tuple[dict[str, str], Any]:
        """No number of a request, which is drawn letter by letter and which nobody asks for."""
        return headers, body


def straight_to_tables(original: Send) -> Send:
    """The client's way out, past HTTP where it leads to tables."""

    def make_request(endpoint: Any, operation: OperationModel, request: dict[str, Any]) -> Answer:
        if operation.service_model.service_name != "dynamodb":
            return original(endpoint, operation, request)
        status, headers, body = _handler(operation, request).call_action()
        answer = AWSResponse(request["url"], int(status), headers, MockRawResponse(body))
        return answer, read_answer(endpoint, operation, answer)

    return make_request


def _handler(operation: OperationModel, request: dict[str, Any]) -> _Handler:
    """The emulator's function with a request as it would find it there."""
    handler = _Handler()
    handler.querystring, handler.headers, handler.response_headers = {}, request["headers"], {"server": "amazon.com"}
    handler.region, handler.current_account = request["context"]["client_region"], ACCOUNT
    if operation.name in ITEMS_ALONE:
        handler.params = json.loads(request["body"], object_hook=_with_bytes)
    else:
        handler.params = _by_the_model(handler, operation, request)
    return handler


def _with_bytes(value: dict[str, Any]) -> dict[str, Any]:
    """A value of bytes, which a request spells in text, as bytes; all else as it is."""
    spelled = value.get("B")
    return {"B": base64.b64decode(spelled)} if isinstance(spelled, str) and len(value) == 1 else value


def _in_text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _by_the_model(handler: _Handler, operation: OperationModel, request: dict[str, Any]) -> Any:
    known = get_service_model("dynamodb").operation_model(operation.name)
    asked: Any = {
        "method": "POST",
        "values": {},
        "headers": request["headers"],
        "body": request["body"],
        "url_path": "/",
    }
    return PROTOCOL_PARSERS["json"](known, map_type=handler.PROTOCOL_PARSER_MAP_TYPE).parse(asked)


def read_answer(endpoint: Any, operation: OperationModel, answer: AWSResponse) -> dict[str, Any]:
    """The answer as the client reads it."""
    parts = convert_to_response_dict(answer, operation)
    parser = endpoint._response_parser_factory.create_parser(operation.service_model.resolved_protocol)
    read: dict[str, Any] = parser.parse(parts, operation.output_shape)
    if answer.status_code >= 300:  # noqa: PLR2004
        endpoint._add_modeled_error_fields(parts, read, operation, parser)
    read["ResponseMetadata"]["RetryAttempts"] = 0
    return read
