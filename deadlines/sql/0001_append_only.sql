-- What was done to the calendar stays as it was written, whoever asks.
CREATE OR REPLACE FUNCTION deadlines_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON deadlines_calendarevent
    FOR EACH ROW EXECUTE FUNCTION deadlines_refuse_change();
