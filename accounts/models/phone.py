"""The phone that shows the one-time codes of an office account."""

from binascii import unhexlify
from typing import Any

from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from zcps.encryption import EncryptedTextField


class Phone(TOTPDevice):  # type: ignore[misc]  # django-otp has no types
    """A second factor whose secret lies sealed: whoever reads it could show the codes of its owner.

    The column that django-otp has for the secret, in clear, stays empty.
    """

    secret = EncryptedTextField("密钥", default=default_key)

    class Meta:
        verbose_name = "手机动态口令"

    @property
    def bin_key(self) -> bytes:
        """The secret, as the codes are made of it."""
        return unhexlify(self.secret)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the secret in the sealed column alone."""
        self.key = ""
        super().save(*args, **kwargs)
