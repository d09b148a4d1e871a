"""Whoever closes his account leaves no trace in the history of rows of what they said of him."""

from django.db import migrations

# The rows of the present transaction, found by what their triggers have just written: that they were changed, which of
# their columns, when and by whom stays; from what to what does not.
VEIL = """
CREATE FUNCTION veil_history() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE veiled bigint;
BEGIN
    PERFORM set_config('zcps.forgetting', 'yes', true);
    UPDATE reviews_rowchange h
    SET changes = (SELECT jsonb_object_agg(key, CASE h.operation WHEN 'U' THEN '["***", "***"]'::jsonb
                                                ELSE '"***"'::jsonb END) FROM jsonb_object_keys(h.changes) key)
    FROM (SELECT DISTINCT relation, row FROM reviews_rowchange
          WHERE at >= transaction_timestamp() AND txid = pg_current_xact_id()::text::bigint) own
    WHERE h.relation = own.relation AND h.row = own.row AND h.changes <> '{}';
    GET DIAGNOSTICS veiled = ROW_COUNT;
    PERFORM set_config('zcps.forgetting', '', true);
    RETURN veiled;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_results_stand_in_their_lists")]

    operations = [migrations.RunSQL(VEIL, "DROP FUNCTION veil_history()")]
