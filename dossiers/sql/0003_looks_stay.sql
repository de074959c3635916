-- Who looked at an applicant's data stays written; the function comes from agencies/sql/0002_append_only.sql.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON dossiers_applicantlook
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- The dates that corrections of the calendar changed are listed by the correction.
CREATE INDEX dossier_event_reckoned ON dossiers_dossierevent ((details -> 'recount'), id) WHERE verb = 'reckoned';
