"""Three complaints' lives, played in the sandbox and printed mail by mail. Ends with an error if a story breaks."""

import io
import sys

from sandbox import Sandbox
from sandbox.stage import Stage, StoryBrokenError

MORNING = "2026-03-16T09:12+08:00"  # a Monday
NOON = "2026-03-16T12:40+08:00"
AFTERNOON = "2026-03-16T14:05+08:00"
PHONE = "+8613506350007"


def answered_in_time(stage: Stage) -> None:
    """A mail from QQ Mail; the handler calls, finds out, answers a day early; the customer is satisfied."""
    box = stage.box
    stage.mail_in("1-customer-from-qq-mail.eml")
    customer = "20260316@qq.com"
    stage.expect("the customer has an acknowledgement with a number", stage.last_to(customer, "LC20260316-0001"))
    slip = stage.last_to("guo.ping@lc-transport.example", "LC20260316-0001")
    stage.wind(to="2026-03-16T11:20+08:00")
    stage.staff_reply("1-handler-reached-the-customer.eml", slip)
    stage.wind(to="2026-03-17T10:00+08:00")
    stage.staff_reply("1-handler-answers.eml", slip)
    outcome = stage.last_to(customer, "停岗培训")
    stage.wind(to="2026-03-17T19:30+08:00")
    stage.survey(outcome, score="4", words="谢谢，站长来道歉了")
    stage.wind(minutes=1)
    complaint = box.complaints()[0]
    stage.expect("the answer came before its time limit", _in_time(complaint["deadlines"]["answer"]))
    stage.expect("nobody had to be chased", complaint["escalation_level"] == 0)
    stage.expect("the complaint is closed, the customer very satisfied", _end(complaint) == ("closed", 4))


def late_and_up_to_the_director(stage: Stage) -> None:
    """A text message; the handler forgets it, is chased, his head and the director hear of it; he answers at last."""
    box = stage.box
    stage.text_in(PHONE, "投诉：今天上午聊城到济南9:30班次晚点两个多小时，司机一句解释也没有")
    stage.expect("the customer has an acknowledgement by text", [t for t in box.texts if t.to == PHONE])
    complaint = box.complaints()[0]
    slip = stage.last_to(complaint["handler"], complaint["number"])
    stage.wind(to="2026-03-19T13:00+08:00")
    told = [m.tags["message"][0] for m in box.mails if complaint["number"] in m.subject]
    stage.expect(
        "reminder, chase and escalation came in this order", _in_order(told, "reminder", "chase", "escalation")
    )
    stage.expect("the director heard of it", stage.last_to(complaint["director"], "逾期报告"))
    stage.expect("the complaint stands at the director's level", box.complaints()[0]["escalation_level"] == 2)  # noqa: PLR2004
    stage.expect("the customer was told that it takes longer", len([t for t in box.texts if t.to == PHONE]) > 1)
    stage.staff_reply("2-handler-answers-late.eml", slip, handler=complaint["handler"])
    stage.wind(to="2026-03-19T18:20+08:00")
    stage.text_in(PHONE, "3")
    stage.wind(minutes=1)
    complaint = box.complaints()[0]
    stage.expect("the answer came late, and the register says so", not _in_time(complaint["deadlines"]["answer"]))
    stage.expect("the complaint is closed, the customer satisfied", _end(complaint) == ("closed", 3))


def dissatisfied_and_reopened(stage: Stage) -> None:
    """A mail from 163; a thin answer; the customer is not satisfied; it is reopened one level up and answered anew."""
    box = stage.box
    stage.mail_in("3-customer-from-163.eml")
    customer = "lijianjun2026@163.com"
    first = box.complaints()[0]
    slip = stage.last_to(first["handler"], first["number"])
    stage.wind(to="2026-03-17T09:30+08:00")
    stage.staff_reply("3-handler-answers.eml", slip, handler=first["handler"])
    outcome = stage.last_to(customer, "批评教育")
    stage.wind(to="2026-03-17T20:10+08:00")
    stage.survey(outcome, score="1", words="根本没调监控，敷衍！")
    stage.wind(minutes=1)
    second = box.complaints()[0]
    stage.expect("the complaint is open again", (second["status"], second["round"]) == ("open", 2))
    stage.expect("somebody one level up handles it", second["handler"] == first["supervisor"])
    slip = stage.last_to(second["handler"], second["number"])
    stage.wind(to="2026-03-18T15:40+08:00")
    stage.staff_reply("3-superior-answers.eml", slip, handler=second["handler"])
    outcome = stage.last_to(customer, "停岗十五日")
    stage.wind(to="2026-03-18T21:05+08:00")
    stage.survey(outcome, score="3", words="这次查清楚了")
    stage.wind(minutes=1)
    stage.expect("the complaint is closed, the customer satisfied", _end(box.complaints()[0]) == ("closed", 3))


STORIES = (
    ("一　按时答复 · A mail, answered in time", MORNING, answered_in_time),
    ("二　逾期逐级上报 · A text, late, up to the director", NOON, late_and_up_to_the_director),
    ("三　不满意，重新办理 · Not satisfied, handled anew", AFTERNOON, dissatisfied_and_reopened),
)


def main() -> int:
    """Play all stories; 1 if one breaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Chinese letters is no reason to break off
    known: set[str] = set()
    for title, start, story in STORIES:
        with Sandbox(policy="liaocheng-transport", now=start) as box:
            stage = Stage(box, title, known)
            try:
                story(stage)
                stage.end()
            except StoryBrokenError as broken:
                stage.show()
                print(f"\n✗ {title}: {broken}", file=sys.stderr)
                return 1
    return 0


def _in_time(deadline: dict[str, str | None]) -> bool:
    return deadline["met"] is not None and deadline["met"] <= str(deadline["due"])


def _end(complaint: dict[str, object]) -> tuple[object, object]:
    return complaint["status"], complaint["satisfaction"]


def _in_order(found: list[str], *wanted: str) -> bool:
    rest = iter(found)
    return all(each in rest for each in wanted)


if __name__ == "__main__":
    sys.exit(main())
