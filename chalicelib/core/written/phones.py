"""Telephone numbers as people write them, and as they are kept: E.164.

The library that knows every country's is imported with the first number: it is a twentieth of a cold start.
"""

from functools import cache, lru_cache

from chalicelib.core.expressions import expression

REGION = "CN"  # of numbers written without a country code
_NUMBER = expression(r"\+[\d -]{6,20}")
READ = 20_000  # characters in which a number is looked for: each that is none costs its look


def e164(text: str, region: str = "") -> str:
    """The first telephone number in `text`, without its country's code one of the country `region` (as "GB"), as E.164; "" if there is none."""
    import phonenumbers

    match = next(iter(phonenumbers.PhoneNumberMatcher(text[:READ], region or REGION)), None)
    return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) if match else ""


def takes_texts(number: str) -> bool:
    """Whether a number may take text messages; a landline does not."""
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return kind != phonenumbers.PhoneNumberType.FIXED_LINE


def mobile(text: str, region: str) -> str:
    """A number that takes texts, as E.164; "" for any other. `region`: where its writer dials, as "GB"."""
    number = e164(text, region)
    return number if number and takes_texts(number) else ""


def is_given_out(number: str) -> bool:
    """Whether a number in E.164 may be somebody's by its country's plan: its digits and how many they are."""
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=10_000)
def country(number: str) -> str:
    """The country of a number in E.164, as "CN"; "" if it is none."""
    import phonenumbers

    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    code = read.country_code or 0
    return str(phonenumbers.region_code_for_number(read) or phonenumbers.region_code_for_country_code(code))


@cache
def countries(phones: tuple[str, ...]) -> frozenset[str]:
    """The countries of several numbers, each as its owner writes it."""
    return frozenset(country(e164(each)) for each in phones if e164(each))


@lru_cache(maxsize=10_000)
def readable(number: str, home: str = REGION) -> str:
    """A number as people of the country `home` read and dial it, an own one without the country's code; what is none stays as it is."""
    import phonenumbers

    if not _NUMBER.fullmatch(number):
        return number
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(read):
        return number
    short = country(number) == home and phonenumbers.is_valid_number(read)  # in no area the area's 0 is not known
    form = phonenumbers.PhoneNumberFormat.NATIONAL if short else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(read, form))


def is_country(code: str) -> bool:
    """Whether telephone numbers of a country of that code are known."""
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS
