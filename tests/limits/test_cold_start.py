"""What a new process does before its first message: budgets that no clock measures."""

import json
import os
import re
import subprocess
import sys

import pytest

from chalicelib.core.expressions import expression

STARTS = """
import json, re._compiler as compiler, sys

compiled, compile_one = [], compiler.compile

def counting(pattern, flags=0):
    caller = sys._getframe(1)
    while caller.f_globals["__name__"] in ("re", "re._compiler", "functools"):
        caller = caller.f_back
    compiled.append(caller.f_globals["__name__"])
    return compile_one(pattern, flags)

compiler.compile = counting
import app
print(json.dumps([compiled, list(sys.modules)]))
"""

WAIT = """
import gc, importlib, pkgutil
import chalicelib
from chalicelib.core.expressions import expression

for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
    importlib.import_module(module.name)
waiting = [each for each in gc.get_objects() if type(each) is type(expression(""))]
for each in waiting:
    each.groups
print(len(waiting))
"""


RARELY_NEEDED = {"asyncio", "holidays", "openpyxl", "segno", "tomllib", "xlsxwriter"}


REPORTS = ("core.report", "exports")


@pytest.fixture(scope="module")
def started() -> tuple[list[str], list[str]]:
    """Which modules compiled an expression while a new process imported the application, and which it has loaded."""
    return _started()


@pytest.fixture(scope="module")
def office() -> tuple[list[str], list[str]]:
    """The same of a function that works on complaints."""
    return _started(_HANDLER="app.email_arrived")


def _started(**environment: str) -> tuple[list[str], list[str]]:
    compiled, loaded = json.loads(_told_by(STARTS, **environment))
    return compiled, loaded


def _told_by(script: str, **environment: str) -> str:
    """What a new process prints, whose modules are this one's."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, check=True, text=True, env={**os.environ, **environment}).stdout


def test_a_new_process_compiles_no_expression_of_ours(office: tuple[list[str], list[str]]):
    compiled, _ = office
    assert compiled  # of the libraries
    assert [name for name in compiled if name.split(".")[0] in {"app", "chalicelib"}] == []


def test_the_witness_of_histories_loads_nothing_of_complaints(started: tuple[list[str], list[str]]):
    _, loaded = started
    kinds = {name.split(".")[1] for name in loaded if name.startswith("chalicelib.")}
    assert kinds == {"aws", "core", "inbound", "settings", "telemetry"}
    assert [name for name in loaded if name.startswith("chalicelib.core.")] == [
        "chalicelib.core.expressions",
        "chalicelib.core.register",
        "chalicelib.core.register.witness_names",
    ]


def test_the_office_loads_no_library_that_only_reports_and_posters_need(office: tuple[list[str], list[str]]):
    _, loaded = office
    assert RARELY_NEEDED.isdisjoint(loaded)


OF_OTHERS = {
    "app.email_arrived": ("clockwork", "staff", "web"),
    "app.text_arrived": ("clockwork", "staff", "web"),
    "app.delivery_reported": ("arrivals.mails", "arrivals.texts", "clockwork", "staff", "web"),
    "app.due_arrived": ("arrivals.mails", "arrivals.texts", "clockwork.reporting", "staff", "web"),
    "app.tick": ("arrivals", "clockwork.erasing", "staff", "web"),
    "app.retention": ("arrivals", "clockwork.reporting", "staff", "web"),
    "app.app": ("arrivals.mails", "arrivals.texts", "clockwork", "staff", "web.overview", "web.posters"),
}
CHECKS_POLICIES = ("core.policy_reading", "render.preview", "render.words_sheets", "render.own_words")
ORDERS = "core.handling.order.orders"  # what staff may order, each in a module of its own


@pytest.mark.parametrize("function", OF_OTHERS)
def test_each_function_loads_what_its_first_message_needs_and_nothing_of_the_others(function: str):
    _, loaded = _started(_HANDLER=function)
    kinds = (*OF_OTHERS[function], *CHECKS_POLICIES, ORDERS, *(() if function == "app.tick" else REPORTS))
    others = tuple(f"chalicelib.{each}" for each in kinds)
    assert [name for name in loaded if name.startswith(others)] == []
    assert len([name for name in loaded if name.split(".")[0] == "chalicelib"]) < (
        435 if function == "app.tick" else 415
    )
    assert "boto3" not in loaded
    assert len(loaded) < 890


def test_what_a_function_has_loaded_is_not_looked_through_again_for_what_is_not_needed():
    told = "import app, gc; print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    assert _told_by(told, _HANDLER="app.email_arrived").split() == ["True", "True"]
    assert _told_by(told, _HANDLER="app.history_written").split() == ["True", "False"]


def test_every_expression_that_waits_for_its_first_use_is_a_sound_one():
    assert int(_told_by(WAIT)) > 500


def test_an_expression_does_what_a_compiled_one_does():
    words = expression(r"(?P<one>[a-z]+)", re.IGNORECASE)
    assert words.pattern == r"(?P<one>[a-z]+)"
    assert words.sub("-", "Ab 1") == "- 1"
    assert words.flags == re.compile(r"(?P<one>[a-z]+)", re.IGNORECASE).flags
    assert [found["one"] for found in words.finditer("a B")] == ["a", "B"]


def test_a_wrong_expression_says_so_at_its_first_use():
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")
