"""What is played for the gallery: the weeks of the documents' pictures, a third one in Taiwan, and afterwards what they leave out."""

from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox import gallery_further
from sandbox.picture_stories import STORIES as OF_PICTURES
from sandbox.picture_stories import Story
from sandbox.post_office import PostOffice
from sandbox.sent import SentMail
from sandbox.world import Sandbox

ROOT = Path(__file__).parents[1]
IN_TAIWAN = Story(
    language="zh-TW", at="2026-03-02T09:12+08:00", shipped="hillside-hotel",
    anew={
        "梅岚": "梅嵐", "王岭": "王嶺", "宾客服务中心": "賓客服務中心", "业主代表": "業主代表", "投诉月报": "投訴月報", "是否整改到位": "是否已改善",
        "Front Office": "櫃檯", "Housekeeping": "房務部", "Engineering": "工務部", "Kitchen": "餐廳", 'language = "en"': 'language = "zh-TW"',
        'timezone = "Asia/Shanghai"': 'timezone = "Asia/Shanghai"\nlanguages = ["zh-TW", "zh-CN", "en"]',
    },
    leader="wang@hillside.example", asks="#清單", chased="2026-03-04T09:50+08:00", number="HH20260302-0001",
    complaints=(
        ("陳怡君 <yijun@guest.example>", "308號房沒有熱水", "從昨天晚上開始，308號房的淋浴都是冷水。櫃檯兩次說會派人來，到現在都沒有人來，我要投訴。"),
        ("林志豪 <lin@guest.example>", "早餐", "告示寫十點半，今天早上九點早餐就收了，我要投訴。"),
    ),
    answers={
        0: "#結果 308號房淋浴的閥門已經更換，熱水已恢復。兩次說有人會來卻沒有人到，我們向您道歉。\n原因：閥門磨損，您來電的紀錄留在櫃檯沒有轉出\n補救：今晚房費全免",
        1: "#結果 告示沒有錯，是我們錯了：早餐供應到十點半。\n原因：新同事照冬季時間收了\n補救：早餐隨時送到您房間",
    },
)  # fmt: skip
STORIES = (*OF_PICTURES, IN_TAIWAN)
AFTER_THE_MONTH = "2026-04-06T10:00+08:00"
WORDS = {
    "zh-CN": ("#查询 17路", "#数据 本月", "#名录", "#文案", "#结过", "#请假", "我不满意，问题没有解决，请重新处理。"),
    "zh-TW": ("#查詢 熱水", "#數據 本月", "#名錄", "#文案", "#結過", "#請假", "我不滿意，問題沒有解決，請重新處理。"),
    "en": (
        *("#query hot water", "#figures this month", "#directory", "#words", "#resolv", "#absent"),
        "I am not satisfied. The problem is not solved, please look at it again.",
    ),
}


def played(story: Story) -> list[SentMail]:
    """All mails of the story, of what its people ask and get wrong afterwards, and of the month that follows."""
    with TemporaryDirectory() as folder, Sandbox(policy=story.policy(ROOT, Path(folder)), now=story.at) as box:
        office = PostOffice(box)
        story.play(office)
        *orders, dissatisfied = WORDS[story.language]
        for order in orders:
            office.write(story.leader, order, order)
        outcome = story.first(box.mails, "outcome")
        office.answer(outcome.id, story.customer, dissatisfied)
        office.write("shop@spam.example", "=?utf-8?B?", "\0")
        box.wind(days=1)
        office.write(*story.complaints[0])
        box.wind(to=AFTER_THE_MONTH)
        mails = list(box.mails)
    return [*mails, *_further(story)]


def _further(story: Story) -> list[SentMail]:
    """What the story leaves out, in a morning of its own: nobody is chased for it through a month."""
    with TemporaryDirectory() as folder, Sandbox(policy=story.policy(ROOT, Path(folder)), now=story.at) as box:
        gallery_further.play(story.language, PostOffice(box))
        return list(box.mails)
