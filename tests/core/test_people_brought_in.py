"""Of whom a second matter's own words say he and she: of people whom they bring in, not of those of the first."""

import pytest

from chalicelib.core.written.people_brought_in import without_those_brought_in
from chalicelib.core.written.second_matters import another_matter
from tests.pace import within

INSPECTOR = "今天上午我在客运总站坐大巴，检票员王芳态度恶劣，当众骂人，我要投诉。"
IN_ENGLISH = "I want to complain about the ticket inspector Ann Wang at the main station who shouted at me."


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("另外我要投诉出租车司机张强，昨天他绕路还骂人", INSPECTOR),
        ("我还要投诉3路公交司机李刚，他过站不停", INSPECTOR),
        ("另外要投诉：快递员小刘把包裹扔在门口，他态度很差", INSPECTOR),
        ("新的投诉：驾校教练孙涛收我两条烟，他还不给排课", INSPECTOR),
        ("另外我還要投訴計程車司機張強，昨天他繞路還罵人", INSPECTOR),
        ("另一件事：停车场收费员赵敏多收了我十块，她还不给发票", INSPECTOR),
        ("另外我要投诉检票员李梅，她昨天也骂我", INSPECTOR),
        ("I also want to complain about a taxi driver called Zhang. He took a long detour and he swore at me.", INSPECTOR),
        ("Separate matter: the bus driver on route 3, Mr Li, would not stop and he shouted at us.", IN_ENGLISH),
        ("I also want to complain about the bus driver Tom Ford, he drove past us.", IN_ENGLISH),
    ],
)  # fmt: skip
def test_who_is_brought_in_by_a_second_matter_does_not_tie_it_to_the_first(words: str, first: str):
    assert another_matter(words) == "perhaps"
    assert another_matter(without_those_brought_in(words, first)) == "plainly"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("另外我要投诉王芳，她还推我", INSPECTOR),
        ("另外我要投诉检票员王芳，她还推我", INSPECTOR),
        ("另外我要投诉检票员，他还推我", INSPECTOR),
        ("另外我还要投诉这个司机，他还抽烟", INSPECTOR),
        ("我还要投诉他态度恶劣", INSPECTOR),
        ("I also want to complain about that inspector, he pushed me", IN_ENGLISH),
        ("I also want to complain that the inspector was drunk, he could hardly stand", IN_ENGLISH),
        ("I also want to complain: the same driver, he was rude again", IN_ENGLISH),
        ("I also want to complain about Ann Wang, she pushed me", IN_ENGLISH),
    ],
)
def test_whoever_is_known_or_pointed_at_still_ties_it_to_the_first(words: str, first: str):
    assert another_matter(without_those_brought_in(words, first)) == "perhaps"


def test_however_long_the_words_are_they_are_read_in_time():
    within(2, lambda: without_those_brought_in("另外司机张" * 4_000, INSPECTOR * 100))
    within(2, lambda: without_those_brought_in("the driver mr " * 2_000, IN_ENGLISH * 100))
