-- What people did to feeds stays as it was written; the function comes from agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON dossiers_feedact
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
