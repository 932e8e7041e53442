"""The operator's `redress words`: written, read, previewed, put in force and remembered; and rules that are published keep them."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openpyxl
import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.policies import packaged, published
from redress.cli import main
from sandbox import Sandbox
from tests.operations.publishing import Printed, digested, in_force, lines_of, other_rules, publish, stored
from tests.stories.acts import complain, last
from tests.stories.sheet_acts import published_sandbox
from tests.stories.test_words import put

ELSEWHERE = "您也可以拨打 12345。"
FIRST = "44136fa355b3"  # of no change at all


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with published_sandbox() as opened:
        yield opened


@pytest.fixture
def sheet(tmp_path: Path, box: Sandbox) -> str:
    """The words in force, with one more: `box` has a policy in force."""
    assert box
    return exported(tmp_path / "changed.xlsx", {"outside_route": ELSEWHERE})


def exported(path: Path, texts: dict[str, str]) -> str:
    assert main(["words", "export", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    for key, text in texts.items():
        put(book, key, text)
    book.save(path)
    return str(path)


def elsewhere(policy: Policy) -> str:
    return policy.words.get("outside_route", {}).get("zh-CN", "")


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize(("more", "titles"), [((), ["通用", "给客户", "给工作人员", "占位符"]), (("--language", "en"), ["In all messages", "To customers", "To staff", "Values"])])  # fmt: skip
def test_they_are_written_as_a_workbook(tmp_path: Path, capsys: Printed, more: tuple[str, ...], titles: list[str]):
    path = tmp_path / "w.xlsx"
    assert main(["words", "export", str(path), *more]) == 0
    assert openpyxl.load_workbook(path).sheetnames == titles
    assert capsys.readouterr().out.startswith(f"{path}: 0 texts of your own\n")


def test_what_is_read_differs_in_sentences_shows_how_it_will_read_and_is_in_force_with_yes(
    box: Sandbox, sheet: str, tmp_path: Path, capsys: Printed
):
    page = tmp_path / "preview.html"
    for more in ((), ("--dry-run", "--preview", str(page))):
        assert lines_of(capsys, "words", "import", sheet, *more) == [
            f"其他投诉途径（简体）：加上“{ELSEWHERE}”",
            "Nothing has changed yet; to put it in force give --yes.",
        ]
    assert re.search(f"<p [^<>]*>{re.escape(ELSEWHERE)}</p>", page.read_text("utf-8"))
    assert elsewhere(in_force(box)) == ""
    for _ in range(2):
        assert main(["words", "import", sheet, "--yes"]) == 0
    assert elsewhere(in_force(box)) == ELSEWHERE
    second = published.version_of(published.in_force(lambda key: stored(box, key), published.WORDS))
    assert lines_of(capsys, "words", "history") == [
        f"before that: {FIRST}",
        f"2026-03-02 09:00 operator: {second}",
        f"  其他投诉途径（简体）：加上“{ELSEWHERE}”",
        f"2 versions; {second} is in force. Times of Asia/Shanghai.",
    ]


def test_an_earlier_version_is_written_and_put_back(box: Sandbox, sheet: str, tmp_path: Path, capsys: Printed):
    main(["words", "import", sheet, "--yes"])
    path = tmp_path / "before.xlsx"
    assert main(["words", "export", str(path), "--version", FIRST]) == 0
    assert main(["words", "import", str(path), "--yes"]) == 0
    assert in_force(box) == packaged("liaocheng-transport")
    assert lines_of(capsys, "words", "history")[-1].startswith(f"3 versions; {FIRST} is in force")
    assert main(["words", "export", str(path), "--version", "000000000000"]) == 2
    assert "there is no version 000000000000 of words; there are, the newest first: " in capsys.readouterr().err


def test_each_fault_is_told_with_its_cell(box: Sandbox, tmp_path: Path, capsys: Printed):
    sheet = exported(tmp_path / "faulty.xlsx", {"survey.body": "您满意吗？"})
    assert main(["words", "import", sheet, "--yes"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{sheet}: [给客户 D")
    assert told.endswith("] 少了链接，请在该写的地方写上 {{ survey_link }}\n")
    assert in_force(box) == packaged("liaocheng-transport")


def test_rules_that_are_published_keep_them_unless_the_files_are_asked_for(box: Sandbox, sheet: str, capsys: Printed):
    main(["words", "import", sheet, "--yes"])
    rules = other_rules()
    assert publish(rules) == 0
    assert "The words stay as they were changed" in capsys.readouterr().out
    assert (elsewhere(in_force(box)), in_force(box).prefix) == (ELSEWHERE, rules.prefix)
    assert publish(rules, "--replace-words") == 0
    assert elsewhere(in_force(box)) == ""
    assert f"删去“{ELSEWHERE}”" in "\n".join(lines_of(capsys, "words", "history"))
    assert publish(rules) == 0
    assert not published.is_apart(lambda key: stored(box, key), published.WORDS)


def test_a_sentence_that_was_changed_holds_for_complaints_under_earlier_rules_and_theirs_stay_else(
    box: Sandbox, tmp_path: Path
):
    earlier = packaged("liaocheng-transport")
    own = {"acknowledgement.subject": {"zh-CN": "早先的主题"}}
    old = digested(msgspec.structs.replace(earlier, words=own))
    publish(old)
    publish(earlier)
    main(["words", "import", exported(tmp_path / "w.xlsx", {"outside_route": ELSEWHERE}), "--yes"])
    assert "早先的主题" not in last(box, _another(box)).subject
    rules = published.rules(lambda key: stored(box, key), old.digest)
    assert rules is not None
    assert (rules.words["acknowledgement.subject"], elsewhere(rules)) == (own["acknowledgement.subject"], ELSEWHERE)


def test_a_sheet_made_underother_rules_says_so(box: Sandbox, sheet: str, capsys: Printed):
    assert publish(other_rules()) == 0
    assert "这张表是按以前的制度索取的" in lines_of(capsys, "words", "import", sheet)[0]
    assert elsewhere(in_force(box)) == ""


def _another(box: Sandbox) -> str:
    complain(box, sender="second@qq.com")
    return "second@qq.com"
