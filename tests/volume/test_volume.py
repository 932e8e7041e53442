"""The scenarios of `bench.pour` and `bench.storm`, small: there they run with thousands, by hand."""

from bench.pour import poured
from bench.storm import storm


def test_mails_poured_in_twice_while_processes_die_are_each_one_matter():
    figures = poured(8, seed=7, one_in=20)
    assert figures["faults"] == []
    assert isinstance(figures["processes killed"], int)
    assert figures["processes killed"] > 3


def test_a_storm_beyond_the_sending_rate_is_told_whole_in_order_and_newcomers_are_answered():
    figures = storm(9, rate=16, new_mails=1)
    assert figures["faults"] == []
    assert figures["refused by SES's rate"]
    assert str(figures["longest wait for an acknowledgement"]) <= "0:02:00"
    assert figures["lists to the director"] == 1
