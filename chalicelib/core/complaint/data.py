"""What every stored value is made of."""

import msgspec


class Data(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of stored values: defaults are left out of what is stored, so that records stay small."""
