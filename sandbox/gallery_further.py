"""What the gallery's stories leave out, played as well: a further complaint with all that staff may write about it, praise, danger, and mails that nobody vouches for."""

import msgspec

from sandbox.post_office import PostOffice
from sandbox.sent import SentMail
from sandbox.staff import reply


class Further(msgspec.Struct, frozen=True):
    """What is written in one language: by customers as sender, subject and text, by staff as orders. `held` is one that needs its writer's confirmation."""

    complaint: tuple[str, str, str]
    added: str
    orders: tuple[str, ...]
    dossier: str
    held: str
    invalid: str
    praise: tuple[str, str, str]
    danger: tuple[str, str, str]
    blocking: str
    record: str


FURTHER = {
    "zh-CN": Further(
        ("孙梅 <sunmei@qq.com>", "17路司机关门夹人", "今天早上8点，17路公交车司机没等我站稳就关门，夹住了我的手提包，还说是我自己慢。我要投诉。"),
        "补充：车号是鲁P 0312D，当时车上还有一半空位，旁边一位大姐也看见了。",
        ("#询问客户 请问您是在哪一站上车？手提包如有损坏，请发一张照片给我们。", "#告知客户 我们已调取当天17路的车载录像，正在核对司机和站点，后天上午再给您消息。",
         "#协办 客运总站 请提供3月18日8点前后总站站台的监控录像。"),
        "#专报",
        "#备注 已电话联系当班司机，约好下午到公司说明情况。",
        "#无效 我们调取了3月18日8点前后的车载录像：车停稳25秒后才关门，司机两次提醒“请往里走”，录像里没有夹到手提包。录像可以来公司查看。",
        ("周宁 <zhouning@qq.com>", "表扬信", "昨天在客运总站，3号窗口的同志帮我妈妈找回了落下的药，还送她上车。特地写信表扬，谢谢你们！"),
        ("吴静 <wujing@qq.com>", "司机威胁我", "17路司机下车追着骂我，说记住我的样子了，下次见到要打断我的腿。我现在不敢出门，请马上处理。"),
        "#屏蔽 shop@spam.example 群发广告",
        "#不合理联系 就同一件事来信四十二封，其中十七封辱骂工作人员\n复核日期：2026-06-01",
    ),
    "zh-TW": Further(
        ("張雅婷 <yating@guest.example>", "早餐太早收", "今天早上九點半早餐已經收光了，服務人員叫我自己去外面吃。我要投訴。"),
        "補充：當時同桌的林先生也在，他可以作證。",
        ("#詢問客戶 請問您是幾點到餐廳的？有沒有記得服務人員的名字？", "#告知客戶 我們正在核對今天早上的排班和監視畫面，明天中午前再告訴您。",
         "#協辦 房務部 請確認今天早上是否有人通知住客更改早餐時間。"),
        "#專報",
        "#備註 已與當班同事談過，下午補書面說明。",
        "#無效 我們看了當天的監視畫面：早餐供應到十點半，九點半時餐台仍在補菜。畫面可以到櫃檯查看。",
        ("黃文 <huangwen@guest.example>", "表揚", "昨天退房時，房務的同事幫我找回了手錶，特地寫信表揚，謝謝你們！"),
        ("吳靜 <wujing@guest.example>", "有人威脅我", "櫃檯的先生追出來罵我，說下次見到要打斷我的腿。我現在不敢回房間，我要投訴。"),
        "#封鎖 shop@spam.example 群發廣告",
        "#不合理聯繫 同一件事來信四十二封，其中十七封辱罵工作人員\n複核日期：2026-06-01",
    ),
    "en": Further(
        ("Joan Park <joan.park@guest.example>", "Breakfast", "I want to complain: at half past nine this morning breakfast was cleared away, and the waiter told me to eat elsewhere."),
        "I forgot to say: Mr Reed sat at the next table and saw it all.",
        ("#ask At what time did you come down? Do you remember the waiter's name?", "#tell We are looking at this morning's rota and will write to you again by noon tomorrow.",
         "#assist Housekeeping Did anybody tell guests this morning that breakfast would end earlier?"),
        "#dossier",
        "#note Spoke to the colleague on duty; their account comes in writing this afternoon.",
        "#invalid We have looked at the recordings of this morning: breakfast was served until half past ten, and at half past nine the dishes were being filled up. You are welcome to see them at reception.",
        ("Rosa Lee <rosa.lee@guest.example>", "Thank you", "I am writing to praise your housekeeping: they found my late mother's watch under the bed and brought it to the station. Thank you!"),
        ("Mary Wu <mary.wu@guest.example>", "Threatened", "I want to complain: the man at reception ran after me, swore at me and said that he would break my legs. I am afraid to go back to my room."),
        "#block shop@spam.example bulk advertising",
        "#onrecord 42 mails about one matter, 17 of them abusive to staff\nReview on: 2026-06-01",
    ),
}  # fmt: skip


def play(language: str, office: PostOffice) -> None:
    """All of it, within a morning. What a policy has no room for is answered with a receipt that says so."""
    said, box = FURTHER[language], office.box
    office.write(*said.complaint)
    box.wind(minutes=3)
    number = box.complaints()[-1]["number"]
    acknowledged, slip = _first(box.mails, "acknowledgement", number), _first(box.mails, "assignment", number)
    handler = slip.to[0]
    office.answer(acknowledged.id, acknowledged.to[0], said.added)
    for order in said.orders:
        box.wind(minutes=5)
        office.answer(slip.id, handler, order)
    office.write(box.desk, number, f"#{number}\n{said.dossier}")
    for verdict in ("GRAY", "FAIL"):
        box.email(reply(slip, said.held, handler, at=box.now), verdicts={"dmarc": verdict})
    box.wind(minutes=5)
    office.answer(slip.id, handler, said.invalid)
    office.write(*said.praise)
    office.write(*said.danger)
    office.write(box.desk, said.blocking, said.blocking)
    office.write(box.desk, number, f"#{number}\n{said.record}")
    box.wind(minutes=40)


def _first(mails: list[SentMail], message: str, number: str) -> SentMail:
    return next(mail for mail in mails if mail.tags["message"][0] == message and number in mail.subject)
