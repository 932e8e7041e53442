"""What things are called, where one word names several of them."""

from chalicelib.core.labels import clock_name, label, value_name
from tests.core.handling.playing import office

VISIT = '[[clock]]\nname = "visit"\nfrom = "answered"\nuntil = "visited"\nwithin = "2 days"\nrungs = [{ at = "due", tell = ["desk"] }]'


def test_a_time_limit_called_visit_is_the_return_visit_and_the_channel_is_not():
    policy = office(VISIT)
    assert (label("visit", policy, "zh-CN"), clock_name("visit", policy, "en")) == ("回访", "return visit")
    assert value_name("visit", policy, "zh-CN") == "来访"
