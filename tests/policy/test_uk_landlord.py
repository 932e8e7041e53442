"""The landlord's sorting, hazards and working days: what ordinary people write, and the days that are none."""

from datetime import timedelta

import pytest

from chalicelib.core.times.working_time import is_open
from chalicelib.policies import packaged
from tests.policy.judged import decided, judged, sorting
from tests.stories.london import london

POLICY = packaged("uk-landlord")


@pytest.mark.clause("UKL-01", "UKL-02")
def test_what_residents_write_is_sorted_rightly_and_what_is_doubtful_is_the_complaints_teams():
    right, wrong = sorting(POLICY, "uk_landlord_sentences.tsv")
    assert wrong == []
    assert right >= 0.9


@pytest.mark.clause("UKL-01")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could someone come and look at the dripping tap please?", "service_request"),
        ("Could someone come and look at the dripping tap please? I have asked three times.", "complaint"),
        ("I'd like to report a broken window.", "service_request"),
        ("I reported a broken window in May and nothing has been done.", "complaint"),
        ("Thank you to the plumber, he was brilliant.", "praise"),
        ("Thank you to the plumber, but the tap is still dripping.", "complaint"),
    ],
)
def test_a_request_is_none_any_more_once_somebody_is_dissatisfied_with_how_it_is_dealt_with(text: str, kind: str):
    assert judged(POLICY, text).kind == kind


@pytest.mark.clause("UKL-12")
@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Mould on the wall, nobody came.", "significant"),
        ("Mould on the wall, nobody came, and we have a baby.", "emergency"),
        ("My asthma is worse with this damp, nobody came.", "emergency"),
        ("There are bare wires by the sink and nobody came.", "emergency"),
        ("No heating for a week, nobody came.", "emergency"),
        ("The kitchen drawer is loose, nobody came.", "standard"),
    ],
)
def test_a_hazard_is_graded_by_what_it_is_and_by_who_lives_with_it(text: str, severity: str):
    assert judged(POLICY, text).severity == severity


@pytest.mark.clause("UKL-12")
def test_an_emergency_hazard_reaches_the_lead_and_the_director_by_mail_and_text_and_the_resident_reads_what_we_do():
    found = decided(POLICY, "Black mould all over and we have a newborn, nobody came.")
    told = {(m.to.role, m.channel, m.name) for m in found.messages}
    assert {(r, c, "receipt_request") for r in ("hazards_lead", "director") for c in ("mail", "sms")} <= told
    assert ("customer", "mail", "hazard_letter") in told
    quiet = decided(POLICY, "The grass has not been cut all summer.")
    assert {m.to.role for m in quiet.messages} & {"hazards_lead", "director"} == set()


# Bank holidays in England, as gov.uk lists them.
BANK_HOLIDAYS = {
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.clause("UKL-16")
@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_weekdays_without_work_are_englands_bank_holidays_and_no_others(year: int):
    calendar = POLICY.calendar("office")
    noons = (london(f"{year}-01-01 12:00") + timedelta(n) for n in range(365))
    free = [f"{noon:%m-%d}" for noon in noons if noon.weekday() < 5 and not is_open(noon, calendar)]
    assert free == BANK_HOLIDAYS[year]


@pytest.mark.clause("UKL-16")
@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-07-01 08:59", False),
        ("2026-07-01 09:00", True),
        ("2026-07-01 16:59", True),
        ("2026-07-01 17:00", False),
        ("2026-12-01 09:00", True),
    ],
)
def test_the_office_opens_by_londons_clocks_in_summer_and_in_winter(moment: str, open_: bool):
    assert is_open(london(moment), POLICY.calendar("office")) == open_
