"""The password hash of office accounts."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OfficeArgon2(Argon2PasswordHasher):
    """Argon2id at OWASP's setting (19 MiB, two passes, one lane): about 50 ms of one core instead of 235."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
