"""AWS in this process: moto, with the deployed template's tables, bucket and queues.

The sandbox itself looks into the emulator's memory and never calls a client, so that whoever counts or breaks calls from
outside sees the application's calls and no others.
"""

import base64
import json
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from moto.cloudformation.models import cloudformation_backends
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends
from moto.sesv2.responses import SESV2Response
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends

from chalicelib.aws.secrets import place_of
from chalicelib.core.people.tokens import USES
from redress.template import STACK_NAME, EmulatedTemplate, emulated_template
from sandbox import events
from sandbox.emulator import emulated_aws, lasting_sessions
from sandbox.events import ACCOUNT, REGION

APP_DIR = Path(__file__).resolve().parents[1]
SIGNING_KEYS = {use: json.dumps({"current": 1, "keys": {"1": f"{number:02x}" * 32}}) for number, use in enumerate(USES)}

# Nothing of the developer's own AWS set-up may be seen from inside, and no log line stands between the mails of a demo.
ABSENT = ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE")
FIXED = {
    "AWS_ACCESS_KEY_ID": "sandbox",
    "AWS_SECRET_ACCESS_KEY": "sandbox",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_METRICS_DISABLED": "true",
    "POWERTOOLS_TRACE_DISABLED": "true",
}


class Cloud:
    """An account with one stack in it. `parameters` and `environment` stand for what an operator sets at deployment."""

    def __init__(self, parameters: Mapping[str, str], environment: Mapping[str, str]) -> None:
        self.parameters = dict(parameters)
        self.given = dict(environment)
        self.environment: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.tags: dict[str, dict[str, list[str]]] = {}
        self._open = ExitStack()

    def start(self) -> None:
        """Emulate AWS in this process, build the stack, set the environment."""
        try:
            self._open.enter_context(patch.dict(os.environ, FIXED))
            for name in ABSENT:
                os.environ.pop(name, None)
            self._open.enter_context(emulated_aws(lasting_sessions))
            self._open.enter_context(
                patch.object(SESV2Response, "send_email", self._recording(SESV2Response.send_email))
            )
            self._build()
            os.environ.update(self.environment)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Leave the process as it was before `start`."""
        self._open.close()

    def _build(self) -> None:
        template = _template(tuple(self.parameters.items()))
        as_json = patch(
            "moto.cloudformation.models.yaml.load", lambda text, **_: json.loads(text)
        )  # which our template is
        with warnings.catch_warnings(), as_json:
            warnings.simplefilter("ignore", DeprecationWarning)
            stack = cloudformation_backends[ACCOUNT][REGION].create_stack(STACK_NAME, template.template_json, {})
        made_resources: Any = stack.stack_resources
        self.names = {made.logical_resource_id: made.physical_resource_id for made in made_resources}
        holding = {"KEY_USES": " ".join(USES)}  # one process plays every function
        self.environment = template.settings(self.names | {"AWS::Region": REGION}) | holding | self.given
        ses = ses_backends[ACCOUNT][REGION]
        for identity in {self.environment["SENDER_ADDRESS"].rpartition("@")[2]}:
            ses.create_email_identity_v2(identity, None, None, None)
        for use, value in SIGNING_KEYS.items():
            place = place_of(self.environment["SECRET_NAME"], use)
            ssm_backends[ACCOUNT][REGION].put_parameter(
                place, "", value, "SecureString", "", "", False, [], "text", None, None
            )

    def _recording(self, send_email: Any) -> Any:
        """SES's own call, noting the message tags that moto forgets."""

        def recorded(request: Any) -> Any:
            asked = json.loads(request.body)
            answer = send_email(request)
            tags = {tag["Name"]: [tag["Value"]] for tag in asked.get("EmailTags", ())}
            tags["ses:configuration-set"] = [asked.get("ConfigurationSetName", "")]
            self.tags[json.loads(answer)["MessageId"]] = tags
            return answer

        return recorded

    def items(self, table: str, *only: str) -> Iterator[dict[str, Any]]:
        """All items of a table (by its name in the template) as plain values; `only` names the attributes wanted."""
        for item in dynamodb_backends[ACCOUNT][REGION].get_table(self.names[table]).all_items():
            wanted = {name: item.attrs[name] for name in only if name in item.attrs} if only else item.attrs
            yield {name: _plain(value.to_json()) for name, value in wanted.items()}

    def store(self, key: str, content: bytes) -> str:
        """Put an object into the bucket; the bucket's name."""
        bucket = self.names["MailBucket"]
        s3_backends[ACCOUNT]["aws"].put_object(bucket, key, content, storage="STANDARD")
        return bucket

    def queue(self, name: str) -> Any:
        """The emulator's queue of that name in the template."""
        backend = sqs_backends[ACCOUNT][REGION]
        return backend.get_queue(self.names[name].rpartition("/")[2])

    def put_message(self, queue: str, body: str) -> None:
        """Put a message into a queue."""
        sqs_backends[ACCOUNT][REGION].send_message(self.queue(queue).name, body)

    def streamed(self, table: str) -> list[dict[str, Any]]:
        """The records of a table's stream since it was last asked, as a function gets them."""
        shard = dynamodb_backends[ACCOUNT][REGION].get_table(self.names[table]).stream_shard
        assert shard is not None
        told, shard.items = [each.to_json() for each in shard.items], []
        return [events.stream_record(each, self.names[table]) for each in told]

    def topic(self, name: str) -> str:
        """A topic's ARN."""
        return self.names[name]

    def sent_mails(self) -> list[Any]:
        """Every mail that SES took, in order: .id .source .destinations .raw_data."""
        return list(ses_backends[ACCOUNT][REGION].sent_messages)

    def sent_texts(self) -> list[tuple[str, str, str]]:
        """Every text that SNS took, in order: id, number, text."""
        return [(key, *sent) for key, sent in sns_backends[ACCOUNT][REGION].sms_messages.items()]


@cache
def _template(parameters: tuple[tuple[str, str], ...]) -> EmulatedTemplate:
    return emulated_template(APP_DIR, dict(parameters))


def _plain(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    match kind:
        case "N":
            return int(value)
        case "B":
            return value if isinstance(value, bytes) else base64.b64decode(value)
        case "SS":
            return frozenset(value)
    return value
