"""What was changed in which row, written down by the database itself: raw SQL and bulk changes are seen as well."""

from django.db import migrations, models

FUNCTIONS = r"""
-- The transaction in which an entry of the journal was written: what else it changed was changed by that act. Numbers of
-- transactions begin anew in another cluster (after a restore), the moment of the beginning tells them apart.
ALTER TABLE accounts_journalentry ADD COLUMN txid bigint, ADD COLUMN begun timestamptz;
ALTER TABLE accounts_journalentry ALTER COLUMN txid SET DEFAULT pg_current_xact_id()::text::bigint,
    ALTER COLUMN begun SET DEFAULT transaction_timestamp();
CREATE INDEX journal_begun ON accounts_journalentry (begun);

CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('zcps.forgetting', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'the history is append-only';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_rowchange
FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

-- Retention: the one way in which changes are forgotten, whole and by age.
CREATE FUNCTION forget_history(before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE gone bigint;
BEGIN
    PERFORM set_config('zcps.forgetting', 'yes', true);
    DELETE FROM reviews_rowchange WHERE at < before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('zcps.forgetting', '', true);
    RETURN gone;
END $$;

-- Write the trigger of one table out of its columns as they are now: comparing columns by name is many times quicker
-- than turning both rows into JSON. One statement leaves one insertion, however many rows it changed. `hidden` columns
-- are recorded without their values, `ignored` ones not at all. Answers whether anything was to be done.
CREATE FUNCTION record_history_of(recorded text, hidden text[], ignored text[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    key text := (SELECT attname FROM pg_attribute JOIN pg_index ON indrelid = attrelid AND attnum = indkey[0]
                 WHERE attrelid = recorded::regclass AND indisprimary);
    named text[] := (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
                     WHERE attrelid = recorded::regclass AND attnum > 0 AND NOT attisdropped
                     AND attgenerated = '' AND attname <> ALL (ignored));
    differing text := (SELECT string_agg(format(
        'CASE WHEN o.%1$I IS DISTINCT FROM n.%1$I THEN %2$L || %3$s END', name, to_json(name)::text || ':',
        CASE WHEN name = ANY (hidden) THEN $t$'["***","***"]'$t$
             ELSE format('jsonb_build_array(o.%1$I, n.%1$I)::text', name) END), ', ') FROM unnest(named) name);
    columns text := 'INSERT INTO reviews_rowchange (relation, row, operation, at, begun, txid, login, program, changes)';
    who text := 'clock_timestamp(), transaction_timestamp(), pg_current_xact_id()::text::bigint, session_user, '
                'left(current_setting(''application_name''), 40)';
    body text := format($f$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        %1$s SELECT %2$L, coalesce(before, after)::text, 'U', %3$s, ('{' || difference || '}')::jsonb
        FROM (SELECT o.%4$I AS before, n.%4$I AS after, concat_ws(',', %5$s) AS difference
              FROM old_rows o FULL JOIN new_rows n ON o.%4$I = n.%4$I) compared WHERE difference <> '';
    ELSIF TG_OP = 'INSERT' THEN
        %1$s SELECT %2$L, n.%4$I::text, 'I', %3$s, '{}' FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        %1$s SELECT %2$L, o.%4$I::text, 'D', %3$s, to_jsonb(o) - %6$L::text[] FROM old_rows o;
    ELSE
        %1$s SELECT %2$L, '', 'T', %3$s, '{}';
    END IF;
    RETURN NULL;
END $f$, columns, recorded, who, key, differing, hidden || ignored);
    made text := md5(body);
    called text := 'history_of_' || recorded;
    already text := (SELECT obj_description(oid, 'pg_proc') FROM pg_proc WHERE proname = called LIMIT 1);
BEGIN
    IF already = made THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L', called, body);
    EXECUTE format('COMMENT ON FUNCTION %I() IS %L', called, made);
    IF already IS NULL THEN
        EXECUTE format('CREATE TRIGGER history_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION %I()', recorded, called);
        EXECUTE format('CREATE TRIGGER history_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows '
                       'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', recorded, called);
        EXECUTE format('CREATE TRIGGER history_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION %I()', recorded, called);
        EXECUTE format('CREATE TRIGGER history_truncated AFTER TRUNCATE ON %I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION %I()', recorded, called);
    END IF;
    RETURN true;
END $$;
"""
BACK = r"""
DO $$ DECLARE each text; BEGIN
    FOR each IN SELECT proname FROM pg_proc WHERE proname LIKE 'history\_of\_%' LOOP
        EXECUTE format('DROP FUNCTION %I() CASCADE', each);
    END LOOP;
END $$;
DROP FUNCTION record_history_of(text, text[], text[]);
DROP FUNCTION forget_history(timestamptz);
DROP FUNCTION history_is_append_only() CASCADE;
ALTER TABLE accounts_journalentry DROP COLUMN txid, DROP COLUMN begun;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0006_paper_stamps_and_case_bundles"), ("accounts", "0002_rows_that_stay")]

    operations = [
        migrations.CreateModel(
            name="RowChange",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("relation", models.CharField(max_length=63)),
                ("row", models.CharField(max_length=40)),
                ("operation", models.CharField(
                    choices=[("I", "新增"), ("U", "修改"), ("D", "删除"), ("T", "清空")], max_length=1
                )),
                ("at", models.DateTimeField()),
                ("begun", models.DateTimeField()),
                ("txid", models.BigIntegerField()),
                ("login", models.CharField(max_length=63)),
                ("program", models.CharField(blank=True, max_length=40)),
                ("changes", models.JSONField()),
            ],
            options={
                "verbose_name": "变更",
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["relation", "row", "number"], name="history_of_row"),
                ],
            },
        ),
        migrations.RunSQL("CREATE INDEX history_at ON reviews_rowchange USING brin (at) WITH (autosummarize = on)", ""),
        migrations.RunSQL("CREATE INDEX history_deleted ON reviews_rowchange (relation) WHERE operation = 'D'", ""),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
