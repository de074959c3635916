-- The points of a closed month stay as they were closed; the function comes from agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON results_frozenscore
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Which dossiers came in online is counted by the hour: it is read from here alone.
CREATE INDEX IF NOT EXISTS results_filed_online ON dossiers_dossier (decider_id, received_at)
    INCLUDE (state) WHERE channel = 'national';
