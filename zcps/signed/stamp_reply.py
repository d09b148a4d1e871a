"""What a time-stamp authority and whoever asks it say to one another (RFC 3161)."""

from asn1crypto import cms, core, tsp

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
GRANTED = {"granted", "granted_with_mods"}


class Reply(core.Sequence):  # type: ignore[misc]  # the package carries no types
    """A reply as RFC 3161 has it: a refusal carries no token."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]
