-- What the public was told stays as it was said.
CREATE OR REPLACE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'edition % of article % is public: write a new one', OLD.number, OLD.article_id
        USING ERRCODE = 'check_violation';
END
$$;

CREATE OR REPLACE TRIGGER public_edition_stays
    BEFORE UPDATE OF title, lead, body, keywords, author, source, photo, photo_alt, photo_caption,
        change_note, article_id, number ON news_edition
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL AND (
        OLD.title, OLD.lead, OLD.body, OLD.keywords, OLD.author, OLD.source, OLD.photo, OLD.photo_alt,
        OLD.photo_caption, OLD.change_note, OLD.article_id, OLD.number
    ) IS DISTINCT FROM (
        NEW.title, NEW.lead, NEW.body, NEW.keywords, NEW.author, NEW.source, NEW.photo, NEW.photo_alt,
        NEW.photo_caption, NEW.change_note, NEW.article_id, NEW.number
    ))
    EXECUTE FUNCTION refuse_to_rewrite();

CREATE OR REPLACE TRIGGER public_edition_is_kept BEFORE DELETE ON news_edition
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_to_rewrite();
