"""The documents of articles: given to whoever may read the article, to save and never to run in a page of ours."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from news.handing_out import handed_out
from news.models import Article, Attachment
from news.preview import PreviewOverError, previewed


@require_safe
def attachment(request: HttpRequest, article: int, pk: int, leaf: str) -> HttpResponseBase:
    """Give out a document that a public article has now; of any other there is none."""
    listed = Article.objects.published().filter(pk=article, attachments__contains=[pk])
    found = Attachment.objects.filter(pk=pk).first() if listed.exists() else None
    if found is None:
        raise Http404("Bài này không có tệp đó.")
    return handed_out(found)


@require_safe
def previewed_attachment(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """Give out a document of what is not public yet, to whoever was given the link to its preview."""
    try:
        edition, _site = previewed(token)
    except (PreviewOverError, LookupError) as error:
        raise Http404("Không có bản xem trước này.") from error
    found = Attachment.objects.filter(pk=pk).first() if pk in edition.attachments else None
    if found is None:
        raise Http404("Bản này không có tệp đó.")
    return handed_out(found)
