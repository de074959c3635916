-- What was done to formulas stays as it was written; the function comes from agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON results_indexruleevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
