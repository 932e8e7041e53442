"""The operator's `redress directory`: written, read, put in force and remembered; and rules that are published keep it."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openpyxl
import pytest

from chalicelib.core.policy.documents import directory_document, short_digest
from chalicelib.core.policy.model import Person, Policy
from chalicelib.policies import packaged, published
from redress.cli import main
from sandbox import Sandbox
from tests.faults.operators import changed_directory
from tests.operations.publishing import Printed, in_force, lines_of, other_rules, publish, stored
from tests.stories.acts import HANDLER, complain
from tests.stories.sheet_acts import published_sandbox

NEWCOMER = "xin.ren@lc-transport.example"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with published_sandbox() as opened:
        yield opened


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "changed.xlsx"
    path.write_bytes(changed_directory()[2])
    return str(path)


def knows(policy: Policy, mail: str = NEWCOMER) -> bool:
    return policy.directory.person(mail) is not None


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize(("more", "title"), [((), "人员"), (("--language", "en"), "People")])
def test_it_is_written_as_a_workbook(tmp_path: Path, capsys: Printed, more: tuple[str, ...], title: str):
    path = tmp_path / "d.xlsx"
    assert main(["directory", "export", str(path), *more]) == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == title
    people = len(packaged("liaocheng-transport").directory.people)
    assert f"{people} people" in (told := capsys.readouterr().out)
    assert "Of several words in one cell each stands apart by a comma or 、" in told


@pytest.mark.usefixtures("box")
def test_a_cell_of_several_words_says_how_they_stand_apart_while_it_is_chosen(tmp_path: Path):
    path = tmp_path / "d.xlsx"
    assert main(["directory", "export", str(path), "--language", "en"]) == 0
    hinted = [
        {
            sheet.cell(1, next(iter(each.sqref.ranges)).min_col).value: each.prompt
            for each in sheet.data_validations.dataValidation
        }
        for sheet in openpyxl.load_workbook(path)
    ]
    said = "Several words stand apart by commas"
    assert hinted == [
        {"Roles": said, "Also called": said, "Further addresses": said}, {"Words": said}, {},
    ]  # fmt: skip


def test_what_is_read_differs_in_sentences_and_is_in_force_with_yes(box: Sandbox, sheet: str, capsys: Printed):
    for more in ((), ("--dry-run",)):
        assert main(["directory", "import", sheet, *more]) == 0
        printed = capsys.readouterr().out
        assert f"人员“辛仁 <{NEWCOMER}>”：新增" in printed
        assert "give --yes" in printed
        assert not knows(in_force(box))
    for _ in range(2):
        assert main(["directory", "import", sheet, "--yes"]) == 0
    assert "In force now: directory " in capsys.readouterr().out
    assert knows(in_force(box))


@pytest.mark.usefixtures("box")
def test_what_differs_is_told_in_the_language_of_the_sheet_or_in_the_one_asked_for(sheet: str, capsys: Printed):
    assert main(["directory", "import", sheet, "--language", "en"]) == 0
    assert f'People "辛仁 <{NEWCOMER}>" is new' in capsys.readouterr().out


@pytest.mark.usefixtures("box")
def test_the_history_begins_with_the_first_version_and_keeps_the_organisations_time(sheet: str, capsys: Printed):
    first, second = digest_of(packaged("liaocheng-transport")), digest_of(_with_newcomer())
    assert lines_of(capsys, "directory", "history") == [
        f"before that: {first}",
        f"1 version; {first} is in force. Times of Asia/Shanghai.",
    ]
    main(["directory", "import", sheet, "--yes"])
    assert lines_of(capsys, "directory", "history") == [
        f"before that: {first}",
        f"2026-03-02 09:00 operator: {second}",
        f"  人员“辛仁 <{NEWCOMER}>”：新增",
        f"2 versions; {second} is in force. Times of Asia/Shanghai.",
    ]


def test_a_first_publishing_is_the_historys_first_line(capsys: Printed):
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:"}) as box:
        assert publish(packaged("liaocheng-transport")) == 0
        policy = in_force(box)
        first = digest_of(policy)
        assert lines_of(capsys, "directory", "history") == [
            f"2026-03-02 09:00 operator: {first}",
            f"  首次启用（{len(policy.directory.people)} 人、{len(policy.directory.departments)} 个单位）",
            f"1 version; {first} is in force. Times of Asia/Shanghai.",
        ]


def test_an_earlier_one_is_written_and_put_back(box: Sandbox, sheet: str, tmp_path: Path, capsys: Printed):
    first, second = digest_of(in_force(box)), digest_of(_with_newcomer())
    main(["directory", "import", sheet, "--yes"])
    path = tmp_path / "before.xlsx"
    assert main(["directory", "export", str(path), "--version", first]) == 0
    assert main(["directory", "import", str(path), "--yes"]) == 0
    assert in_force(box) == packaged("liaocheng-transport")
    assert lines_of(capsys, "directory", "history")[-1].startswith("3 versions; ")
    assert main(["directory", "export", str(path), "--version", "000000000000"]) == 2
    assert capsys.readouterr().err == (
        f"there is no version 000000000000 of directory; there are, the newest first: {first}, {second}\n"
    )


def digest_of(policy: Policy) -> str:
    return short_digest(directory_document(policy))


def _with_newcomer() -> Policy:
    policy = packaged("liaocheng-transport")
    newcomer = Person(mail=NEWCOMER, name="辛仁", language="zh-CN")
    people = (*policy.directory.people, newcomer)
    return msgspec.structs.replace(policy, directory=msgspec.structs.replace(policy.directory, people=people))


def test_each_fault_is_told_with_its_cell(box: Sandbox, sheet: str, capsys: Printed):
    book = openpyxl.load_workbook(io.BytesIO(Path(sheet).read_bytes()))
    book.worksheets[0]["C2"] = "none"
    book.save(sheet)
    assert main(["directory", "import", sheet, "--yes"]) == 1
    assert f"{sheet}: [人员 C2] “none”不是电话号码，例如 +8613800000000\n" in capsys.readouterr().err
    assert main(["directory", "import", sheet, "--language", "en"]) == 1
    assert f'{sheet}: [人员 C2] "none" is not a number like "+8613800000000"\n' in capsys.readouterr().err
    assert not knows(in_force(box))


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize("content", [None, b"mail,name\n"])
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes | None, capsys: Printed):
    path = tmp_path / "none.xlsx"
    if content:
        path.write_bytes(content)
    assert main(["directory", "import", str(path)]) == (1 if content else 2)
    assert "cannot be read" in capsys.readouterr().err


def test_rules_that_are_published_keep_it_unless_the_files_is_asked_for(box: Sandbox, sheet: str, capsys: Printed):
    main(["directory", "import", sheet, "--yes"])
    rules = other_rules()
    assert publish(rules) == 0
    assert "The directory stays as it was changed" in capsys.readouterr().out
    assert (knows(in_force(box)), in_force(box).prefix) == (True, rules.prefix)
    assert publish(rules, "--replace-directory") == 0
    assert not knows(in_force(box))
    assert complain(box)["handler"] == HANDLER
    capsys.readouterr()
    main(["directory", "history"])
    assert f"辛仁 <{NEWCOMER}>”：删去" in capsys.readouterr().out
    assert publish(rules) == 0
    assert not published.is_apart(lambda key: stored(box, key), published.DIRECTORY)


def test_rules_that_do_not_fit_the_directory_in_force_are_not_published(box: Sandbox, sheet: str, capsys: Printed):
    main(["directory", "import", sheet, "--yes"])
    rules = other_rules()
    (first, *others), units = rules.rules, rules.directory.departments
    newer = msgspec.structs.replace(units[0], name="新设的部", words=("新设",))
    assigning = msgspec.structs.replace(first, then=msgspec.structs.replace(first.then, assign=newer.name))
    directory = msgspec.structs.replace(rules.directory, departments=(*units, newer))
    assert publish(msgspec.structs.replace(rules, rules=(assigning, *others), directory=directory)) == 1
    told = capsys.readouterr().err
    assert "nothing was published" in told
    assert '"新设的部"' in told
    assert "--replace-directory" in told
    assert in_force(box).prefix == packaged("liaocheng-transport").prefix
