-- Bodies were plain text, paragraphs between empty lines; now they are HTML, as markup.from_plain makes it.
CREATE FUNCTION pg_temp.as_rich_text(plain text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg('<p>' || replace(told, E'\n', '<br>') || '</p>', '' ORDER BY place), plain)
    FROM (
        SELECT place, btrim(regexp_replace(paragraph, E' *\n *', E'\n', 'g'), E' \n') AS told
        FROM regexp_split_to_table(
            regexp_replace(
                regexp_replace(
                    replace(replace(replace(replace(replace(normalize(plain, NFC),
                        E'\r\n', E'\n'), E'\r', E'\n'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),
                    '[\u0001-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]', '', 'g'
                ),
                '[\t\u000b\u000c\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'
            ),
            E'\n *\n[ \n]*'
        ) WITH ORDINALITY AS parts (paragraph, place)
    ) paragraphs
    WHERE told <> ''
$$;

UPDATE news_article SET body = pg_temp.as_rich_text(body);
UPDATE news_articletranslation SET body = pg_temp.as_rich_text(body);

-- A table whose rows have still to be checked cannot be altered.
SET CONSTRAINTS ALL IMMEDIATE;

-- What was published says the same as before: this once its writing, not its words, is another.
ALTER TABLE news_edition DISABLE TRIGGER public_edition_stays;
UPDATE news_edition SET body = pg_temp.as_rich_text(body);
ALTER TABLE news_edition ENABLE TRIGGER public_edition_stays;
SET CONSTRAINTS ALL DEFERRED;

DROP FUNCTION pg_temp.as_rich_text(text);
