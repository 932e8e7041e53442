from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from chalicelib.core.complaint.facts import SurveyAnswered
from chalicelib.core.complaint.model import Complaint, Moment
from chalicelib.web.routes import get, post
from chalicelib.web.site import Site

if TYPE_CHECKING:
    from tests.web.conftest import Backstage

Link = Callable[..., str]


def change(backstage: "Backstage", **values: object) -> None:
    (case,) = backstage.complaints.values()
    backstage.complaints[case.id] = msgspec.structs.replace(case, **values)


def test_a_link_scanner_that_follows_the_link_answers_nothing(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    for query in ("", "?score=4", "?score=1&lang=en", "?score=4&words=x"):
        assert get(site, link("s", "survey") + query, {}, now).status == 200
    assert backstage.facts == []


def test_a_posted_answer_becomes_a_fact_about_that_round(
    site: Site, link: Link, now: datetime, backstage: "Backstage", complaint: Complaint
):
    page = post(site, link("s", "survey"), {"score": "3", "words": " 还行 "}, {}, now)
    assert page.status == 200
    assert "满意" in page.body
    (told,) = backstage.facts
    fact = SurveyAnswered(id=f"survey:{complaint.id}:1", at=now, score=3, words="还行", round=1)
    assert told == (fact, complaint.id, now)


def test_a_second_answer_is_not_taken(site: Site, link: Link, now: datetime, backstage: "Backstage"):
    post(site, link("s", "survey"), {"score": "4"}, {}, now)
    again = post(site, link("s", "survey"), {"score": "1"}, {}, now)
    assert "已经评价过" in again.body
    assert "非常满意" in again.body
    assert "已经评价过" in get(site, link("s", "survey"), {}, now).body
    assert [fact.score for fact, _, _ in backstage.facts] == [4]


@pytest.mark.parametrize("form", [{}, {"score": ""}, {"score": "5"}, {"score": "0"}, {"score": "4x"}, {"score": "４"}])
def test_without_one_of_the_four_scores_the_page_asks_again(
    site: Site, link: Link, now: datetime, backstage: "Backstage", form: dict[str, str]
):
    page = post(site, link("s", "survey"), form | {"words": "我写了<b>很多</b>"}, {}, now)
    assert page.status == 422
    assert "请先选择一项" in page.body
    assert "我写了&lt;b&gt;很多" in page.body  # what was written is not lost, and stays text
    assert backstage.facts == []


@pytest.mark.parametrize("score", ["1", "2"])
def test_who_is_dissatisfied_hears_that_the_matter_goes_on(site: Site, link: Link, now: datetime, score: str):
    assert "上一级重新办理" in post(site, link("s", "survey"), {"score": score}, {}, now).body


def test_who_is_satisfied_is_thanked_and_no_more(site: Site, link: Link, now: datetime):
    body = post(site, link("s", "survey"), {"score": "4"}, {}, now).body
    assert "谢谢您的评价" in body
    assert "上一级重新办理" not in body


def test_a_link_of_an_earlier_round_says_that_the_matter_is_being_handled_again(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    change(backstage, round=2, status="open", satisfaction=1)
    assert "正在重新办理" in get(site, link("s", "survey"), {}, now).body
    assert "正在重新办理" in post(site, link("s", "survey"), {"score": "4"}, {}, now).body
    assert backstage.facts == []


def test_an_earlier_rounds_link_does_not_judge_the_next_rounds_answer(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    change(backstage, round=2, moments=(Moment(name="answered", at=now, round=2),))
    post(site, link("s", "survey", round=1), {"score": "4"}, {}, now)
    assert backstage.facts == []


def test_the_next_rounds_link_can_be_answered_although_the_first_was(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    change(backstage, round=2, satisfaction=1, moments=(Moment(name="answered", at=now, round=2),))
    post(site, link("s", "survey", round=2), {"score": "4"}, {}, now)
    assert [fact.round for fact, _, _ in backstage.facts] == [2]


def test_after_the_desks_return_visit_the_link_says_so(site: Site, link: Link, now: datetime, backstage: "Backstage"):
    change(backstage, moments=(Moment(name="answered", at=now), Moment(name="visited", at=now)))
    assert "您的意见已经有记录" in get(site, link("s", "survey"), {}, now).body
    post(site, link("s", "survey"), {"score": "4"}, {}, now)
    assert backstage.facts == []


def test_an_expired_link_is_gone_and_a_tampered_one_is_not_found(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    expired = link("s", "survey", expires=now - timedelta(seconds=1))
    good = link("s", "survey")
    tampered = good[:-1] + ("a" if good[-1] != "a" else "b")
    for path, status, said in ((expired, 410, "已经过期"), (tampered, 404, "没有找到"), ("/s/x", 404, "没有找到")):
        for page in (get(site, path, {}, now), post(site, path, {"score": "4"}, {}, now)):
            assert page.status == status
            assert said in page.body
            assert site.policy.directory.phone in page.body
    assert backstage.facts == []


def test_an_upper_cased_link_still_works(site: Site, link: Link, now: datetime):
    _, kind, token = link("s", "survey").split("/")
    assert get(site, f"/{kind}/{token.upper()}", {}, now).status == 200


def test_a_link_made_for_something_else_opens_nothing(site: Site, link: Link, now: datetime, backstage: "Backstage"):
    assert get(site, link("s", "case"), {}, now).status == 404
    assert post(site, link("s", "reply"), {"score": "4"}, {}, now).status == 404
    assert get(site, link("c", "survey"), {}, now).status == 404
    assert backstage.facts == []


def test_an_erased_complaint_is_gone(site: Site, link: Link, now: datetime, backstage: "Backstage"):
    backstage.complaints.clear()
    assert get(site, link("s", "survey"), {}, now).status == 410


def test_a_long_comment_is_cut_and_not_refused(site: Site, link: Link, now: datetime, backstage: "Backstage"):
    post(site, link("s", "survey"), {"score": "4", "words": "好" * 5000}, {}, now)
    assert len(backstage.facts[0][0].words) == 2000


@pytest.mark.parametrize(
    ("query", "headers", "said"),
    [
        ("", {}, "您对处理结果满意吗"),
        ("?lang=zh-TW", {}, "您對處理結果滿意嗎"),
        ("?lang=en", {}, "Are you satisfied"),
        ("?lang=xx", {"Accept-Language": "en-GB,en"}, "您对处理结果满意吗"),  # the customer's own language goes first
    ],
)
def test_the_page_speaks_the_customers_language_or_the_one_chosen(
    site: Site, link: Link, now: datetime, query: str, headers: dict[str, str], said: str
):
    assert said in get(site, link("s", "survey") + query, headers, now).body


def test_a_chosen_language_is_kept_after_sending(site: Site, link: Link, now: datetime):
    page = get(site, link("s", "survey") + "?lang=en", {}, now)
    assert '<input type="hidden" name="lang" value="en">' in page.body
    assert "Thank you" in post(site, link("s", "survey"), {"score": "4", "lang": "en"}, {}, now).body


@pytest.mark.parametrize(("before", "shown"), [(0, False), (5, True)])
def test_the_customers_page_counts_the_answer_itself_as_no_contact_and_no_verdict_as_a_call(
    before: int, shown: bool, site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    contacted = now - timedelta(minutes=before)
    moments = (("received", contacted), ("contacted", contacted), ("answered", now), ("visited", now))
    change(backstage, moments=tuple(Moment(name=name, at=at) for name, at in moments))
    body = get(site, link("c", "case"), {}, now).body
    assert ("与您联系" in body, "回访" in body, "记录您的意见" in body) == (shown, False, True)


@pytest.mark.parametrize(("score", "called"), [(4, "非常满意"), (3, "满意"), (2, "不满意"), (1, "非常不满意")])
def test_a_word_chosen_in_the_mail_is_shown_to_be_confirmed_and_counts_once_it_is(
    site: Site, link: Link, now: datetime, backstage: "Backstage", score: int, called: str
):
    asked = get(site, f"{link('s', 'survey')}?score={score}", {}, now)
    assert f'<p class="chosen">{called}</p>' in asked.body
    assert f'<input type="hidden" name="score" value="{score}">' in asked.body
    assert 'type="radio"' not in asked.body
    others = [other for other in (4, 3, 2, 1) if f'href="?score={other}&amp;lang=zh-CN"' in asked.body]
    assert others == [other for other in (4, 3, 2, 1) if other != score]
    assert backstage.facts == []
    post(site, f"{link('s', 'survey')}?score={score}", {"score": str(score), "words": "因为……"}, {}, now)
    assert [(fact.score, fact.words) for fact, _, _ in backstage.facts] == [(score, "因为……")]


@pytest.mark.parametrize("made_up", ["5", "0", "", "4x", "４"])
def test_what_is_no_score_in_the_link_leaves_all_four_to_choose_from(
    site: Site, link: Link, now: datetime, made_up: str
):
    body = get(site, f"{link('s', 'survey')}?score={made_up}", {}, now).body
    assert (body.count('type="radio"'), 'class="chosen"' in body) == (4, False)
