"""A time-stamp authority of our own (RFC 3161 over HTTP), for demonstrations and tests: `manage.py time_stamps`.

It knows nothing of the platform but its clock, has keys of its own, and is reached as a real one is: by its address
(settings.TIME_STAMP_ADDRESS). Its tokens are checked in the tests by `openssl ts`.
"""

import datetime as dt
import secrets
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import algos, cms, tsp, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from zcps.signed.authority import Pair
from zcps.signed.stamp_reply import QUERY, REPLY, Reply

# A policy of nobody's, under the arc for examples.
POLICY = "2.25.304871629475017"
ACCEPTED = {"sha256", "sha384", "sha512"}
_LONGEST_QUERY = 64 * 1024


class StampAuthority:
    """Answers queries for time stamps."""

    def __init__(self, pair: Pair, now: Callable[[], dt.datetime]) -> None:
        """Take the key and the clock."""
        self._key, self._now = pair.key, now
        self._certificate = x509.Certificate.load(pair.certificate.public_bytes(Encoding.DER))

    def answer(self, query: bytes) -> bytes:
        """Return the reply to a query, a refusal where it cannot be read or asks for a digest that is too weak."""
        try:
            asked = tsp.TimeStampReq.load(query, strict=True)
            imprint, nonce = asked["message_imprint"], asked["nonce"].native
            algorithm = imprint["hash_algorithm"]["algorithm"].native
        except ValueError:
            return _refusal("bad_data_format")
        if algorithm not in ACCEPTED:
            return _refusal("bad_alg")
        granted = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": self._token(imprint, nonce)})
        reply: bytes = granted.dump()
        return reply

    def _token(self, imprint: tsp.MessageImprint, nonce: int | None) -> cms.ContentInfo:
        moment = self._now().astimezone(dt.UTC).replace(microsecond=0)
        said = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(120),
            "gen_time": moment,
            "accuracy": {"seconds": 1},
        }
        info = tsp.TSTInfo({**said, **({"nonce": nonce} if nonce is not None else {})}).dump()
        return cms.ContentInfo({"content_type": "signed_data", "content": self._signed(info, moment)})

    def _signed(self, info: bytes, moment: dt.datetime) -> cms.SignedData:
        certificate = self._certificate
        essential = {"certs": [{"cert_hash": sha256(certificate.dump()).digest()}]}
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "signing_time", "values": [cms.Time({"utc_time": moment})]},
                {"type": "message_digest", "values": [sha256(info).digest()]},
                {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2(essential)]},
            ]
        )
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = {
            "version": "v1",
            "sid": {
                "issuer_and_serial_number": {
                    "issuer": certificate.issuer,
                    "serial_number": certificate.serial_number,
                }
            },
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self._key.sign(attributes.dump(), ec.ECDSA(SHA256())),
        }
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [digest],
                "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(info)},
                "certificates": [certificate],
                "signer_infos": [signer],
            }
        )


def _refusal(why: str) -> bytes:
    refused: bytes = Reply({"status": {"status": "rejection", "fail_info": {why}}}).dump()
    return refused


def server(authority: StampAuthority, port: int = 0) -> ThreadingHTTPServer:
    """Return a server on this machine, not yet serving; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            if self.headers.get("Content-Type") != QUERY or not 0 < length <= _LONGEST_QUERY:
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            reply = authority.answer(self.rfile.read(length))
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", REPLY)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            """Say nothing: queries carry digests only."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
