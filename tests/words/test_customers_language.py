"""Customers' messages and pages are written as people write in Taipei and in London, not as translations of each other."""

import re

import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.render.wording import TEMPLATES

CUSTOMERS = [name for name, kind in MESSAGES.items() if kind.audience == "customer"]
INSIDE = re.compile(r"\{% set (?:overview|confirm|directory|words|file)_")  # pages that staff alone open
MAINLAND = re.compile(
    "信息|短信|視頻|質量|網絡|鏈接|默認|打印|屏幕|郵箱|核實|反饋|點擊|聯繫|材料|文件|辦結|登錄|賬|發送|檢視|工作人員"
)
CLUMSY = re.compile(
    r"inconvenience|\bkindly\b|\bas ever\b|\(s\)|\byour matter\b|\bone level up\b|\bplease still\b|\bmails?\b|\bmailbox\b|\bhereby\b|\bat the latest\b|\bsomebody\b|\banybody\b|\bwhom\b"
)


def said(language: str) -> dict[str, str]:
    """What customers read, by template, without the names of values."""
    files = [*CUSTOMERS, "_texts", "web/words"]
    texts = {name: (TEMPLATES / f"{name}.{language}.j2").read_text(encoding="utf-8") for name in files}
    texts["web/words"] = "\n".join(line for line in texts["web/words"].splitlines() if not INSIDE.match(line))
    return {
        name: re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text) if name != "web/words" else of_page(text)
        for name, text in texts.items()
    }


def of_page(text: str) -> str:
    """The sentences of a page's words, whose names stand before them."""
    return "\n".join(line.partition("=")[2] for line in text.splitlines())


@pytest.mark.parametrize(("language", "foreign"), [("zh-TW", MAINLAND), ("en", CLUMSY)])
def test_no_customer_reads_words_of_elsewhere(language: str, foreign: re.Pattern[str]):
    assert [(name, hit[0]) for name, text in said(language).items() if (hit := foreign.search(text))] == []


@pytest.mark.parametrize(
    ("foreign", "words"),
    [
        (MAINLAND, "請查看郵箱"),
        (CLUMSY, "We are sorry for any inconvenience"),
        (CLUMSY, "News of your matter"),
        (CLUMSY, "2 case(s)"),
    ],
)
def test_such_words_would_be_found(foreign: re.Pattern[str], words: str):
    assert foreign.search(words)
