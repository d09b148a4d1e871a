"""Waiting for what pyHanko does asynchronously, wherever we are asked."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_T = TypeVar("_T")


def awaited(work: Coroutine[Any, Any, _T]) -> _T:
    """Return the result. In a thread of its own: the caller's may have a loop that runs already."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
