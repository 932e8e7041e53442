"""What a text's words are: a survey's answer, thanks, an opt-out, or what the customer says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.arrivals.texts import is_opt_out
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.ratings import is_beyond_the_scale, rating_in

COUNTED = ("路", "班", "辆")


@pytest.mark.parametrize(
    ("text", "score", "words"),
    [
        ("4", 4, ""), (" ４ ", 4, ""), ("3。", 3, ""), ("2分", 2, ""), ("1，态度还是很差", 1, "态度还是很差"), ("4 谢谢师傅", 4, "谢谢师傅"),
        ("满意", 3, ""), ("非常不满意！", 1, ""), ("不滿意", 2, ""), ("非常满意，谢谢", 4, ""),
        ("4!", 4, ""), ("1 the driver was rude", 1, "the driver was rude"),
    ],
)  # fmt: skip
def test_a_figure_from_one_to_four_is_an_answer_with_or_without_words(text: str, score: int, words: str):
    assert rating_in(text, COUNTED) == (score, words)


@pytest.mark.parametrize(
    "text",
    [
        "3路车又晚点了",
        "3 路车又晚点",
        "2 辆车都没停",
        "2 个人",
        "1号线",
        "5",
        "0",
        "44",
        "4月2日",
        "满意的话我会说",
        "满意😡",
        "👍👍👍",
        "",
        "2个人",
        "1.5小时",
        "12",
    ],
)
def test_what_only_begins_with_a_figure_is_words(text: str):
    assert rating_in(text, COUNTED) == (0, "")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4", 4), (" ４ ", 4), ("3。", 3), ("2分", 2), ("1，态度还是很差", 1), ("4 谢谢师傅", 4), ("满意", 3), ("非常不满意！", 1), ("不滿意", 2), ("非常满意，谢谢", 4), ("4!", 4), ("非常满意👍", 4), ("五星好评", 4), ("满意🙏🙏", 3), ("不满意🙏", 2), ("4👍", 4), ("3😊", 3),
        ("1 the driver was rude", 1), ("1 很差", 1), ("5分 谢谢", 4), ("4️⃣", 4), ("打4分", 4), ("我给1分，太失望了", 1), ("3 一般吧", 3), ("2 不太好", 2), ("4 没问题", 4),
        ("四分", 4), ("4很满意", 4), ("1太差", 1), ("2，謝謝", 2), ("rating: 3", 3), ("4 thanks", 4), ("3 stars, helpful staff", 3), ("4 服務很好，謝謝", 4),
        ("1 完全沒有解決", 1), ("2 not happy", 2), ("④", 4),
        ("很满意，4", 4), ("處理得很好 4", 4), ("太差了，1分", 1), ("very helpful - 3", 3), ("非常满意4", 4), ("一般，3", 3), ("四", 4), ("三。", 3), ("四，服务很好", 4), ("rate 1, awful", 1),
        ("I'd rate it 3", 3), ("1-4里我选4", 4), ("1到4，我給3分", 3), ("on a scale of 1 to 4: 2, disappointing", 2), ("3 out of 4", 3), ("4 4", 4), ("1，1，1", 1), ("打满分", 4),
    ],
)  # fmt: skip
def test_words_that_agree_leave_the_figure_its_meaning(text: str, score: int):
    assert rating_in(text, COUNTED)[0] == score


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("3分吧", 3), ("我想就2吧", 2), ("勉强给个3", 3), ("兩分", 2), ("那就打4分好了", 4), ("2分而已", 2), ("4嘛", 4), ("probably 3", 3), ("I guess 2", 2), ("3 I suppose", 3), ("I'll say 4 then", 4),
        ("五顆星", 4), ("five stars", 4), ("⭐⭐⭐⭐⭐", 4), ("★★☆☆☆", 2), ("10 out of 10", 4), ("給你們一百分", 4), ("5/5", 4), ("给3星吧", 3),
        ("man yi", 3), ("bu man yi", 2), ("布满意", 2),
    ],
)  # fmt: skip
def test_a_figure_counts_however_it_is_led_up_to_and_so_do_full_marks_of_another_scale(text: str, score: int):
    assert rating_in(text, COUNTED)[0] == score


@pytest.mark.parametrize(
    "text",
    [
        "就3路车吧", "我给你们4个电话了", "最多3天", "那就3点来吧", "给2个说法", "about 3 hours", "maybe 2 buses", "I guess 4 people", "大概4点", "就2个人", "1/2的钱", "2/5", "1 of 10", "3颗牙掉了",
    ],
)  # fmt: skip
def test_what_is_counted_is_no_figure_however_it_is_led_up_to(text: str):
    assert rating_in(text, COUNTED)[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        "3路车又晚点了", "3 路车又晚点", "2 辆车都没停", "2 个人", "1号线", "5", "0", "44", "4月2日", "满意的话我会说", "", "2个人", "1.5小时", "12", "3，问题没有解决", "4。但是钱还没退",
        "3 hours late again", "1 非常满意", "4 still broken", "1 很好", "2 buses did not stop", "1、司机骂人 2、没有道歉", "1:30还没人来", "3点来的没人", "4 days and nothing",
        "1 more thing", "4 師傅沒來", "3，不滿意", "2分钟都没人理", "4 但是", "1 hour late again", "3个月了没人管", "3?", "1 满意", "2 services were cancelled",
        "4 why so slow", "3，钱呢？", "不满意，4", "等了很久，4", "很满意，1", "非常不满意4", "司机骂人 4", "1-4号楼停水", "1 2", "四路车没来", "一、司机骂人 二、没有道歉", "没解决，3", "4 1",
        "我给5", "给你们5", "打5", "i'd rate it 5", "选5",
    ],
)  # fmt: skip
def test_words_that_say_something_else_are_words(text: str):
    assert rating_in(text, COUNTED) == (0, "")


@pytest.mark.parametrize(
    "text",
    ["5", "0", "10分", "七分", "六", "99分", "3.5", "3-4", "2或3", "-1", "9/10", "打9分吧", "我觉得8", "maybe 7"],
)
def test_a_figure_that_the_scale_has_not_is_known_as_one(text: str):
    assert is_beyond_the_scale(text, COUNTED)


@pytest.mark.parametrize(
    "text", ["4", "四", "3 4路车", "10分钟没人来", "5路", "2 辆车", "13912345678", "10分，太差了", "2026", ""]
)
def test_neither_a_verdict_nor_other_words_are_such_a_figure(text: str):
    assert not is_beyond_the_scale(text, COUNTED)


def test_what_is_counted_the_organisation_says():
    assert rating_in("2 间房都没有热水", ("间", "晚")) == (0, "")
    assert rating_in("2 间房都没有热水", ()) == (2, "间房都没有热水")


@pytest.mark.parametrize(
    "text", ["STOP", "stop", "Ｓｔｏｐ", "退订", "退订。", "“退訂”", "TD", "td", "T", "Unsubscribe"]
)
def test_the_word_alone_opts_out(text: str):
    assert is_opt_out(text)


@pytest.mark.parametrize(
    "text",
    ["Cancel my order please", "stop at the next station", "请帮我退订机票", "谢谢", "", "T恤丢了", "STOP 3路车"],
)
def test_the_word_within_a_sentence_does_not(text: str):
    assert not is_opt_out(text)


@pytest.mark.parametrize(
    "text", ["谢谢", "好的，谢谢！", "收到", "OK", "Thank you very much", "4", "满意", "🙏谢谢"][:7]
)
def test_thanks_need_no_complaint(text: str):
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "谢谢，但是还没解决",
        "好的，又晚点了",
        "不满意",
        "收到了但没人联系我",
        "OK? still nothing",
        "谢谢。我还要投诉3路车司机今天又甩客，站牌前等了四十分钟",
    ],
)
def test_thanks_that_complain_are_no_thanks(text: str):
    assert not is_courtesy(text)


@given(st.text(max_size=60))
def test_whatever_comes_is_read(text: str):
    score, _ = rating_in(text, COUNTED)
    assert score in range(5)
    assert not (is_opt_out(text) and score)


@pytest.mark.parametrize(
    "text",
    ["谢谢", "谢谢！", "非常感谢您", "好的，谢谢你们！", "辛苦了", "收到，谢谢", "Thank you very much!", "ok thanks"],
)
def test_mere_thanks_begin_nothing(text: str):
    assert is_mere_thanks(text)


@pytest.mark.parametrize(
    "text",
    ["", "你好", "感谢K5路司机师傅拾金不昧", "感谢信", "谢谢，但是问题没解决", "谢谢？你们就这么答复", "好" * 30],
)
def test_what_is_about_something_is_more_than_thanks(text: str):
    assert not is_mere_thanks(text)
