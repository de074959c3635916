-- The tree of agencies, kept by the database itself (docs/decisions/0002).
--
-- People decide parent_id, sort_key and slug. From these agencies_arrange() derives what reads are fast by: tree_id, lft,
-- rght and level, as django-mptt defines them, and the path of the site; and it writes each new path into the ledger of
-- addresses. Triggers call it after every statement that could have put any of them wrong, whoever sent it.

-- Half of each page is left free, and no index entry points to what arranging writes (agency_tree_order is of ranges of
-- pages). Thus PostgreSQL writes the new numbers beside the old ones and touches no index, which halves the time.
ALTER TABLE agencies_agency SET (fillfactor = 45);

-- Its joins are all over the whole tree. Without statistics, as just after a load, the planner would take nested loops for
-- them: 11 seconds instead of 0.04.
CREATE OR REPLACE FUNCTION agencies_arrange() RETURNS bigint LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE
    changed bigint;
    reached bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(20150423);
    PERFORM set_config('agencies.arranging', 'yes', true);

    WITH RECURSIVE ranked AS (
        -- Each agency's place among its siblings, as four bytes that compare like the number.
        SELECT id, parent_id, slug,
               int4send(row_number() OVER (PARTITION BY parent_id ORDER BY sort_key, id)::integer) AS place
        FROM agencies_agency
    ), walk AS (
        SELECT id, 0 AS level, place AS trail, slug::varchar AS path
        FROM ranked WHERE parent_id IS NULL
        UNION ALL
        SELECT r.id, w.level + 1, w.trail || r.place,
               (CASE WHEN w.path = '' THEN r.slug ELSE w.path || '/' || r.slug END)::varchar
        FROM ranked r JOIN walk w ON r.parent_id = w.id
    ), counted AS (
        -- In preorder an agency comes before, in postorder after those below it. With i and j its number in each,
        -- from 1, and l its level: i - 1 brackets opened and i - 1 - l closed before it, so lft = 2i - 1 - l; j - 1
        -- closed and j + l opened before its own closing, so rght = 2j + l.
        SELECT id, level, path, substr(trail, 1, 4) AS root,
               row_number() OVER (PARTITION BY substr(trail, 1, 4) ORDER BY trail) AS i,
               row_number() OVER (PARTITION BY substr(trail, 1, 4) ORDER BY trail || '\xffffffff'::bytea) AS j
        FROM walk
    ), arranged AS (
        SELECT id, path, level, 2 * i - 1 - level AS lft, 2 * j + level AS rght,
               dense_rank() OVER (ORDER BY root) AS tree_id
        FROM counted
    ), written AS (
        UPDATE agencies_agency a
        SET tree_id = n.tree_id, lft = n.lft, rght = n.rght, level = n.level, path = n.path
        FROM arranged n JOIN agencies_agency old ON old.id = n.id
        WHERE a.id = n.id
          AND (old.tree_id, old.lft, old.rght, old.level, old.path)
              IS DISTINCT FROM (n.tree_id, n.lft, n.rght, n.level, n.path)
        RETURNING a.id, a.path, old.path AS old_path
    ), addressed AS (
        INSERT INTO agencies_agencyaddress (path, agency_id, since)
        SELECT path, id, now() FROM written WHERE path <> old_path
        ON CONFLICT (path, agency_id) DO UPDATE SET since = excluded.since
    )
    SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM walk) INTO changed, reached;
    PERFORM set_config('agencies.arranging', 'no', true);

    IF reached < (SELECT count(*) FROM agencies_agency) THEN
        RAISE EXCEPTION 'agencies: an agency would stand below itself'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agency_not_below_itself';
    END IF;
    RETURN changed;
END $$;

CREATE OR REPLACE FUNCTION agencies_lock_tree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(20150423);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION agencies_rearrange() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agencies_arrange();
    RETURN NULL;
END $$;

-- A row whose place changed is noted as it is written, which costs almost nothing for all the others; when the statement
-- ends, the tree is arranged once. agencies_arrange() says that it is at work, so that its own writing is not noted.
CREATE OR REPLACE FUNCTION agencies_note_disorder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('agencies.disorder', 'yes', true);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION agencies_rearrange_if_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('agencies.disorder', true) = 'yes' THEN
        PERFORM set_config('agencies.disorder', 'no', true);
        PERFORM agencies_arrange();
    END IF;
    RETURN NULL;
END $$;

-- The lock comes before the rows are touched, or two writers could wait for each other's rows.
CREATE OR REPLACE TRIGGER agencies_lock_tree BEFORE INSERT OR DELETE OR UPDATE OF parent_id, sort_key, slug
    ON agencies_agency FOR EACH STATEMENT EXECUTE FUNCTION agencies_lock_tree();
CREATE OR REPLACE TRIGGER agencies_rearrange AFTER INSERT OR DELETE
    ON agencies_agency FOR EACH STATEMENT EXECUTE FUNCTION agencies_rearrange();
CREATE OR REPLACE TRIGGER agencies_note_disorder BEFORE UPDATE ON agencies_agency FOR EACH ROW
    WHEN (current_setting('agencies.arranging', true) IS DISTINCT FROM 'yes'
          AND (OLD.parent_id, OLD.sort_key, OLD.slug, OLD.tree_id, OLD.lft, OLD.rght, OLD.level, OLD.path)
              IS DISTINCT FROM (NEW.parent_id, NEW.sort_key, NEW.slug, NEW.tree_id, NEW.lft, NEW.rght, NEW.level, NEW.path))
    EXECUTE FUNCTION agencies_note_disorder();
CREATE OR REPLACE TRIGGER agencies_rearrange_if_noted AFTER UPDATE
    ON agencies_agency FOR EACH STATEMENT EXECUTE FUNCTION agencies_rearrange_if_noted();
