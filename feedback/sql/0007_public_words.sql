-- The words of published cases, kept by the database in the transaction of whoever publishes, words anew or hides.
-- Vietnamese writes syllables apart: "hồ" and "sơ" are common, "hồ sơ" less so. Hence each with the one behind it, too.

CREATE OR REPLACE FUNCTION feedback_syllables(said text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_split_to_array(btrim(regexp_replace(lower(regexp_replace(normalize(translate(
        regexp_replace(said, '[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]', '', 'g'),
        'đĐðÐɖƉ', 'dddddd'), NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g')), ' ');

CREATE OR REPLACE FUNCTION feedback_words(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    WITH syllables AS (SELECT feedback_syllables(said) AS every)
    SELECT array_to_tsvector(ARRAY(
        SELECT left(word, 80) FROM syllables, unnest(every) AS word WHERE word <> ''
        UNION
        SELECT left(every[place] || '_' || every[place + 1], 80) FROM syllables, generate_subscripts(every, 1) AS place
        WHERE place < cardinality(every)
    ))
$$;

CREATE OR REPLACE FUNCTION feedback_keep_public_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'published' THEN
        INSERT INTO feedback_publicwords (feedback_id, words)
        VALUES (NEW.id, feedback_words(NEW.public_title || ' ' || NEW.public_text))
        ON CONFLICT (feedback_id) DO UPDATE SET words = excluded.words;
    ELSE
        DELETE FROM feedback_publicwords WHERE feedback_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER keep_public_words_of_new AFTER INSERT ON feedback_feedback
    FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION feedback_keep_public_words();
CREATE OR REPLACE TRIGGER keep_public_words AFTER UPDATE OF state, public_title, public_text ON feedback_feedback
    FOR EACH ROW WHEN (OLD.state = 'published' OR NEW.state = 'published')
    EXECUTE FUNCTION feedback_keep_public_words();

-- How common each word is, is asked of the statistics (feedback/similar.py): of thousands of words, not of a hundred.
ALTER TABLE feedback_publicwords ALTER COLUMN words SET STATISTICS 500;

INSERT INTO feedback_publicwords (feedback_id, words)
SELECT id, feedback_words(public_title || ' ' || public_text) FROM feedback_feedback WHERE state = 'published'
ON CONFLICT DO NOTHING;
