"""The line above which a correspondent is asked to answer; printed in every mail that awaits a reply."""

REPLY_MARKER = "－－－－ 请在此线以上回复 / Please reply above this line －－－－"
