"""What a deployment sets: names of tables, bucket and queue, addresses. Read from the environment in app.py only."""

from collections.abc import Mapping

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One stack's settings. `sms_channel`: "sns" (SNS publish) or "eum" (End User Messaging), whose reports come by `sms_configuration_set`. `shards`: partitions of the due index.

    `key_uses`: the uses whose signing keys this function holds (`tokens.USES`), by blanks. `policy`: "s3:" for the one published to the bucket, the only one that a deployed stack knows. `rehearsal` (the sandbox alone): it may be a
    file's or a shipped one's name, and sample addresses are written to. `retention`: "tell" only counts what was closed more than `retention_days` ago, "erase" takes its people away.
    """

    complaints_table: str
    history_table: str
    outbox_table: str
    inbound_table: str
    keys_table: str
    mail_bucket: str
    witness_bucket: str
    due_queue_url: str
    secret_name: str
    key_uses: str
    complaint_address: str
    sms_number: str
    sender_address: str
    web_base_url: str
    policy: str = "s3:"
    rehearsal: bool = False
    configuration_set: str = ""
    mail_region: str = "us-east-1"
    sms_channel: str = "sns"
    sms_configuration_set: str = ""
    shards: int = 1
    retention: str = "tell"
    retention_days: int = 1096


class SettingsError(Exception):
    """The environment lacks what the stack needs; the text names the variable."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from variables of the same names in capitals; SettingsError names what is missing or wrong."""
    values = {
        f.name: environment[f.name.upper()] for f in msgspec.structs.fields(Settings) if f.name.upper() in environment
    }
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"environment: {error}") from error
