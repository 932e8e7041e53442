"""Telephone numbers as people write them, and as they are kept: E.164."""

import phonenumbers

REGION = "CN"  # of numbers written without a country code


def e164(text: str, region: str = REGION) -> str:
    """The first telephone number in `text` as E.164; "" if there is none."""
    match = next(iter(phonenumbers.PhoneNumberMatcher(text, region)), None)
    return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) if match else ""


def takes_texts(number: str) -> bool:
    """Whether a number may take text messages; a landline does not."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return kind != phonenumbers.PhoneNumberType.FIXED_LINE
