"""Every component in one library: `{% load components %}`. docs/components.md lists them with an example each."""

from django import template

from zcps.templatetags import cases, chinese, filling, frame, masking, status, worklists

register = template.Library()

for _part in (cases, chinese, filling, frame, masking, status, worklists):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
