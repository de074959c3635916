-- One person published until now: whoever did counts as the one who approved it, and the reason says so.
INSERT INTO news_edition (
    article_id, number, state, saves, title, lead, body, keywords, author, source,
    photo, photo_width, photo_height, photo_alt, photo_caption,
    change_note, hands, begun_by_id, begun_at, saved_by_id, saved_at, returned_reason,
    approved_by_id, approved_at, published_by_id, published_at, urgent_reason
)
SELECT article.id, 1, CASE article.status WHEN 'draft' THEN 'draft' ELSE 'published' END, 1,
       article.title, article.lead, article.body, article.keywords, article.author, article.source,
       article.photo, article.photo_width, article.photo_height, article.photo_alt, article.photo_caption,
       '', ARRAY[article.created_by_id], article.created_by_id, article.created_at,
       article.created_by_id, coalesce(article.corrected_at, article.created_at), '',
       CASE WHEN article.status <> 'draft' THEN coalesce(publisher.by_id, article.created_by_id) END,
       article.published_at,
       CASE WHEN article.status <> 'draft' THEN coalesce(publisher.by_id, article.created_by_id) END,
       article.published_at,
       CASE article.status WHEN 'draft' THEN '' ELSE 'Đăng khi chưa có bước duyệt.' END
FROM news_article article
LEFT JOIN LATERAL (
    SELECT event.by_id FROM news_articleevent event
    WHERE event.article_id = article.id AND event.verb = 'published' ORDER BY event.id LIMIT 1
) publisher ON true;

UPDATE news_article article
SET withdrawn_at = coalesce(last.at, article.corrected_at, article.published_at),
    withdrawn_reason = coalesce(last.reason, '')
FROM news_article same
LEFT JOIN LATERAL (
    SELECT event.at, left(event.details ->> 'reason', 250) AS reason FROM news_articleevent event
    WHERE event.article_id = same.id AND event.verb = 'withdrawn' ORDER BY event.id DESC LIMIT 1
) last ON true
WHERE article.id = same.id AND article.status = 'withdrawn';
