-- What the public was told stays as it was said: as in 0006, with the photo as a picture, and the attachments.
CREATE OR REPLACE TRIGGER public_edition_stays
    BEFORE UPDATE OF title, lead, body, keywords, author, source, photo_id, photo_alt, photo_caption, attachments,
        change_note, article_id, number ON news_edition
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL AND (
        OLD.title, OLD.lead, OLD.body, OLD.keywords, OLD.author, OLD.source, OLD.photo_id, OLD.photo_alt,
        OLD.photo_caption, OLD.attachments, OLD.change_note, OLD.article_id, OLD.number
    ) IS DISTINCT FROM (
        NEW.title, NEW.lead, NEW.body, NEW.keywords, NEW.author, NEW.source, NEW.photo_id, NEW.photo_alt,
        NEW.photo_caption, NEW.attachments, NEW.change_note, NEW.article_id, NEW.number
    ))
    EXECUTE FUNCTION refuse_to_rewrite();
