"""Whoever is in a pool already gets the membership that says so; nobody recorded who proposed him."""

from django.db import migrations


def write_memberships(apps, schema_editor):
    expert, membership = apps.get_model("reviews", "Expert"), apps.get_model("reviews", "Membership")
    for one in expert.objects.all():
        if not one.specialties:
            one.specialties = [one.specialty]
            one.save(update_fields=["specialties"])
        stage = "removed" if one.left_on else "admitted"
        for committee in one.committees.all():
            membership.objects.get_or_create(
                expert=one,
                committee=committee,
                defaults={"stage": stage, "term_number": 1, "term_from": one.joined_on},
            )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0021_post_tables_on_paper")]
    operations = [migrations.RunPython(write_memberships, migrations.RunPython.noop)]
