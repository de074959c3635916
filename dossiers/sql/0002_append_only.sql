-- The events of dossiers stay as they were written; the function comes from agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON dossiers_dossierevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
