"""`redress export ALL`: everything in open formats, which can be begun again and says whether it is whole."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.exports.cells import harmless
from redress.cli import main
from redress.exporting.folder import JOURNAL, MANIFEST, digest_of, safe_name
from sandbox import Sandbox
from sandbox.staff import compose
from tests.faults.breaking import Killed
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
CALLER, LI = "+8613505350001", "li.na@163.com"
PHOTO = ("../../照片.jpg", "image/jpeg", b"\xff\xd8\xff")


@pytest.fixture
def lived(box: Sandbox) -> str:
    """A closed complaint with a photograph, one that came by text, a mail that was parked; the first one's number."""
    box.email(compose(CUSTOMER, box.address, "=1+1", RUDE, attachments=[PHOTO]))
    number: str = newest(box)["number"]
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER)), {"score": "4", "words": "谢谢"})
    box.sms(CALLER, "投诉：今天上午9点客运总站检票员态度恶劣，我叫李梅")
    box.email(letter("other@qq.com", box.address, "投诉", RUDE), verdicts={"virus": "FAIL"})
    box.wind(minutes=2)
    return number


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "all"


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def checked(run: Run, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("export", "--check", str(folder), "--json")[1])
    return found


def test_all_that_is_kept_is_written_as_it_is(box: Sandbox, run: Run, lived: str, folder: Path):
    code, told = run("export", "ALL", str(folder))
    assert (code, told.splitlines()[-1]) == (0, "whole")
    found = files(folder)
    case = json.loads(found[f"cases/{lived}.json"])
    assert [line["what"] for line in case["history"]] == [line.what for line in box.history(lived)]
    assert RUDE in [line["text"] for line in case["history"]]
    letters = [each["text"] for each in case["messages"]]
    assert any("停岗培训" in text for text in letters)
    assert not [text for text in letters if "/s/" in text or "/c/" in text]  # nobody acts for a customer with a copy
    assert found[f"files/{lived}/01-照片.jpg"] == PHOTO[2]
    mails = {name: content for name, content in found.items() if name.startswith("mails/")}
    assert len(mails) == 3
    assert {f"mails/{raw.removeprefix('raw/')}.eml" for raw in case["raw_mails"]} < mails.keys()
    assert any(b"other@qq.com" in content for content in mails.values())
    assert "parked: virus" in found["other/receipts.jsonl"].decode()
    rows = list(csv.DictReader(found["register.csv"].decode("utf-8-sig").splitlines()))
    listed = [[row[name] for name in ("number", "status", "satisfaction", "subject", "phone")] for row in rows]
    assert listed[0] == [lived, "closed", "4", "'=1+1", ""]
    assert listed[1][4] == CALLER
    assert checked(run, folder) | {"made": "", "bytes": 0, "sha256": "", "stack": ""} == {
        "cases": 2, "mails": 3, "files": 1, "missing": [], "problems": [], "made": "", "bytes": 0, "sha256": "", "stack": "",
    }  # fmt: skip


def a_mail(folder: Path) -> Path:
    return next((folder / "mails").iterdir())


def a_case(folder: Path) -> Path:
    return min((folder / "cases").iterdir())


def retold(folder: Path) -> None:
    """Somebody rewrites a line of a history and has the manifest agree."""
    place, manifest = a_case(folder), json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    place.write_text(place.read_text(encoding="utf-8").replace("停岗培训三天", "停岗培训一天"), encoding="utf-8")
    for each in manifest["files"]:
        each["sha256"] = digest_of(folder / each["path"])
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def left_out(folder: Path) -> None:
    """Somebody takes a mail away, and out of the manifest."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    named = json.loads(a_case(folder).read_text(encoding="utf-8"))["raw_mails"][0].removeprefix("raw/")
    manifest["files"] = [each for each in manifest["files"] if named not in each["path"]]
    (folder / f"mails/{named}.eml").unlink()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


HARMS: tuple[tuple[Callable[[Path], object], str], ...] = (
    (lambda folder: a_mail(folder).unlink(), ".eml: is not there"),
    (lambda folder: a_mail(folder).write_bytes(b"From: x\r\n"), ".eml: was changed since it was written"),
    (lambda folder: (folder / "notes.txt").touch(), "notes.txt: is none of the export's files: move it elsewhere"),
    (retold, "was changed"),
    (left_out, "which is not in the export"),
)


@pytest.mark.usefixtures("lived")
def test_an_export_that_is_not_whole_is_found_and_mended(run: Run, folder: Path):
    run("export", "ALL", str(folder))
    for harm, told in HARMS:
        harm(folder)
        code, said = run("export", "--check", str(folder))
        assert (code, told in said) == (1, True), told
        assert f"redress export ALL {folder}" in said
        for spare in folder.glob("notes.txt"):
            spare.unlink()  # what is not its own the export leaves alone
        run("export", "ALL", str(folder))
        assert checked(run, folder)["problems"] == []


class Calls:
    """Counts the calls of AWS, and ends the process before one of them."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.last = 0

    def make(self, operation: str) -> None:
        self.made.append(operation)
        if len(self.made) == self.last:
            raise Killed


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    counted, original = Calls(), vars(BaseClient)["_make_api_call"]

    def noted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        counted.make(operation)
        return original(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", noted)
    yield counted
    counted.last = 0


@pytest.mark.usefixtures("lived")
def test_an_export_goes_on_where_it_was_broken_off_wherever_that_was(run: Run, tmp_path: Path, calls: Calls):
    assert main(["export", "ALL", str(tmp_path / "whole")]) == 0
    expected, needed = files(tmp_path / "whole"), len(calls.made)
    for number in range(1, needed + 1, max(1, needed // 6)):
        folder, calls.made, calls.last = tmp_path / str(number), [], number
        with pytest.raises(Killed):
            main(["export", "ALL", str(folder)])
        calls.made, calls.last = [], 0
        assert run("export", "--check", str(folder))[0] == 1  # nobody takes a part for the whole
        assert main(["export", "ALL", str(folder)]) == 0
        found = files(folder)
        assert {name for name in found if name != MANIFEST} == {name for name in expected if name != MANIFEST}
        assert [name for name in found if name != MANIFEST and found[name] != expected[name]] == []


@pytest.mark.usefixtures("lived")
def test_what_is_there_is_not_fetched_again_and_a_broken_line_of_the_journal_ends_what_is_believed(
    run: Run, folder: Path, calls: Calls
):
    run("export", "ALL", str(folder))
    calls.made, calls.last = [], 3
    with pytest.raises(Killed):
        main(["export", "ALL", str(folder)])
    assert run("export", "--check", str(folder)) == (
        1, f"{folder}: the export was broken off; redress export ALL {folder} goes on where it stopped\n",
    )  # fmt: skip
    calls.made, calls.last = [], 0
    main(["export", "ALL", str(folder)])
    assert calls.made.count("GetObject") == 0
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    lines = [json.dumps(manifest["stack"]), *map(json.dumps, manifest["files"])]
    (folder / JOURNAL).write_text("\n".join(lines)[:-5], encoding="utf-8")
    (folder / MANIFEST).unlink()
    assert run("export", "ALL", str(folder))[0] == 0


def test_a_second_export_has_what_changed_and_nothing_of_whoever_was_erased(
    box: Sandbox, run: Run, lived: str, folder: Path
):
    second = complain(box, sender=LI)["number"]
    box.wind(minutes=2)
    run("export", "ALL", str(folder))
    says(box, HANDLER, ANSWER, about=second)
    assert run("erase", CUSTOMER, "--yes")[0] == 0
    code, told = run("export", "ALL", str(folder))
    assert (code, "was gone from the bucket already" in told) == (0, True)
    found = files(folder)
    assert json.loads(found[f"cases/{second}.json"])["complaint"]["status"] == "answered"
    assert not [name for name, content in found.items() if CUSTOMER.encode() in content]
    assert not [name for name in found if name.startswith(f"files/{lived}")]
    assert checked(run, folder)["problems"] == []  # the erased history's chain still holds


def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(run: Run, tmp_path: Path, folder: Path):
    (tmp_path / "letter.txt").write_text("mine")
    assert run("export", "ALL", str(tmp_path)) == (
        2, f"{tmp_path} holds letter.txt, and no export: move that elsewhere, or name an empty or a new folder\n",
    )  # fmt: skip
    assert files(tmp_path) == {"letter.txt": b"mine"}
    assert "so this is no export" in run("export", "--check", str(tmp_path))[1]
    run("export", "ALL", str(folder))
    manifest = (folder / MANIFEST).read_text(encoding="utf-8")
    (folder / MANIFEST).write_text(manifest.replace("redress (", "another (", 1), encoding="utf-8")
    assert "holds the export of another (" in run("export", "ALL", str(folder))[1]


@pytest.mark.parametrize(
    "arguments", [(), ("ALL",), ("ALL", "x", "--to", "y"), (CUSTOMER, "x"), (CUSTOMER, "--check", "x")]
)
def test_what_makes_no_sense_is_told_how_it_would(run: Run, arguments: tuple[str, ...]):
    code, told = run("export", *arguments)
    assert (code, told) == (2, "redress export PERSON [--to FILE] | ALL FOLDER | --check FOLDER\n")


@given(st.text(max_size=300))
def test_a_files_name_leads_nowhere_else_whatever_it_was_called(name: str):
    safe = safe_name(name)
    assert 0 < len(safe) <= 80
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert safe.strip(". ") == safe


@pytest.mark.parametrize(
    ("text", "held"),
    [("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3+cmd|x", "'-2+3+cmd|x"),
     ("+8613505350001", "+8613505350001"), ("投诉=1", "投诉=1"), ("", "")],
)  # fmt: skip
def test_no_text_of_a_csv_file_is_a_formula(text: str, held: str):
    assert harmless(text) == held
