"""What solved one complaint helps whoever gets the next like it, without anybody in it."""

import pytest

from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, says, survey_link

AGAIN = "客运总站的检票员骂人，态度恶劣，今天上午去济南的车，我要投诉。"


@pytest.mark.clause("PG-17")
def test_the_next_handler_of_a_like_complaint_reads_what_solved_the_first():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        number = complain(box)["number"]
        assert "怎样解决的" not in last(box, HANDLER, "请办理").text
        says(box, HANDLER, f"{ANSWER}\n原因：无人带班，已打13505350001向张伟先生核实")
        box.wind(minutes=15)
        box.post(survey_link(last(box, CUSTOMER, "答复")), {"score": "4"})
        box.wind(days=1)
        assert complain(box, AGAIN, "wang@qq.com")["number"] != number
        asked = last(box, HANDLER, "请办理").text
        assert (
            f"· {number}（2026年3月2日（周一）09:15 结案）原因：无人带班，已打…向…核实；处理：停岗培训三天，站长致歉"
            in asked
        )
        assert "13505350001" not in asked
