-- What changes a tally is written down in the transaction of the act itself, whoever changes the row and however.
-- results/counting.py adds it up; acts only ever add rows here, so none waits for another.
CREATE OR REPLACE FUNCTION results_note_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO results_tallychange
            (sign, decider_id, version_id, state, received_at, due_at, finished_at, closed_at, supplemented)
        VALUES (-1, OLD.decider_id, OLD.version_id, OLD.state, OLD.received_at, OLD.due_at, OLD.finished_at,
            OLD.closed_at, OLD.supplemented);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO results_tallychange
            (sign, decider_id, version_id, state, received_at, due_at, finished_at, closed_at, supplemented)
        VALUES (1, NEW.decider_id, NEW.version_id, NEW.state, NEW.received_at, NEW.due_at, NEW.finished_at,
            NEW.closed_at, NEW.supplemented);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER results_note_come_or_gone AFTER INSERT OR DELETE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION results_note_dossier();

CREATE OR REPLACE TRIGGER results_note_changed AFTER UPDATE ON dossiers_dossier
    FOR EACH ROW WHEN (
        (OLD.decider_id, OLD.version_id, OLD.state, OLD.received_at, OLD.due_at, OLD.finished_at, OLD.closed_at,
            OLD.supplemented)
        IS DISTINCT FROM
        (NEW.decider_id, NEW.version_id, NEW.state, NEW.received_at, NEW.due_at, NEW.finished_at, NEW.closed_at,
            NEW.supplemented))
    EXECUTE FUNCTION results_note_dossier();

CREATE OR REPLACE FUNCTION results_note_satisfaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO results_tallychange (sign, decider_id, version_id, overall, said_on)
        SELECT -1, decider_id, version_id, OLD.overall, OLD.said_on FROM dossiers_dossier WHERE id = OLD.dossier_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO results_tallychange (sign, decider_id, version_id, overall, said_on)
        SELECT 1, decider_id, version_id, NEW.overall, NEW.said_on FROM dossiers_dossier WHERE id = NEW.dossier_id;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER results_note_rated AFTER INSERT OR UPDATE OR DELETE ON dossiers_satisfaction
    FOR EACH ROW EXECUTE FUNCTION results_note_satisfaction();

-- Which dossiers pass their limit in these days is the one number that changes by itself: it is counted when asked for.
CREATE INDEX IF NOT EXISTS results_running_by_due ON dossiers_dossier (due_at)
    INCLUDE (decider_id, version_id) WHERE state IN (2, 4);
