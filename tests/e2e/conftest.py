"""The packaged application, deployed once into an emulator of its own."""

import secrets
import tomllib
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from chalicelib.aws.secrets import KEY_BYTES, place_of
from chalicelib.core.people.tokens import USES, Keys, Ring
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import HERE
from redress.package import BUILDING, Package, package
from redress.publishing import publish
from tests.e2e.emulator import PARAMETERS, Emulator, Stack

APP = Path(__file__).parents[2]
BUILD = APP / "build"
LOG_SHOWN = 20_000


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Packaging fetches libraries and the emulator has an environment of its own: this runs when asked for by name."""
    return None if any("e2e" in argument for argument in config.args) else True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure shows what the functions logged."""
    report = yield
    stack = getattr(item, "funcargs", {}).get("stack")
    if report.failed and isinstance(stack, Stack):
        report.sections.append(("logged by the functions", stack.logged()[-LOG_SHOWN:]))
    return report


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys({use: Ring(current=1, secrets={1: secrets.token_bytes(KEY_BYTES)}) for use in USES})


@pytest.fixture(scope="session")
def built() -> Package:
    return package(APP, BUILD / "e2e", BUILDING)  # the emulator's Python is of the same version


def own_policy() -> Policy:
    """A shipped policy whose people have addresses: no stack follows one with addresses of examples."""
    text = (HERE / "liaocheng-transport.toml").read_text("utf-8").replace("lc-transport.example", "lc-transport.com.cn")
    return read_policy(tomllib.loads(text), "liaocheng-transport.toml")


@pytest.fixture(scope="session")
def stack(built: Package, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    scratch = tmp_path_factory.mktemp("emulator")
    with Emulator(BUILD / "e2e-venv", BUILD / "e2e" / "emulator.log", scratch) as emulator:
        for use, ring in keys.rings.items():
            kept = f'{{"current": 1, "keys": {{"1": "{ring.secrets[1].hex()}"}}}}'
            place = place_of("/redress/signing-keys", use)
            emulator.client("ssm").put_parameter(Name=place, Type="SecureString", Value=kept)
        deployed = Stack(emulator, built, PARAMETERS)
        publish(own_policy(), emulator.client("s3"), deployed.physical["MailBucket"])
        yield deployed
