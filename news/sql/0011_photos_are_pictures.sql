-- Of each file one picture, whoever shows it. The address of what was ever published is known; where no public article
-- shows it any longer, the file is to move away from there (docs/decisions/0013).
INSERT INTO news_picture (
    agency_id, file, width, height, alt, credit, focus_x, focus_y, uploaded_by_id, uploaded_at,
    widths, attempts, is_known, next_name
)
SELECT DISTINCT ON (had.photo)
       article.origin_id, had.photo, coalesce(had.width, 1), coalesce(had.height, 1), had.alt, '', 50, 50,
       article.created_by_id, article.created_at, '{}', 0,
       bool_or(article.status <> 'draft') OVER same,
       CASE WHEN bool_or(article.status <> 'draft') OVER same
                 AND NOT bool_or(had.public AND article.status = 'published') OVER same
            -- A name nobody can guess, as agencies.pictures.name_of_our_own gives them.
            THEN 'news/' || left(replace(gen_random_uuid()::text, '-', ''), 20) || '.' || split_part(had.photo, '.', -1)
            ELSE '' END
FROM (
    SELECT id AS article_id, former_photo AS photo, photo_width AS width, photo_height AS height, photo_alt AS alt,
           true AS public
    FROM news_article WHERE former_photo <> ''
    UNION ALL
    SELECT article_id, former_photo, photo_width, photo_height, photo_alt, false
    FROM news_edition WHERE former_photo <> ''
) AS had
JOIN news_article article ON article.id = had.article_id
WINDOW same AS (PARTITION BY had.photo)
ORDER BY had.photo, had.public DESC, article.id;

UPDATE news_article SET photo_id = picture.id FROM news_picture picture WHERE picture.file = former_photo;
UPDATE news_edition SET photo_id = picture.id FROM news_picture picture WHERE picture.file = former_photo;

INSERT INTO news_article_pictures (article_id, picture_id)
SELECT id, photo_id FROM news_article WHERE photo_id IS NOT NULL
UNION
SELECT article_id, photo_id FROM news_edition WHERE photo_id IS NOT NULL;
