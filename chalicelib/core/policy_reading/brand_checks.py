"""How an organisation's mails and pages look: colours that can be read, a logo that mail programs show, no empty line below a letter."""

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.value_checks import check_languages
from chalicelib.core.written import colours

LONGEST_LINE = 80
_PICTURE = expression(r"https://[a-z0-9.-]+\.[a-z]{2,}/[!#-&(-;=?-~]{1,300}\.(?:png|jpe?g|gif)")


def check_brand(policy: Policy, reading: Reading) -> None:
    """The colour, the logo, the signature."""
    brand, refuse = policy.brand, reading.refuse
    if not colours.COLOUR.fullmatch(brand.colour):
        refuse("brand.colour", f'"{brand.colour}" is not a colour such as "#1f4e79", in small letters')
    elif not colours.can_be_read(brand.colour):
        apart = colours.contrast(brand.colour, colours.PALE)
        refuse(
            "brand.colour",
            f'"{brand.colour}" is too light to be read on a pale ground ({apart:.1f} to 1, where 4.5 is wanted); "{colours.darker(brand.colour)}" can be',
        )
    if brand.logo and not _PICTURE.fullmatch(brand.logo):
        refuse(
            "brand.logo", f'"{brand.logo}" is no https:// address of a .png, .jpg or .gif, which all mail programs show'
        )
    check_languages(brand.signature, "brand.signature", reading)
    for language, lines in brand.signature.items():
        for i, line in enumerate(lines):
            if not line.strip() or len(line) > LONGEST_LINE:
                refuse(f"brand.signature.{language}[{i}]", f"is empty or has more than {LONGEST_LINE} signs")
