"""`python -m redress.service_models`: what the SDK has to know of AWS's services, as far as the application asks anything of them.

The SDK's own models describe every operation of a service; a new process spends longer on reading them than on anything else that it does for its first
message. They are made anew when the SDK is: a test tells.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.loaders import Loader

from chalicelib.aws.clients import MODELS, OPERATIONS

Model = dict[str, Any]
SERVICE, RULES, PAGES = (
    "service-2",
    "endpoint-rule-set-1",
    "paginators-1",
)  # what a service can do, where it is asked, how answers go on
OF_NO_SERVICE = ("partitions", "sdk-default-configuration")
ENDPOINTS = "endpoints"
HOSTS = {"sesv2": "email", "pinpoint-sms-voice-v2": "sms-voice"}  # where a service's endpoints do not bear its name
READ_WHOLE = ("clientContextParams",)  # the SDK asks for their documentation
TOLD = ("documentation", "documentationUrl", "examples")


def models() -> Iterator[tuple[Path, Model]]:
    """Each file within the folder of models, and what stands in it."""
    sdk = Loader(include_default_search_paths=False, extra_search_paths=[Loader.BUILTIN_DATA_PATH])
    for service, operations in OPERATIONS.items():
        folder = Path(service, sdk.determine_latest_version(service, SERVICE))
        yield folder / f"{SERVICE}.json", asked_of(sdk.load_service_model(service, SERVICE), operations)
        yield folder / f"{RULES}.json", without_words(sdk.load_service_model(service, RULES))
        pages = sdk.load_service_model(service, PAGES)["pagination"]
        if kept := {name: pages[name] for name in operations if name in pages}:
            yield folder / f"{PAGES}.json", {"pagination": kept}
    yield Path(f"{ENDPOINTS}.json"), of_our_services(sdk.load_data(ENDPOINTS))
    for name in OF_NO_SERVICE:
        yield Path(f"{name}.json"), without_words(sdk.load_data(name))


def asked_of(model: Model, operations: tuple[str, ...]) -> Model:
    """A service's model with those operations alone, and the shapes that these are made of."""
    kept = {name: model["operations"][name] for name in operations}
    shapes: Model = {}
    wanted = list(_named(kept))
    while wanted:
        name = wanted.pop()
        if name not in shapes:
            shapes[name] = model["shapes"][name]
            wanted += _named(shapes[name])
    found: Model = without_words({**model, "operations": kept, "shapes": shapes})
    return found | {name: model[name] for name in READ_WHOLE if name in model}


def _named(part: Any) -> Iterator[str]:
    """The shapes that a part of a model refers to."""
    if isinstance(part, dict):
        if isinstance(part.get("shape"), str):
            yield part["shape"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _named(each)


def without_words(part: Any) -> Any:
    """A part of a model without what only people read."""
    if isinstance(part, dict):
        return {name: without_words(each) for name, each in part.items() if name not in TOLD or isinstance(each, dict)}
    return [without_words(each) for each in part] if isinstance(part, list) else part


def of_our_services(endpoints: Model) -> Model:
    """The partitions with the endpoints of the services that we ask."""
    ours = {HOSTS.get(service, service) for service in OPERATIONS}
    partitions = [
        {**each, "services": {name: each["services"][name] for name in sorted(ours & each["services"].keys())}}
        for each in endpoints["partitions"]
    ]
    return {**endpoints, "partitions": partitions}


def written(model: Model) -> str:
    """A model as it is kept: as short as can be, the same for the same model."""
    return json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def main() -> None:
    """Writes all of them."""
    for path, model in models():
        place = MODELS / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(written(model), encoding="utf-8")
        print(f"{place}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
