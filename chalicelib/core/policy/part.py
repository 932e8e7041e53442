"""What a policy's file is made of."""

import msgspec


class Part(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from", "for_": "for"}
):
    """Base of a policy's parts: an unknown key is an error."""
