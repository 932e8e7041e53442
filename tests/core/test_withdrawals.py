"""Who takes a complaint back, and who only speaks of it."""

import pytest

from chalicelib.core.written.withdrawals import takes_it_back


@pytest.mark.parametrize(
    "text",
    [
        "不投诉了，撤了吧", "我申请撤诉", "投诉这件事算了", "是我搞错了，取消投诉", "問題解決了，我撤回申訴", "唔投诉啦", "撤案，唔該", "我要撤回对检票员的投诉",
        "Please cancel my complaint, it was my mistake", "We withdraw our complaint", "Cancel this, we found the fault was ours", "I'm dropping this", "请你们把那个投诉取消吧", "麻煩把我的案子撤掉", "投诉就关了吧", "please just close this", "you can drop my complaint now", "My complaint may be withdrawn", "You don't need to take this any further", "we can leave it at that", "I've changed my mind about the complaint", "I no longer need to pursue it",
    ],
)  # fmt: skip
def test_who_withdraws_does_so_in_their_own_words(text: str):
    assert takes_it_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "我不会撤诉", "他们逼我撤诉", "要是退钱我就撤诉", "凭什么让我撤诉", "取消订单三天了不退钱", "车次取消了没人通知", "请撤换检票员", "算了，再等等", "退款才撤", "你们把我的投诉撤了？", "不投诉你们不办事", "",
        "I will withdraw if you refund me", "They asked me to withdraw my complaint", "cancel my order", "I won't drop my complaint", "不许把我的投诉关了", "不要结案", "把他的职撤了", "please close the window", "you can drop me at the station", "no need to be rude", "I changed my mind about the seat", "leave it with the neighbour",
    ],
)  # fmt: skip
def test_who_refuses_sets_a_condition_or_cancels_something_else_does_not(text: str):
    assert not takes_it_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "算了算了，也不指望你们了，投诉撤了吧",
        "投诉取消",
        "申訴取消，謝謝",
        "不用退了，我搞错了，是我爱人交的",
        "我自己看错了，不用来了",
        "Sorry, false alarm, no need to do anything",
        "It was my own mistake, please ignore it",
    ],
)
def test_who_ends_it_or_needs_nothing_because_they_erred_withdraws_too(text: str):
    assert takes_it_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "我记错了，是15号",
        "投诉撤不了吧",
        "投诉取消了怎么办",
        "别撤，今天又降到14度了，昨天说的是气话",
        "凭什么把我的投诉取消了",
        "是你们搞错了，不用来了也得退钱",
        "I was mistaken about the date, it was the 15th",
    ],
)
def test_who_puts_a_detail_right_or_asks_what_has_become_of_it_withdraws_nothing(text: str):
    assert not takes_it_back(text)
