"""The journal is append-only for everybody, past Django too."""

from django.db import migrations

FORBID = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON accounts_journalentry
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
"""
ALLOW = """
DROP TRIGGER journal_is_append_only ON accounts_journalentry;
DROP FUNCTION journal_is_append_only();
"""


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = (("accounts", "0001_initial"),)
    operations = (migrations.RunSQL(FORBID, ALLOW),)
