"""What the law needs to know of a person, read from the profile and the verified records."""

from applicants.facts.breakthrough import contests
from applicants.facts.person import person_facts

__all__ = ["contests", "person_facts"]
