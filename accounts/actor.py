"""Who acts, in which capacity, for which office. A person with several capacities wears one hat at a time."""

from dataclasses import dataclass, field

from accounts.enums import Role
from accounts.models import Agency, User


@dataclass(frozen=True)
class Actor:
    """The one who looks or acts. `user` is None for the public and for the clock."""

    role: Role
    user: User | None = None
    agency: Agency | None = None
    # The name of whoever acts without an account: a partner's system.
    called: str = ""
    # Whether the one behind a session showed lately that it is he (accounts.services.proof); without a session, always.
    is_proven: bool = field(default=True, compare=False)

    @property
    def agency_id(self) -> int | None:
        """The agency acted for, if any."""
        return self.agency.pk if self.agency else None

    @property
    def key(self) -> str:
        """What the session remembers of the hat."""
        return f"{self.role}:{self.agency_id or ''}"

    @property
    def label(self) -> str:
        """How the actor is named in the journal and on screens."""
        if self.user is None:
            return self.called or self.role.label
        if self.agency:
            return f"{self.agency.name}（{self.user.name}）"
        if self.role == Role.EMPLOYER:
            return f"{self.user.legal_name}（{self.user.name}）"
        return self.user.name

    @property
    def hat_label(self) -> str:
        """The capacity alone, as the role switch shows it."""
        if self.agency:
            return self.agency.name
        if self.role == Role.EMPLOYER and self.user:
            return self.user.legal_name
        return self.role.label


PUBLIC = Actor(Role.PUBLIC)
CLOCK = Actor(Role.CLOCK)
