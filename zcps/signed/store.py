"""The key store: a folder outside the database, read by whoever signs and, for its certificates, by whoever verifies.

    keys/
      signing/NAME.p12   keys with their certificates; of those in force the newest signs, all remain known
      published.pem      certificates of the authorities that signatures and time stamps lead to
      signers.pem        the certificates of the keys, former ones too: the authority vouches for strangers as well
      revoked.pem        the authorities' lists of what they have revoked
      authority.p12      only where the keys are of our own making (demonstrations and tests)

In production the folder is mounted for the worker (settings.PAPER_KEYS, PAPER_KEYS_PASSWORD) and filled by whoever
obtains the certificates. The public gets the three PEM files in one: a key signs once its certificate stands in
signers.pem, and what it signed is ours as long as it stands there. `manage.py paper_keys` shows the keys and, where
they are our own, rotates and revokes.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from zcps.signed.authority import Pair, make_list, make_root, make_signer
from zcps.signed.errors import CannotSign

_NAME = 16
LASTING = dt.timedelta(days=3 * 365)


@dataclass(frozen=True)
class SigningKey:
    """One key of the store."""

    pair: Pair
    # The certificates that lead from it to an authority.
    chain: tuple[x509.Certificate, ...]

    @property
    def name(self) -> str:
        """The short name: the beginning of the SHA-256 of the certificate."""
        return name_of(self.pair.certificate)

    @property
    def holder(self) -> str:
        """Whose certificate it is."""
        return common_name(self.pair.certificate.subject)

    @property
    def begins(self) -> dt.datetime:
        """From when the certificate is valid."""
        return self.pair.certificate.not_valid_before_utc

    @property
    def ends(self) -> dt.datetime:
        """Until when the certificate is valid."""
        return self.pair.certificate.not_valid_after_utc


class KeyStore:
    """The folder, read anew each time: a key that was put there or taken away counts at once."""

    def __init__(self, folder: Path, password: str = "") -> None:
        """Name the folder and what its keys are locked with."""
        self.folder, self.password = folder, password

    def keys(self) -> list[SigningKey]:
        """Return every key, the newest first. Raise CannotSign where one cannot be opened."""
        found = [self._read(path) for path in (self.folder / "signing").glob("*.p12")]
        return sorted(found, key=lambda key: key.begins, reverse=True)

    def key_at(self, moment: dt.datetime) -> SigningKey:
        """Return the key that signs at a moment: the newest in force. Raise CannotSign where there is none."""
        keys = self.keys()
        if not keys:
            raise CannotSign("平台没有配置签章密钥，文书暂不出具。请系统管理员配置密钥库，之后系统自动补签。")
        gone, signers = self.revoked(), self.signers()
        in_force = [
            key
            for key in keys
            if key.begins <= moment < key.ends and gone.get(key.pair.certificate.serial_number, moment) >= moment
        ]
        if not in_force:
            raise CannotSign("平台的签章密钥已到期或者已吊销，文书暂不出具。请系统管理员更换密钥，之后系统自动补签。")
        for key in in_force:
            if key.pair.certificate in signers:
                return key
        raise CannotSign("签章证书尚未公布，文书暂不出具。请系统管理员将证书加入 signers.pem，之后系统自动补签。")

    def published(self) -> bytes:
        """Return the certificates that the public verifies with, as PEM."""
        return self._text("published.pem")

    def published_file(self) -> bytes:
        """Return what is published in one file: authorities, the certificates of our keys, what was revoked."""
        files = (self._text(name) for name in ("published.pem", "signers.pem", "revoked.pem"))
        return b"".join(text + b"\n" if text and not text.endswith(b"\n") else text for text in files)

    def roots(self) -> list[x509.Certificate]:
        """Return the authorities that are trusted."""
        pem = self.published()
        return x509.load_pem_x509_certificates(pem) if pem else []

    def signers(self) -> list[x509.Certificate]:
        """Return the certificates of the platform's keys, as they are published."""
        pem = self._text("signers.pem")
        return x509.load_pem_x509_certificates(pem) if pem else []

    def lists(self) -> list[x509.CertificateRevocationList]:
        """Return what the authorities have revoked."""
        return read_lists(self._text("revoked.pem"))

    def revoked(self) -> dict[int, dt.datetime]:
        """Return the serial numbers of revoked certificates with their moments."""
        return {entry.serial_number: entry.revocation_date_utc for each in self.lists() for entry in each}

    def generate(self, name: str, at: dt.datetime, lasting: dt.timedelta = LASTING) -> SigningKey:
        """Make an authority and a first key; refused where there are keys already."""
        if list((self.folder / "signing").glob("*.p12")) or self._authority.exists():
            raise FileExistsError(f"{self.folder} already holds keys")
        self.folder.mkdir(parents=True, exist_ok=True)
        root = make_root(f"{name}根", at)
        self._write(self._authority, root, ())
        self.publish(root.certificate, make_list(root, at, {}))
        return self.rotate(name, at, lasting)

    def rotate(self, name: str, at: dt.datetime, lasting: dt.timedelta = LASTING) -> SigningKey:
        """Make a new key under the store's own authority; it signs from now on."""
        root = self._own_authority()
        return self.keep(make_signer(root, name, at, lasting), root.certificate)

    def keep(self, pair: Pair, *chain: x509.Certificate) -> SigningKey:
        """Put a key into the store."""
        made = SigningKey(pair, chain)
        (self.folder / "signing").mkdir(parents=True, exist_ok=True)
        self.announce(pair.certificate)
        self._write(self.folder / "signing" / f"{made.name}.p12", pair, made.chain)
        return made

    def announce(self, certificate: x509.Certificate) -> None:
        """Publish the certificate of a key, where it is not published yet."""
        if certificate not in self.signers():
            _replace(self.folder / "signers.pem", self._text("signers.pem") + certificate.public_bytes(Encoding.PEM))

    def revoke(self, name: str, at: dt.datetime) -> None:
        """Revoke a key: from now on it signs nothing, and what it signs later is refused."""
        root = self._own_authority()
        serials = {key.name: key.pair.certificate.serial_number for key in self.keys()}
        if name not in serials:
            raise KeyError(name)
        others = [each for each in self.lists() if each.issuer != root.certificate.subject]
        own = [each for each in self.lists() if each.issuer == root.certificate.subject]
        known = {entry.serial_number: entry.revocation_date_utc for each in own for entry in each}
        made = make_list(root, at, {**known, serials[name]: known.get(serials[name], at)})
        _replace(self.folder / "revoked.pem", b"".join(each.public_bytes(Encoding.PEM) for each in [*others, made]))

    def publish(self, root: x509.Certificate, revoked: x509.CertificateRevocationList) -> None:
        """Add an authority to what is published: its certificate, and what it has revoked."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self.folder / "published.pem", self.published() + root.public_bytes(Encoding.PEM))
        lists = b"".join(each.public_bytes(Encoding.PEM) for each in [*self.lists(), revoked])
        _replace(self.folder / "revoked.pem", lists)

    def _text(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    @property
    def _authority(self) -> Path:
        return self.folder / "authority.p12"

    def _own_authority(self) -> Pair:
        if not self._authority.exists():
            raise FileNotFoundError(f"{self.folder} has no authority of its own: its certificates come from elsewhere")
        return self._read(self._authority).pair

    def _read(self, path: Path) -> SigningKey:
        try:
            return _opened(path, path.stat().st_mtime_ns, self.password)
        except (OSError, ValueError) as error:
            raise CannotSign(f"签章密钥文件 {path.name} 无法读取，文书暂不出具。请系统管理员检查密钥库。") from error

    def _write(self, path: Path, pair: Pair, chain: tuple[x509.Certificate, ...]) -> None:
        lock: KeySerializationEncryption = NoEncryption()
        if self.password:
            lock = BestAvailableEncryption(self.password.encode())
        label = name_of(pair.certificate).encode()
        _replace(path, pkcs12.serialize_key_and_certificates(label, pair.key, pair.certificate, chain, lock))


def key_store() -> KeyStore:
    """Return the platform's key store."""
    return KeyStore(Path(settings.PAPER_KEYS), settings.PAPER_KEYS_PASSWORD)


@lru_cache(maxsize=32)
def _opened(path: Path, _changed: int, password: str) -> SigningKey:
    key, certificate, chain = pkcs12.load_key_and_certificates(path.read_bytes(), password.encode() or None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate is None:
        raise ValueError(f"{path} holds no key on an elliptic curve with its certificate")
    return SigningKey(Pair(certificate, key), tuple(chain))


def name_of(certificate: x509.Certificate) -> str:
    """Return the short name of a certificate."""
    return certificate.fingerprint(SHA256()).hex()[:_NAME]


def common_name(name: x509.Name) -> str:
    """Return what somebody is called in a certificate."""
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def read_lists(pem: bytes) -> list[x509.CertificateRevocationList]:
    """Return the lists of revoked certificates in a PEM file."""
    end = b"-----END X509 CRL-----"
    return [x509.load_pem_x509_crl(part + end) for part in pem.split(end) if b"BEGIN X509 CRL" in part]


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner alone."""
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
