"""What is published stays as it is, and what is submitted waits unchanged: for everybody, past Django too."""

from django.db import migrations

FORBID = """
CREATE FUNCTION published_tables_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.stage = 'published' THEN
        RAISE EXCEPTION 'a published edition of a table is frozen';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER published_tables_are_frozen BEFORE UPDATE OR DELETE ON reviews_tableedition
FOR EACH ROW EXECUTE FUNCTION published_tables_are_frozen();

CREATE FUNCTION rows_change_in_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reviews_tableedition WHERE id IN (NEW.edition_id, OLD.edition_id) AND stage <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the rows of a table change in its draft only';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER rows_change_in_drafts_only BEFORE INSERT OR UPDATE OR DELETE ON reviews_tablerow
FOR EACH ROW EXECUTE FUNCTION rows_change_in_drafts_only();
"""
ALLOW = """
DROP TRIGGER rows_change_in_drafts_only ON reviews_tablerow;
DROP FUNCTION rows_change_in_drafts_only();
DROP TRIGGER published_tables_are_frozen ON reviews_tableedition;
DROP FUNCTION published_tables_are_frozen();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = (("reviews", "0005_tables_of_the_notices"),)
    operations = (migrations.RunSQL(FORBID, ALLOW),)
