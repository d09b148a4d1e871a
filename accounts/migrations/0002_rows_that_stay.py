"""Rows that stay as they are once they count, for everybody, past Django too."""

from django.db import migrations

FORBID = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON accounts_journalentry
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();

CREATE TRIGGER anchors_are_append_only BEFORE UPDATE OR DELETE ON accounts_journalanchor
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
"""
ALLOW = """
DROP TRIGGER anchors_are_append_only ON accounts_journalanchor;
DROP TRIGGER journal_is_append_only ON accounts_journalentry;
DROP FUNCTION journal_is_append_only();
"""


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0002_journal_is_append_only"),
        ("accounts", "0006_journal_anchors"),
    ]

    dependencies = [("accounts", "0001_whole")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
