-- What happened to cases, and who looked at senders, stays as it was written; the function comes from
-- agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON feedback_feedbackevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON feedback_senderreading
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
