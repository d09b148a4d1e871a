"""Put the rows of former years under a sheet a year; nobody had been listed, so nobody is listed."""

from django.db import migrations

from zcps import clock


def gather(apps, _):
    old = apps.get_model("employers", "OldPostLine")
    sheets, lines = apps.get_model("employers", "PostTable"), apps.get_model("employers", "PostLine")
    for row in old.objects.order_by("pk"):
        sheet, is_new = sheets.objects.get_or_create(
            employer_id=row.employer_id, year=row.year, defaults={"saved_at": row.confirmed_at or clock.now()}
        )
        if row.confirmed_at and (is_new or sheet.stage == "confirmed"):
            sheet.stage, sheet.confirmed_at, sheet.confirmed_by_id = "confirmed", row.confirmed_at, row.confirmed_by_id
        else:
            sheet.stage, sheet.confirmed_at, sheet.confirmed_by_id = "submitted", None, None
        sheet.save()
        lines.objects.create(
            table=sheet,
            level=row.level,
            approved=row.approved,
            filled=row.filled,
            vacancy=row.approved - row.filled,
            opened=row.opened,
            used_after=row.filled,
        )


class Migration(migrations.Migration):
    dependencies = [("employers", "0003_post_tables_as_the_form")]
    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
