"""What `redress policy simulate` plays and prints, as somebody reads it who writes a policy."""

import tomllib
from datetime import timedelta

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import packaged
from redress.cli import main
from redress.simulation import STORIES, Line, Scenario, local, play, received_at
from redress.simulation.stories import Story
from redress.simulation.telling import told
from tests.policy.test_policy_documents import EXAMPLE
from tests.words.foreign import HAN, LATIN

STAGES = """
[words]
outside_route = { zh-CN = "您也可以向旅游局反映。", zh-TW = "您也可以向旅遊局反映。", en = "You may also turn to the Tourism Board." }

[may]
invalid = ["desk"]
extend = ["handler"]

[[stage]]
name = "first"

[[stage]]
name = "review"
answers = "another"
labels = { zh-CN = "复核", zh-TW = "複核", en = "review" }

[[extension]]
name = "longer"
labels = { zh-CN = "延长调查", zh-TW = "延長調查", en = "longer investigation" }
clock = "settle"
at_most = "5 working days"
grants = ["director"]

[labels]
"""


def hotel(more: str = "", old: str = "[labels]\n") -> Policy:
    """The hotel of the reference, with more in it."""
    return read_policy(tomllib.loads(EXAMPLE.replace(old, more, 1) if more else EXAMPLE), "hotel.toml")


def lines(policy: Policy, story: Story = "answered", **more: object) -> list[Line]:
    received = received_at("2026-03-02T09:00", policy)
    return play(policy, Scenario(received=received, story=story, days=60, **more))  # type: ignore[arg-type]


def letters(found: list[Line], name: str) -> list[str]:
    return [line.text for line in found if line.what == name and line.who.startswith("customer")]


def happened(found: list[Line]) -> list[str]:
    return [line.what for line in found if not line.who]


def writes(found: list[Line], command: str) -> list[str]:
    """Who gives that command."""
    return [line.who for line in found if line.what == "writes" and line.text.startswith(f"#{command}")]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize(
    ("policy", "language"), [("liaocheng-transport", "zh-CN"), ("insurance-branch", "en"), ("food-abc", "zh-TW")]
)
def test_prompt_people_play_every_story_of_a_shipped_policy_without_a_chase(policy: str, story: Story, language: str):
    found = lines(packaged(policy), story, language=language)
    assert {"chase", "escalation"} & {line.what for line in found} == set()
    assert "closed" in happened(found)
    assert letters(found, "explanation" if story == "invalid" else "outcome")
    assert len(letters(found, "reopened")) == (story == "dissatisfied")
    assert ("extended" in happened(found)) == (story == "extension")


def test_every_line_that_must_be_filled_is_and_the_letter_shows_which_line_stands_where():
    found = lines(hotel(), language="en", text="no hot water in room 308")
    [answer] = letters(found, "outcome")
    assert "(here: the answer to the customer)" in answer
    assert "Remedy: (here: Remedy)" in answer
    assert "(here: Cause)" not in answer
    assert any("Cause*: (here: Cause)" in line.text for line in found if line.what == "writes")


def test_what_the_rules_do_not_assign_the_desk_assigns():
    found = lines(hotel(), language="en", department="Kitchen")
    assert writes(found, "transfer Kitchen") == ["desk 宾客服务中心"]
    assert "handler 李青" in writes(found, "resolve")


def test_an_approval_is_given_by_whoever_is_asked():
    found = lines(hotel(), language="en", severity="serious", text="the shower is cold")
    assert writes(found, "approve") == ["supervisor 梅岚", "director 王岭"]
    assert happened(found).index("approved") < happened(found).index("answered")


def test_what_a_limit_waits_for_is_done_before_the_answer():
    contact = """[[clock]]
name = "call"
from = "referred"
until = "contacted"
within = "1 hour"
rungs = [{ at = "due", tell = ["handler"] }]

[[gate]]"""
    found = lines(hotel(contact, "[[gate]]"), language="en")
    assert len(writes(found, "contact")) == 1
    assert happened(found).index("contacted") < happened(found).index("proposed")


def test_who_is_not_content_goes_through_every_stage_to_the_last_letter():
    found = lines(hotel(STAGES), "dissatisfied", language="en")
    first, second = letters(found, "outcome")
    assert "another person" in first
    assert "final answer" in second
    assert "Tourism Board" in second
    assert len([line for line in found if line.what == "rates"]) == 2
    assert len(letters(found, "final")) == 1
    assert writes(found, "resolve")[0] != writes(found, "resolve")[1]


def test_more_time_is_asked_for_as_far_as_the_policy_goes_and_decided_by_whom_it_names():
    found = lines(hotel(STAGES), "extension", language="en", text="cold breakfast")
    assert writes(found, "extend") == ["handler 李青"]
    assert writes(found, "approve") == ["director 王岭"]
    [told_] = letters(found, "holding")
    assert "Tuesday 3 March 2026, 18:00" in told_
    assert "Tuesday 10 March 2026, 18:00" in told_
    answered = next(line.at for line in found if line.what == "answered")
    assert received_at("2026-03-03T18:00", hotel()) < answered < received_at("2026-03-10T18:00", hotel())


def test_a_story_of_more_time_is_watched_so_much_longer_and_ends_with_the_answer():
    slow = hotel(STAGES.replace("5 working days", "40 working days"))
    begins = received_at("2026-03-02T09:00", slow)
    found = play(slow, Scenario(received=begins, story="extension", days=14, text="cold breakfast", language="en"))
    assert writes(found, "resolve")
    assert letters(found, "outcome")


def test_more_time_is_asked_for_the_limit_that_runs_and_not_for_one_of_a_later_stage():
    later = """[[clock]]
name = "again"
labels = { en = "review" }
from = "received"
until = "answered"
within = "9 working days"
calendar = "office"
when = [{ stage = "review" }]
rungs = [{ at = "due", tell = ["handler"] }]

[[extension]]
name = "longer_review"
labels = { en = "longer review" }
clock = "again"
at_most = "9 working days"

[[extension]]"""
    found = lines(hotel(STAGES.replace("[[extension]]", later, 1)), "extension", language="en", text="cold breakfast")
    [asked] = [line.text for line in found if line.text.startswith("#extend")]
    assert asked.startswith("#extend settlement 2026-03-10 18:00"), asked


def test_what_a_limit_and_a_task_both_wait_for_is_done_once():
    contact = """[[clock]]
name = "call"
from = "referred"
until = "contacted"
within = "1 hour"
rungs = [{ at = "due", tell = ["handler"] }]

[[task]]
name = "contact"
for = "handler"
opens = "referred"
command = "contact"
form = ["content"]
required = ["content"]
sets = "contacted"

[[gate]]"""
    assert len(writes(lines(hotel(contact, "[[gate]]"), language="en"), "contact")) == 1


def test_what_the_handler_may_not_find_invalid_the_desk_does():
    found = lines(hotel(STAGES), "invalid", language="en", text="cold breakfast")
    assert [line.who for line in found if line.text.startswith("#invalid")] == ["staff 宾客服务中心"]
    assert "(here: the reasons)" in letters(found, "explanation")[0]


@pytest.mark.parametrize(("language", "foreign"), [("zh-CN", LATIN), ("zh-TW", LATIN), ("en", HAN)])
def test_everybody_writes_in_the_language_that_is_asked_for(language: str, foreign: object):
    found = lines(packaged("liaocheng-transport"), "dissatisfied", language=language)
    said = [line.text for line in found if not line.by and line.text and "transfer" not in line.text]
    assert said
    assert [text for text in said if foreign.search(text)] == []  # type: ignore[attr-defined]


def test_a_silent_customer_judges_nothing():
    found = lines(hotel(STAGES), "dissatisfied", silent=frozenset({"customer"}))
    assert [line for line in found if line.what == "rates"] == []


def printed(policy: Policy, story: Story = "answered", *, brief: bool = False, **more: object) -> list[str]:
    return list(told(lines(policy, story, **more), policy, brief=brief))


def test_letters_are_printed_whole_in_order_and_in_the_organisations_time():
    out = printed(packaged("liaocheng-transport"), "dissatisfied", text="公交车晚点两小时")
    times = [line[:20] for line in out if line[:1].strip()]
    assert times[0] == "Mon 2026-03-02 09:00"
    assert [each[4:] for each in times] == sorted(each[4:] for each in times)
    found = lines(packaged("liaocheng-transport"), "dissatisfied", text="公交车晚点两小时")
    whole = "".join("".join(line.partition("│ ")[2].split()) for line in out)
    for text in (text for name in ("acknowledgement", "reopened") for text in letters(found, name)):
        said = "".join(text.split("查看")[0].split())
        assert said.partition("－－－－尊敬")[2][:200] in whole


def test_what_stands_below_every_staff_mail_is_printed_once():
    out = printed(packaged("liaocheng-transport"))
    assert sum(line.endswith("│ ■ 本件详情") for line in out) == 1
    assert any(line.endswith("■ 怎样回复 · 本件详情 …") for line in out)


def test_a_mail_in_the_words_of_an_earlier_one_says_where_that_stands():
    out = printed(packaged("liaocheng-transport"), text="公交车晚点两小时", silent=frozenset({"handler"}))
    first = next(line for line in out if "holding " in line)
    assert sum("… in the words of" in line for line in out) > 3
    again = [i for i, line in enumerate(out) if "holding " in line and line != first]
    assert all("您好！" in " ".join(out[i : i + 5]) for i in again), "what customers read stands there each time"


def test_brief_is_the_timeline_alone(capsys: pytest.CaptureFixture[str]):
    order = ["policy", "simulate", "food-abc", "--story", "all", "--brief", "--language", "en", "--days", "5"]
    assert main(order) == 0
    out = capsys.readouterr().out
    assert "│" not in out
    assert [line for line in out.splitlines() if line.startswith("food-abc, en, times of Asia/Shanghai: ")] == [
        f"food-abc, en, times of Asia/Shanghai: {said}" for said in STORIES.values()
    ]
    assert "customer rates 1/4" in out


def test_a_language_that_the_policy_does_not_write_is_refused(capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "simulate", "food-abc", "--language", "fr"]) == 2
    assert "known are zh-CN, zh-TW, en" in capsys.readouterr().err


def test_a_limit_that_passes_while_the_office_is_closed_is_kept_by_whoever_is_prompt():
    policy = packaged("insurance-branch")  # the contact is due within the hour, lunch or not
    received = received_at("2026-03-02T11:50", policy)
    found = play(policy, Scenario(received=received, text="东城支公司拒赔，我要找记者曝光"))
    contacted = next(line.at for line in found if line.what == "contacted")
    assert contacted < received + timedelta(hours=1)
    assert local(contacted, policy).hour == 12


# -- times as they leave, and what else people fill in and may do ------------------------------------------------------------------


def test_a_chase_is_printed_in_the_minute_in_which_it_leaves_and_the_customers_word_in_the_promised_one():
    found = lines(hotel(), silent=frozenset({"handler"}), text="The shower in room 308 is cold.")
    printed = [" ".join(line.split()) for line in told(found, hotel(), brief=True)]
    settle = [line for line in printed if "(settle," in line]
    assert [line.partition(" → ")[0] for line in settle[:3]] == [
        "Tue 2026-03-03 16:00 reminder",
        "Tue 2026-03-03 18:00 holding",
        "Tue 2026-03-03 18:01 chase",
    ]


LINES_OF_THE_COMPLAINT = (
    'form = ["cause", "remedy", "loss"]\nrequired = ["cause", "remedy"]',
    'form = ["cause", "remedy", "loss", "relation", "category"]\nrequired = ["cause", "remedy", "relation", "category"]',
)


def test_people_fill_in_required_lines_that_every_policy_has():
    policy = read_policy(tomllib.loads(EXAMPLE.replace(*LINES_OF_THE_COMPLAINT)), "hotel.toml")
    found = lines(policy, language="en")
    assert "answered" in happened(found)
    assert not [line for line in found if line.what == "is refused"]


@pytest.mark.parametrize("relation", ["owner", "供应商"])
def test_who_complains_may_be_known_from_the_start(relation: str, capsys: pytest.CaptureFixture[str]):
    rule = '[[rule]]\ngroup = "suppliers"\nwhen = [{ relation = ["owner", "供应商"] }]\nthen = { tell = ["owner"] }\n\n'
    policy = hotel(f"{rule}[labels]\n")
    for known, expected in (({"relation": relation}, True), ({"relation": "guest"}, False), ({}, False)):
        told_of = [line for line in lines(policy, fields=known) if line.what == "information" and "owner" in line.who]
        assert bool(told_of) is expected
    assert main(["policy", "simulate", "food-abc", "--set", f"relation={relation}", "--brief", "--days", "1"]) == 0
    assert main(["policy", "simulate", "food-abc", "--set", f"relatoin={relation}"]) == 2
    assert "no field relatoin" in capsys.readouterr().err


@pytest.mark.parametrize("role", ["owner", "desk", "director", "supervisor"])
def test_what_the_policy_leaves_to_a_role_is_given_by_whoever_holds_it(role: str):
    found = lines(hotel(f'[may]\ninvalid = ["{role}"]\n\n[labels]\n'), "invalid", language="en")
    assert letters(found, "explanation")
    assert not [line for line in found if line.what == "is refused"]
