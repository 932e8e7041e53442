"""The web routes as API Gateway would call them: a request becomes a proxy event, the function's answer a Response."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import msgspec

from sandbox.events import ACCOUNT, Event

FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
BOUNDARY = "----sandbox"
File = tuple[str, str, bytes]  # name, type, content


class Response(msgspec.Struct, frozen=True):
    """What a browser would get. Names of `headers` are lower-case."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", "replace")

    @property
    def status_code(self) -> int:
        """The status, under the name other clients give it."""
        return self.status


def request_event(
    method: str,
    url: str,
    base_url: str,
    routes: Iterable[str],
    posted: tuple[str, bytes],
    headers: Mapping[str, str],
) -> Event | None:
    """The proxy event of a request; None if no route matches. `url` is a path or a full address below `base_url`; `posted` a body behind its type."""
    parts = urlsplit(_path(url, base_url))
    found = next(
        ((route, values) for route in sorted(routes) if (values := _match(route, parts.path)) is not None), None
    )
    if found is None:
        return None
    resource, values = found
    query = parse_qsl(parts.query, keep_blank_values=True)
    kind, content = posted
    binary = kind.startswith(WITH_FILES)
    body = None if method == "GET" else base64.b64encode(content).decode() if binary else content.decode("utf-8")
    sent = {"Host": urlsplit(base_url).netloc, "Accept": "text/html,*/*"}
    sent |= ({"Content-Type": kind} if body is not None else {}) | dict(headers)
    return {
        "resource": resource,
        "path": parts.path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": _multiple(query) or None,
        "pathParameters": values or None,
        "stageVariables": None,
        "requestContext": _context(method, resource, urlsplit(base_url).path + parts.path, sent),
        "body": body,
        "isBase64Encoded": binary,
    }


def posted(form: Mapping[str, Any] | None, files: Sequence[File] = ()) -> tuple[str, bytes]:
    """A form as a browser posts it: its type and its body."""
    if not files:
        return FORM, urlencode(form or {}, doseq=True).encode()
    fields = [f'form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in (form or {}).items()]
    fields += [
        f'form-data; name="files"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + content
        for name, kind, content in files
    ]
    parts = b"".join(b"--%s\r\nContent-Disposition: %s\r\n" % (BOUNDARY.encode(), field) for field in fields)
    return f"{WITH_FILES}; boundary={BOUNDARY}", parts + f"--{BOUNDARY}--\r\n".encode()


def _context(method: str, resource: str, path: str, headers: Mapping[str, str]) -> Event:
    return {
        "resourcePath": resource,
        "path": path,
        "httpMethod": method,
        "stage": "api",
        "accountId": ACCOUNT,
        "requestId": "00000000-0000-4000-8000-000000000000",
        "identity": {"sourceIp": "127.0.0.1", "userAgent": headers.get("User-Agent", "sandbox")},
    }


def response(answer: Mapping[str, Any]) -> Response:
    """A proxy answer as a browser sees it."""
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    headers = {name.lower(): str(value) for name, value in (answer.get("headers") or {}).items()}
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        headers[name.lower()] = ", ".join(map(str, values))
    return Response(int(answer["statusCode"]), headers, content)


def _path(url: str, base_url: str) -> str:
    path = url.removeprefix(base_url) if url.startswith(base_url) else url
    if "://" in path:
        parts = urlsplit(path)
        path = parts.path + ("?" + parts.query if parts.query else "")
    path = path.partition("#")[0]
    return path if path.startswith("/") else "/" + path


def _match(route: str, path: str) -> dict[str, str] | None:
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(route).rstrip("/") or "")
    found = re.fullmatch(pattern, path.rstrip("/"))
    return {name: unquote(value) for name, value in found.groupdict().items()} if found else None


def _multiple(query: list[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in query:
        values.setdefault(name, []).append(value)
    return values
