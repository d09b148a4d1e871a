"""A developer's machine: readable errors, the demo's clock and identity provider, files under var/."""

from zcps.settings.demo import *  # noqa: F403 - settings modules extend one another by star import, as Django does

DEBUG = True
