"""What a thousand complaints cost in AWS: observed calls times list prices. Prices are assumptions, dated, in US dollars.

A complaint is played whole in the sandbox: mail in, acknowledgement, slip, reminder, answer, survey, and its share of reports.
"""

from bench.observed import Observed, observing
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, survey_link

# List prices, region N. Virginia, on demand, without free tiers, as published in 2025. Others differ by some tens of per cent.
PRICES = {
    "function runs": 0.20e-6 + 0.4 * 0.5 * 0.0000133334,  # 0.4 s at 512 MB on arm64
    "dynamodb write units": 0.625e-6,
    "dynamodb read units": 0.125e-6,
    "s3 get": 0.4e-6,
    "s3 put": 5e-6,
    "sqs requests": 0.4e-6,
    "sns messages": 0.5e-6,
    "mails out": 0.1e-3,
    "mails in": 0.1e-3,
    "texts out": 0.0,  # by country and part: see the note
}
TICKS_A_MONTH = 30 * 24 * 60
MONTHLY = {
    "ticks (function runs)": TICKS_A_MONTH * (0.20e-6 + 0.1 * 0.5 * 0.0000133334),
    "ticks (two queries each)": 2 * TICKS_A_MONTH * PRICES["dynamodb read units"],
    "one KMS key": 1.0,
    "about 40 alarms": 40 * 0.10,
    "about 16 metrics": 16 * 0.30,
    "one dashboard": 3.0,
}
MAILS_IN = 2  # the customer's and the handler's


def life() -> Observed:
    """One complaint's whole life; what is started only once (settings, policy, keys) is read before."""
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box, sender="first@qq.com")
        box.tick()
        with observing() as observed:
            complain(box)
            box.wind(to="2026-03-04T08:45+08:00")  # a reminder, morning lists
            box.email(reply(last(box, HANDLER, "请办理："), ANSWER, sender=HANDLER))
            box.post(survey_link(last(box, CUSTOMER)), {"score": "4"})
            box.wind(minutes=2)
    observed.units["mails in"] = MAILS_IN
    return observed


def table(observed: Observed) -> list[tuple[str, int, float]]:
    """Unit, how many for one complaint, dollars for a thousand complaints."""
    return [(name, observed.units[name], 1_000 * observed.units[name] * price) for name, price in PRICES.items()]


def in_a_month(complaints: int, observed: Observed) -> float:
    """Dollars of a month in which so many complaints come in."""
    return complaints / 1_000 * sum(dollars for _, _, dollars in table(observed)) + sum(MONTHLY.values())


def main() -> None:
    """Prints both tables, and what a month with many complaints costs."""
    observed = life()
    rows = table(observed)
    print(f"{'for one complaint':28}{'number':>8}{'US$ for 1,000':>16}")
    for name, number, dollars in rows:
        print(f"{name:28}{number:8}{dollars:16.4f}")
    print(f"{'together':28}{'':8}{sum(dollars for _, _, dollars in rows):16.4f}\n")
    print(f"{'each month, whatever comes in':44}US$")
    for name, dollars in MONTHLY.items():
        print(f"{name:36}{dollars:11.2f}")
    print(f"{'together':36}{sum(MONTHLY.values()):11.2f}")
    print(f"{'a million complaints a month':36}{in_a_month(1_000_000, observed):11.2f}")


if __name__ == "__main__":
    main()
