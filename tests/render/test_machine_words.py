"""No message of the gallery, in any language, holds what is for machines, in another script, or punctuation about nothing."""

import pytest

from sandbox import gallery
from tests.words.reading import oddities

PEOPLE = ("徐静", "陈丽华", "客运营销部、物流部、房产部、安全统筹中心、汽车事业部")
"""Of a policy of the mainland, whose names stay as they are."""


def test_no_message_says_what_nobody_can_read():
    found = set[tuple[str, str]]()
    for each in gallery.samples():
        html = each.html
        for name in PEOPLE:
            html = html.replace(name, "Ann")
        found |= {(each.name, odd) for odd in oddities(each.language, each.subject.replace("陈丽华", "Ann"), html)}
    assert found == set()


@pytest.mark.parametrize(
    ("language", "odd"),
    [
        ("zh-CN", "原因：smtp; 550 5.1.1"),
        ("zh-CN", "请查看一封来件（）"),
        ("zh-CN", "受理为投诉，；写信人"),
        ("zh-TW", "您好，投诉已收到"),
        ("en", "The customer（again）wrote"),
        ("en", "Your complaint is now at . Somebody"),
        ("en", "Status: in_progress"),
    ],
)
def test_such_things_would_be_found(language: str, odd: str):
    assert list(oddities(language, odd))


@pytest.mark.parametrize(
    ("language", "line"), [("en", "giving the reason. Then reply…"), ("zh-TW", "您好，已收到（3 件）。")]
)
def test_what_people_write_is_left_alone(language: str, line: str):
    assert list(oddities(language, line)) == []
