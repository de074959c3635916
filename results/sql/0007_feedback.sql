-- Which agencies' reports and proposals have changed is written down in the transaction of the act itself.
-- results/feedback/counting.py counts those agencies anew; acts only ever add rows here, so none waits for another.
CREATE OR REPLACE FUNCTION results_note_feedback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO results_feedbackchange (agency_id) VALUES (OLD.holder_id);
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.holder_id <> OLD.holder_id THEN
        INSERT INTO results_feedbackchange (agency_id) VALUES (NEW.holder_id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER results_note_come_or_gone AFTER INSERT OR DELETE ON feedback_feedback
    FOR EACH ROW EXECUTE FUNCTION results_note_feedback();

CREATE OR REPLACE TRIGGER results_note_changed AFTER UPDATE ON feedback_feedback
    FOR EACH ROW WHEN (
        (OLD.holder_id, OLD.state, OLD.received_at, OLD.due_at, OLD.was_due_at, OLD.answered_at, OLD.on_time)
        IS DISTINCT FROM
        (NEW.holder_id, NEW.state, NEW.received_at, NEW.due_at, NEW.was_due_at, NEW.answered_at, NEW.on_time))
    EXECUTE FUNCTION results_note_feedback();

CREATE OR REPLACE FUNCTION results_note_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO results_feedbackchange (agency_id) VALUES (OLD.agency_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO results_feedbackchange (agency_id) VALUES (NEW.agency_id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER results_note_held AFTER UPDATE OR DELETE ON feedback_holding
    FOR EACH ROW EXECUTE FUNCTION results_note_holding();

CREATE OR REPLACE FUNCTION results_note_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO results_feedbackchange (agency_id)
    SELECT agency_id FROM feedback_answer
    WHERE id IN (CASE WHEN TG_OP = 'DELETE' THEN OLD.answer_id ELSE NEW.answer_id END);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER results_note_said AFTER INSERT OR UPDATE OR DELETE ON feedback_verdict
    FOR EACH ROW EXECUTE FUNCTION results_note_verdict();
