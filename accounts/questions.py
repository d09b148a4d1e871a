"""How many questions an answer costs: that there is nothing costs the same whether something is hidden or not there.

Some rules ask more of one row than of another: the kind of a paper says who may read it, a case at a leg of several
bodies has their signatures looked up. Whoever counts or times answers would tell by that what is hidden from him. Where
a view says what such an answer `costs`, the database is asked in vain until it has cost so much.
"""

from contextlib import ExitStack
from typing import Any, Self

from django.db import connection

from accounts.models import User

# More than any rule about a case or a paper asks before it refuses.
DEARLY = 16


class Questions:
    """Counts what is asked of the database while it is open."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.asked, self._open = 0, ExitStack()

    def __enter__(self) -> Self:
        """Count from here."""
        self._open.enter_context(connection.execute_wrapper(self._counted))
        return self

    def __exit__(self, *_: object) -> None:
        """Count no more."""
        self._open.close()

    def fill(self, costs: int) -> None:
        """Ask in vain until so much has been asked; the row that is asked for is never there."""
        while self.asked < costs:
            User.objects.filter(pk=0).exists()

    def _counted(self, execute: Any, *asked: Any) -> Any:
        self.asked += 1
        return execute(*asked)
