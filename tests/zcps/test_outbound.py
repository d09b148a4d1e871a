"""Asking another server: what is too slow, too large, broken or elsewhere is no answer."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.http_stub import Reply, served
from zcps.outbound import LARGEST_ANSWER, PATIENCE_SECONDS, NoAnswer, ask, json_object


@pytest.fixture
def dripping() -> Iterator[str]:
    """Give the address of a server that promises much and sends a byte at a time."""
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        with listening, listening.accept()[0] as peer:
            peer.recv(1000)
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            try:
                for _ in range(200):
                    peer.sendall(b"x" * 20_000)
                    time.sleep(0.05)
            except OSError:
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    thread.join()


def test_what_is_asked_and_answered_arrives():
    with served(lambda asked: Reply(asked.method.encode() + asked.body)) as address:
        assert ask(address).body == b"GET"
        assert ask(address, b"word").body == b"POSTword"


def test_a_refusal_is_an_answer_and_a_fault_is_none():
    with served(lambda asked: Reply(b"{}", int(asked.path.strip("/")))) as address:
        assert not ask(f"{address}/400").done
        assert ask(f"{address}/400").json() == {}
        for status in (302, 307, 500, 503):
            with pytest.raises(NoAnswer):
                ask(f"{address}/{status}")


def test_a_redirect_is_not_followed():
    asked = []

    def lead_on(what):
        asked.append(what.path)
        return Reply(b"", 302, {"Location": "/elsewhere"})

    with served(lead_on) as address, pytest.raises(NoAnswer):
        ask(f"{address}/here")
    assert asked == ["/here"]


def test_what_is_too_large_is_not_read():
    with served(lambda _: Reply(b"x" * (LARGEST_ANSWER + 1))) as address, pytest.raises(NoAnswer, match="larger"):
        ask(address)


def test_who_says_nothing_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            ask(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.2)
        assert time.monotonic() - began < PATIENCE_SECONDS


def test_who_says_little_at_a_time_is_not_waited_for(dripping):
    with pytest.raises(NoAnswer):
        ask(dripping, seconds=0.2)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://", "http://[::1", "http://a\nb/"]
)
def test_what_is_no_address_of_the_web_is_not_asked(address):
    with pytest.raises(NoAnswer):
        ask(address)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b"[" * 100_000, b'{"a": Infinity}', b'{"a": "\xff"}', b"9" * 5000]
)
def test_what_is_no_object_is_none(body):
    with pytest.raises(NoAnswer):
        json_object(body)
