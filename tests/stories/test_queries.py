"""`#查询`: everybody finds what concerns them and nothing else, and that they asked is noted."""

import pytest

from redress.cli import main
from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import HANDLER, RUDE, complain, last

DESK = "tousu-desk@lc-transport.example"
FREIGHT = "lin.na@lc-transport.example"


def asks(box: Sandbox, who: str, words: str) -> str:
    """Somebody asks; the answer."""
    box.email(compose(who, box.address, "查询", f"#查询 {words}"))
    return last(box, who, "查询结果").text


def test_a_query_shows_what_concerns_the_asker_and_leaves_a_note_without_words(capsys: pytest.CaptureFixture[str]):
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        rude = complain(box, RUDE)["number"]
        about_him = complain(box, "客运总站的郭平态度恶劣，检票时骂人，我要投诉", sender="li.na@163.com")["number"]
        answers = {
            (who, words): asks(box, who, words)
            for who, words in (
                (HANDLER, "检票"), (HANDLER, rude), (HANDLER, about_him), (HANDLER, "li.na@163.com"),
                (FREIGHT, "检票"), (FREIGHT, rude), (DESK, "检票"), (DESK, about_him),
            )
        }  # fmt: skip
        found = {asked: [n for n in (rude, about_him) if f"{n} ·" in text] for asked, text in answers.items()}
        assert found == {
            (HANDLER, "检票"): [rude], (HANDLER, rude): [rude], (HANDLER, about_him): [], (HANDLER, "li.na@163.com"): [],
            (FREIGHT, "检票"): [], (FREIGHT, rude): [], (DESK, "检票"): [rude, about_him], (DESK, about_him): [about_him],
        }  # fmt: skip
        assert "在与您有关的投诉中没有查到符合的内容" in answers[FREIGHT, rude]
        notes = [item for item in box._cloud.items("Keys") if item["key"].startswith("asked#")]
        assert len(notes) == len(answers)
        assert {note["expires_at"] - int(box.now.timestamp()) for note in notes} == {366 * 24 * 3600}
        assert not [note for note in notes if "li.na" in str(note) or "检票" in str(note)]
        capsys.readouterr()
        assert main(["asked", "--number", about_him]) == 0
        *told, count = capsys.readouterr().out.splitlines()
        assert count == "3 queries"
        assert [line for line in told if line.endswith(f" {HANDLER}: {about_him} -> nothing")]
        assert len([line for line in told if f"Z {DESK}: " in line]) == 2
