"""The zip with its libraries, as far as it can be made of those installed here: how large it is, and that what is left runs."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from chalicelib.core.times.calendars import public_holidays
from redress import trimming
from redress.materials import LOCKED
from redress.template_twins import compile_templates

APP = Path(__file__).parents[2]
STARTS = """
import json, sys
sys.path.insert(0, sys.argv[1])
import app, chalicelib.container, jinja2
from aws_lambda_powertools.utilities.batch import BatchProcessor
from chalicelib.core.times.calendars import public_holidays
from chalicelib.core.written.words import simplified
from chalicelib.render import wording
from chalicelib.web import page

made = []
compile_one = jinja2.Environment.compile
jinja2.Environment.compile = lambda *given, **named: made.append(given[2]) or compile_one(*given, **named)
wording.environment("text").get_template("acknowledgement.zh-CN.j2")
wording.environment("html").get_template("_parts.en.j2")
page.environment().get_template("web/words.zh-TW.j2")
days = {country: sorted(map(str, public_holidays(country, 2026)[0])) for country in sys.argv[2:]}
loaded = [name for name in sys.modules if name.startswith("holidays.countries.")]
print(json.dumps([jinja2.__file__, simplified("投訴"), made, days, loaded]))
"""


@pytest.fixture(scope="module")
def whole(app_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked package, trimmed and compiled."""
    package = tmp_path_factory.mktemp("whole") / "package"
    shutil.copytree(app_copy, package, ignore=shutil.ignore_patterns("infra", "vendor", ".chalice"))
    for name, _ in LOCKED.findall((APP / "requirements.txt").read_text(encoding="utf-8")):
        for file in distribution(name).files or ():
            if file.suffix != ".pyc" and ".." not in file.parts:
                (package / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), package / file)
    trimming.trim(package)
    trimming.compiled(package)
    compile_templates(package)
    return package


def test_the_package_takes_no_more_room_than_its_budget_and_says_what_takes_it(whole: Path, tmp_path: Path):
    code = tmp_path / "deployment.zip"
    with zipfile.ZipFile(code, "w") as archive:
        for path in whole.rglob("*"):
            archive.write(path, path.relative_to(whole))
    parts = trimming.sizes(code)
    assert trimming.MOST / 2 < parts.total() < trimming.MOST, trimming.told(code)
    first, *largest = trimming.told(code).splitlines()
    assert "of at most 30 MB" in first
    assert len(largest) == 5
    assert largest[0].endswith(" MB chalicelib")


def test_what_is_left_of_the_libraries_runs_and_loads_one_country_for_its_holidays(whole: Path):
    for country in ("CN", "GB-ENG", "TW"):
        jinja, word, made, days, loaded = _started(whole, country)
        assert Path(jinja) == whole / "jinja2" / "__init__.pyc"
        assert (word, made) == ("投诉", []), "no template is compiled once more"
        assert days == {country: sorted(map(str, public_holidays(country, 2026)[0]))}
        assert len(loaded) < 5, loaded


def _started(whole: Path, *countries: str) -> tuple[str, str, list[str], dict[str, list[str]], list[str]]:
    command = [sys.executable, "-c", STARTS, str(whole), *countries]
    told = subprocess.run(command, capture_output=True, check=True, text=True, cwd=whole).stdout
    jinja, word, made, days, loaded = json.loads(told)
    return jinja, word, made, days, loaded
