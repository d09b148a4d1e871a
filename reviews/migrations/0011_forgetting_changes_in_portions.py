"""Changes are forgotten so many at a time, that nobody waits for a retention that has much to do."""

from django.db import migrations

IN_PORTIONS = """
DROP FUNCTION forget_history(timestamptz);
CREATE FUNCTION forget_history(before timestamptz, most bigint DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE gone bigint;
BEGIN
    PERFORM set_config('zcps.forgetting', 'yes', true);
    DELETE FROM reviews_rowchange WHERE number IN (SELECT number FROM reviews_rowchange WHERE at < before LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('zcps.forgetting', '', true);
    RETURN gone;
END $$;
"""
AT_ONCE = """
DROP FUNCTION forget_history(timestamptz, bigint);
CREATE FUNCTION forget_history(before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE gone bigint;
BEGIN
    PERFORM set_config('zcps.forgetting', 'yes', true);
    DELETE FROM reviews_rowchange WHERE at < before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('zcps.forgetting', '', true);
    RETURN gone;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_lists_of_papers_and_no_grants_on_committees")]

    operations = [migrations.RunSQL(IN_PORTIONS, AT_ONCE)]
