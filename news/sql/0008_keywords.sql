-- The keywords of an article as they are looked up, kept by the database whoever writes the article.

-- A word as it stands in an address: as vietnamese.slugs.slug makes it.
CREATE OR REPLACE FUNCTION news_keyword_slug(word text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN left(btrim(regexp_replace(lower(regexp_replace(normalize(translate(
        regexp_replace(word, '[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]', '', 'g'),
        'đĐðÐɖƉ', 'dddddd'), NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', '-', 'g'), '-'), 60);

CREATE OR REPLACE FUNCTION news_keep_keywords() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM news_articlekeyword WHERE article_id = NEW.id;
    END IF;
    INSERT INTO news_articlekeyword (article_id, slug, word)
    SELECT DISTINCT ON (slug) NEW.id, slug, word
    FROM (SELECT word, news_keyword_slug(word) AS slug FROM unnest(NEW.keywords) AS word) AS words
    WHERE slug <> '';
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER keep_keywords_of_new AFTER INSERT ON news_article
    FOR EACH ROW EXECUTE FUNCTION news_keep_keywords();
CREATE OR REPLACE TRIGGER keep_keywords AFTER UPDATE OF keywords ON news_article
    FOR EACH ROW WHEN (OLD.keywords IS DISTINCT FROM NEW.keywords) EXECUTE FUNCTION news_keep_keywords();

INSERT INTO news_articlekeyword (article_id, slug, word)
SELECT DISTINCT ON (article.id, news_keyword_slug(word)) article.id, news_keyword_slug(word), word
FROM news_article article, unnest(article.keywords) AS word
WHERE news_keyword_slug(word) <> ''
ON CONFLICT DO NOTHING;

-- The events of topics and categories stay as they were written.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON news_topicevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON news_categoryevent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
