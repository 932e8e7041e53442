"""What is played for the documents' pictures: the same week at a bus company, in Chinese, and at the worked example's hotel, in English."""

import re
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from pathlib import Path

import msgspec

from sandbox.post_office import PostOffice
from sandbox.sent import SentMail

EXAMPLE = re.compile(r"```toml\n(name = \"hillside-hotel\".*?)```", re.DOTALL)


class Story(msgspec.Struct, frozen=True):
    """Complaints of one week; the first is the one that is shown. `answers` by the place of the complaint."""

    language: str
    at: str
    shipped: str  # a shipped policy's name, or that of the worked example
    anew: Mapping[str, str]  # what the worked example's people and language are instead
    leader: str
    asks: str  # by which the leader gets the overview
    chased: str  # when the complaint that is shown has been chased
    number: str
    complaints: tuple[tuple[str, str, str], ...]
    answers: Mapping[int, str]

    @property
    def customer(self) -> str:
        """The address of whoever wrote the complaint that is shown."""
        return parseaddr(self.complaints[0][0])[1]

    def policy(self, root: Path, folder: Path) -> str | Path:
        """The policy to play, written into the folder where it stands in a document."""
        if not self.anew:
            return self.shipped
        found = EXAMPLE.search((root / "docs" / "policy.md").read_text(encoding="utf-8"))
        assert found
        text = found[1]
        for here, instead in self.anew.items():
            text = text.replace(here, instead)
        file = folder / f"{self.shipped}.toml"
        file.write_text(text, encoding="utf-8")
        return file

    def first(self, mails: Iterable[SentMail], message: str, number: str = "") -> SentMail:
        """The first mail of that kind about a complaint, the one that is shown if no number is given. LookupError if there is none."""
        wanted = number or self.number
        found = next((m for m in mails if m.tags["message"][0] == message and wanted in m.subject), None)
        if found is None:
            raise LookupError(f"{message} {wanted}")
        return found

    def play(self, office: PostOffice) -> None:
        """The complaints come in; the others are answered, the one that is shown is chased first."""
        for sender, subject, text in self.complaints:
            office.write(sender, subject, text)
            office.box.wind(minutes=7)
        for place in self.answers:
            if place:
                self._answer(office, place)
        office.box.wind(to=self.chased)
        office.write(self.leader, self.asks, self.asks)
        office.box.wind(minutes=5)
        self._answer(office, 0)
        office.box.wind(minutes=5)

    def _answer(self, office: PostOffice, place: int) -> None:
        number = office.box.complaints()[place]["number"]
        slip = self.first(office.box.mails, "assignment", number)
        office.answer(slip.id, slip.to[0], self.answers[place])
        office.box.wind(minutes=25)


STORIES = (
    Story(
        language="zh-CN", at="2026-03-16T09:12+08:00", shipped="liaocheng-transport", anew={},
        leader="wang.jianguo@lc-transport.example", asks="#清单", chased="2026-03-18T09:50+08:00", number="LC20260316-0001",
        complaints=(
            ("王丽 <wangli2026@qq.com>", "17路公交车不停站", "今天早上7点40分，17路公交车在东昌路站没有停，直接开走了。车上明明有空位，我带着孩子赶着去医院，等了半个多小时才上到下一班。"),
            ("李建军 <lijianjun2026@163.com>", "投诉检票员态度", "今天8点半在客运总站3号检票口，检票员对我母亲大声呵斥，老人耳朵不好，刷身份证慢了一点。"),
            ("赵强 <zhaoqiang88@126.com>", "班次晚点", "聊城到济南9点30分的班车晚点两个小时，没有人解释。"),
        ),
        answers={
            0: "#结果 17路当班司机到站未停属实，已批评教育并扣发当月安全奖，对给您带来的不便深表歉意。\n事实：3月16日7:40，17路车在东昌路站未停靠，车内监控证实\n责任：司机赶点，责任在我方\n措施：司机停岗培训一天；该站列入本周跟车检查\n监控视频：保存于公交公司监控室，文件号 20260316-17-0740",
            1: "#结果 检票员已向您母亲当面道歉。\n事实：在场旅客证实检票员高声呵斥\n责任：检票员服务态度差，责任在我方\n措施：停岗培训三天\n监控视频：保存于总站监控室，文件号 20260316-03-0840",
        },
    ),
    Story(
        language="en", at="2026-03-02T09:12+08:00", shipped="hillside-hotel",
        anew={
            "梅岚": "Mei Lan", "王岭": "Wang Ling", "周溪": "Zhou Xi", "李青": "Li Qing", "宾客服务中心": "Guest Care",
            'timezone = "Asia/Shanghai"': 'timezone = "Asia/Shanghai"\nlanguages = ["en", "zh-CN", "zh-TW"]',
        },
        leader="wang@hillside.example", asks="#list", chased="2026-03-04T09:50+08:00", number="HH20260302-0001",
        complaints=(
            ("Ann Hill <ann.hill@guest.example>", "No hot water in room 308", "The shower in room 308 has been cold since yesterday evening. Reception told me twice that somebody would come, and nobody has."),
            ("Tom Reed <tom.reed@guest.example>", "Breakfast", "Breakfast was over at nine this morning although the sign says half past ten."),
            ("Eva Stone <eva.stone@guest.example>", "Rude at the door", "The porter was rude to my mother when she asked for help with her bag."),
        ),
        answers={
            0: "#resolve The valve of your shower has been replaced, and room 308 has hot water again. We are sorry that you were told twice that somebody would come.\nCause: a worn valve; the note of your call was left at reception\nRemedy: tonight's stay is free of charge",
            1: "#resolve The sign was right and we were wrong: breakfast is served until half past ten.\nCause: a new colleague closed by the winter times\nRemedy: breakfast is brought to your room whenever you like",
        },
    ),
)  # fmt: skip
