"""The two ciphers that seal: AES-256-GCM, and SM4-GCM where the state's own algorithms are asked for."""

from collections.abc import Callable
from typing import Protocol

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_TAG = 16


class Sealing(Protocol):
    """A cipher under one key: what it seals opens only unchanged and with the same bound data."""

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """Return ciphertext and tag."""

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """Return the clear text, or raise InvalidTag."""


class Sm4Gcm:
    """SM4 (GB/T 32907) in GCM; the tag stands behind the ciphertext, as AESGCM puts it."""

    def __init__(self, key: bytes) -> None:
        """Take a key of 16 bytes."""
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """Return ciphertext and tag."""
        sealing = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(bound)
        return sealing.update(data) + sealing.finalize() + sealing.tag

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """Return the clear text, or raise InvalidTag."""
        opening = Cipher(self._cipher, modes.GCM(nonce, data[-_TAG:])).decryptor()
        opening.authenticate_additional_data(bound)
        return opening.update(data[:-_TAG]) + opening.finalize()


# By the name in the envelope and in settings.FIELD_CIPHER: how long its key is, and how it is made from one.
CIPHERS: dict[str, tuple[int, Callable[[bytes], Sealing]]] = {"aes": (32, AESGCM), "sm4": (16, Sm4Gcm)}
