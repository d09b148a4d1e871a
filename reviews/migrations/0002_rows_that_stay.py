"""Rows that stay as they are once they count, for everybody, past Django too."""

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

CREATE FUNCTION approved_calendar_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.stage = 'approved' THEN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'an approved calendar notice is frozen';
        END IF;
        -- Only that the open periods were counted anew is noted afterwards.
        IF (to_jsonb(NEW) - 'recounted_at') IS DISTINCT FROM (to_jsonb(OLD) - 'recounted_at') THEN
            RAISE EXCEPTION 'an approved calendar notice is frozen';
        END IF;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_calendar_is_frozen BEFORE UPDATE OR DELETE ON reviews_calendarnotice
FOR EACH ROW EXECUTE FUNCTION approved_calendar_is_frozen();

CREATE FUNCTION calendar_days_change_in_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reviews_calendarnotice WHERE id IN (NEW.notice_id, OLD.notice_id) AND stage <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the days of a calendar notice change in its draft only';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER calendar_days_change_in_drafts_only BEFORE INSERT OR UPDATE OR DELETE ON reviews_calendarday
FOR EACH ROW EXECUTE FUNCTION calendar_days_change_in_drafts_only();

CREATE FUNCTION what_was_shown_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was shown to the public is kept';
    END IF;
    IF (NEW.shown, NEW.snapshot_id, NEW.application_id, NEW.publicity_id)
        IS DISTINCT FROM (OLD.shown, OLD.snapshot_id, OLD.application_id, OLD.publicity_id) THEN
        RAISE EXCEPTION 'what was shown to the public is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER what_was_shown_is_frozen BEFORE UPDATE OR DELETE ON reviews_publicityentry
FOR EACH ROW EXECUTE FUNCTION what_was_shown_is_frozen();

CREATE FUNCTION a_publicity_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a publicity is kept';
    END IF;
    IF OLD.content_hash <> '' AND NEW.content_hash <> OLD.content_hash THEN
        RAISE EXCEPTION 'the hash of a publicity is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_publicity_is_kept BEFORE UPDATE OR DELETE ON reviews_publicity
FOR EACH ROW EXECUTE FUNCTION a_publicity_is_kept();

CREATE FUNCTION ballots_equal_turnout() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_round bigint := COALESCE(NEW.round_id, OLD.round_id);
BEGIN
    IF (SELECT count(*) FROM reviews_ballot WHERE round_id = of_round)
       <> (SELECT count(*) FROM reviews_turnout WHERE round_id = of_round) THEN
        RAISE EXCEPTION 'ballots and turnout differ' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ballots_equal_turnout AFTER INSERT OR UPDATE OR DELETE ON reviews_ballot
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ballots_equal_turnout();
CREATE CONSTRAINT TRIGGER turnout_equals_ballots AFTER INSERT OR UPDATE OR DELETE ON reviews_turnout
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ballots_equal_turnout();
"""
ALLOW = """
DROP TRIGGER turnout_equals_ballots ON reviews_turnout;
DROP TRIGGER ballots_equal_turnout ON reviews_ballot;
DROP FUNCTION ballots_equal_turnout();
DROP TRIGGER a_publicity_is_kept ON reviews_publicity;
DROP FUNCTION a_publicity_is_kept();
DROP TRIGGER what_was_shown_is_frozen ON reviews_publicityentry;
DROP FUNCTION what_was_shown_is_frozen();
DROP TRIGGER calendar_days_change_in_drafts_only ON reviews_calendarday;
DROP FUNCTION calendar_days_change_in_drafts_only();
DROP TRIGGER approved_calendar_is_frozen ON reviews_calendarnotice;
DROP FUNCTION approved_calendar_is_frozen();
DROP TRIGGER rows_change_in_drafts_only ON reviews_tablerow;
DROP FUNCTION rows_change_in_drafts_only();
DROP TRIGGER published_tables_are_frozen ON reviews_tableedition;
DROP FUNCTION published_tables_are_frozen();
"""


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0006_published_tables_are_frozen"),
        ("reviews", "0015_calendar_notices"),
        ("reviews", "0019_objections_complete"),
        ("reviews", "0020_rounds_rolls_and_minutes"),
    ]

    dependencies = [("reviews", "0001_whole")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
