"""Everything pure that takes text or bytes, found in the code itself, and the whole ways that lead there."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import GenericAlias
from typing import Any

import msgspec

import chalicelib
from chalicelib import policies
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.written.naming import Called

Reader = Callable[[str], Any]

ZONE, NOW = "Asia/Shanghai", datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LABELS = {"事实": "facts", "责任": "responsibility", "措施": "measures", "经济补偿": "money"}
POLICY = policies.packaged("liaocheng-transport")
COMPLAINT = Complaint(
    id="ab" * 10, number="LC20260302-0001", policy=POLICY.name, complainant=Complainant(mail="a@b.cn")
)
PURE = (
    "core",
    "inbound",
    "reception",
    "render",
    "exports",
    "telemetry",
    "web",
    "staff",
    "arrivals",
    "outbox",
    "aws.mail",
    "aws.sizing",
)
HOSTILE: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "bytes": lambda text: text.encode("utf-8", "surrogatepass"),
    "list[str]": str.splitlines,
}
ALONGSIDE: Mapping[str, Any] = {
    "str": "退款", "bytes": b"a", "list[str]": ["退款"], "int": 1, "bool": True, "datetime": NOW, "date": date(2026, 3, 2), "Policy": POLICY,
    "Complaint": COMPLAINT, "Complaint | None": COMPLAINT, "Ring": Ring(current=0, secrets={0: b"a secret of thirty-two bytes....."}), "Keys": alike(Ring(current=0, secrets={0: b"a secret of thirty-two bytes....."})),
    "Called": Called(name="郭平"),  "tuple[str, ...]": ("郭平", "退款", "refund"), "Iterable[str]": ("郭平", "退款"), "Sequence[str]": ("郭平", "退款"),
    "Collection[str]": ("郭平", "退款"), "frozenset[str]": frozenset({"a@b.cn"}), "set[str]": {"a@b.cn"}, "Mapping[str, str]": LABELS,
    "dict[str, str]": {"facts": "退款"}, "timedelta": timedelta(hours=1),
}  # fmt: skip
"""What stands in for everything else that such a function takes, by its type as it is written."""
NAMED = {"zone": ZONE, "timezone": ZONE, "language": "zh-CN", "name": "郭平", "i": 0, "pattern": r"\bLC\d{8}-\d{4,}\b"}
MODULES = re.compile(r"(?:\w+\.)+(?=\w)")


OURS = frozenset({"inbound.separators.any_of(expression)", "web.page.headers(style)"})
"""What is never anybody else's text: our own expressions and styles."""


def discovered() -> Iterator[tuple[str, Reader]]:
    """Every public function that takes text, once for each parameter that may be the text; what else it takes is from the list above."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.removeprefix("chalicelib.").startswith(PURE):
            for name, function in sorted(vars(importlib.import_module(module.name)).items()):
                if (
                    inspect.isroutine(inspect.unwrap(function))
                    and function.__module__ == module.name
                    and name[0] != "_"
                ):
                    yield from _readers(f"{module.name.removeprefix('chalicelib.')}.{name}", function)


def _readers(place: str, function: Callable[..., Any]) -> Iterator[tuple[str, Reader]]:
    parameters = [p for p in inspect.signature(function).parameters.values() if p.kind is not p.VAR_KEYWORD]
    types = {p.name: _written(p.annotation) for p in parameters}
    asked = [p for p in parameters if p.default is p.empty]
    if all(types[p.name] in ALONGSIDE or p.name in NAMED for p in asked):
        for p in parameters:
            if types[p.name] in HOSTILE and not (types[p.name] == "str" and p.name in NAMED):
                if (called := f"{place}({p.name})") in OURS:
                    continue
                others = {o.name: NAMED.get(o.name, ALONGSIDE.get(types[o.name])) for o in asked if o is not p}
                yield called, _reader(function, p, HOSTILE[types[p.name]], others)


def _reader(
    function: Callable[..., Any], parameter: inspect.Parameter, made: Callable[[str], Any], others: dict[str, Any]
) -> Reader:
    def read(text: str) -> Any:
        hostile = made(text)
        try:
            if parameter.kind is parameter.VAR_POSITIONAL:
                return function(*others.values(), hostile)
            result = function(**others, **{parameter.name: hostile})
            return list(result) if inspect.isgenerator(result) else result
        except (LookupError, ValueError, msgspec.MsgspecError):
            return None  # it may refuse; it may not take long to

    return read


def _written(annotation: Any) -> str:
    """A type as it is written, without the modules of its parts."""
    plain = isinstance(annotation, type) and not isinstance(annotation, GenericAlias)
    return MODULES.sub("", annotation.__name__ if plain else str(annotation))
