"""AWS in a process of its own: `python -m bench.elsewhere` serves the sandbox's stack over HTTP, so that whoever calls it pays for the call alone.

It prints its address and the stack's settings as one line of JSON, and lives as long as its standard input is open.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch

PROJECT = Path(__file__).parent.parent
UNLIKE_DEPLOYED = ("POWERTOOLS_METRICS_DISABLED",)
HOSTS = {"ses": "email"}  # where a service's name in a signature is not that of its host


@contextmanager
def aws_elsewhere(policy: str = "liaocheng-transport") -> Iterator[Mapping[str, str]]:
    """Within it every AWS client of this process speaks to an emulator in another one; the stack's settings."""
    command = [sys.executable, "-m", __name__, policy]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as other:  # noqa: S603
        assert other.stdout
        settings: dict[str, str] = json.loads(other.stdout.readline())
        with patch.dict(os.environ, settings):
            yield settings
        other.communicate()  # closes its standard input


def serve(policy: str) -> None:
    """Plays AWS until standard input ends."""
    from sandbox.cloud import FIXED  # noqa: PLC0415 - the emulator is not for those who only call it
    from sandbox.world import Sandbox  # noqa: PLC0415

    with Sandbox(policy) as box:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _answering())
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        there = FIXED | box._cloud.environment | {"AWS_ENDPOINT_URL": address}
        print(json.dumps({name: there[name] for name in there if name not in UNLIKE_DEPLOYED}), flush=True)
        sys.stdin.read()
        server.shutdown()


def _as_signed(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Any:
    """The request as the client meant it for AWS: the service stands in its signature."""
    from botocore.awsrequest import AWSPreparedRequest  # noqa: PLC0415
    from botocore.compat import HTTPHeaders  # noqa: PLC0415

    service = headers["Authorization"].split("/")[3]
    url = f"https://{HOSTS.get(service, service)}.us-east-1.amazonaws.com{path}"
    return AWSPreparedRequest(method, url, HTTPHeaders.from_dict(headers), body, stream_output=False)


def _answering() -> type[BaseHTTPRequestHandler]:
    from moto.core.botocore_stubber import BotocoreStubber  # noqa: PLC0415

    emulator = BotocoreStubber()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # an answer leaves in one piece

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answered = emulator.process_request(_as_signed(self.command, self.path, dict(self.headers.items()), body))
            assert answered
            status, headers, said = answered
            self._send(int(status), headers, said.encode() if isinstance(said, str) else said)

        do_GET = do_POST = do_PUT = answer  # noqa: N815 - the library's names

        def _send(self, status: int, headers: Mapping[str, Any], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() != "content-length":
                    self.send_header(name, str(value))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_expect_100(self) -> bool:
            """Whoever stores an object waits a second for this before sending it, unless it leaves at once."""
            expected = super().handle_expect_100()
            self.wfile.flush()
            return expected

        def log_message(self, *_: object) -> None:
            """Nothing is told of what is asked."""

    return Answering


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        serve(sys.argv[1])
