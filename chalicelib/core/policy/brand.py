"""How an organisation's mails and pages look."""

from chalicelib.core.policy.part import Part


class Brand(Part, frozen=True, kw_only=True):
    """Its `colour` (#rrggbb), its `logo` (a picture at an https address) and the lines that end its letters, by language."""

    colour: str = "#1f4e79"
    logo: str = ""
    signature: dict[str, tuple[str, ...]] = {}
