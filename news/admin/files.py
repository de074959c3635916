"""The page “Ảnh và tệp” of an article: its pictures, with credit and focal point, and the documents that it carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import carried_out
from news.actions import EDITORS, add_pictures, attach, describe_picture, list_attachments
from news.filing import AttachForm, PictureForm, UploadForm
from news.handing_out import handed_out
from news.models import Article, Attachment

Act = Callable[[HttpRequest, Article, dict[str, Any]], str]


class WithFiles(ScopedAdmin):
    """Adds pictures and documents to the admin of articles."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/anh-va-tep/", view(self.files_view), name="news_article_files"),
            *super().get_urls(),
        ]

    def files_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """Show what belongs to an article, do what was asked with it, or give out one of its documents."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        if "tep" in request.GET:
            return _document(article, request.GET["tep"])
        told: dict[str, Any] = {}
        if request.method == "POST":
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            done = self._act(request)(request, article, told)
            if done:
                messages.success(request, done)
                return HttpResponseRedirect(reverse("admin:news_article_files", args=[article.pk]))
        return TemplateResponse(request, "admin/news/files.html", self._files_context(request, article, told))

    def _act(self, request: HttpRequest) -> Act:
        acts: dict[str, Act] = {
            "_upload": _upload,
            "_picture": _describe,
            "_attach": _attach,
            "_up": _reorder,
            "_drop": _reorder,
        }
        asked = [act for name, act in acts.items() if name in request.POST]
        if not asked:
            raise Http404
        return asked[0]

    def _files_context(self, request: HttpRequest, article: Article, told: dict[str, Any]) -> dict[str, Any]:
        described = told.get("picture")
        pictures = [
            described if described and described.instance.pk == picture.pk else _picture_form(picture)
            for picture in article.pictures.all()
        ]
        edits = staff(request).holds(EDITORS, article.origin)
        for form in pictures:  # what the public sees already, an author does not change alone
            form.is_open = edits or not form.instance.is_known
        return {
            **self.admin_site.each_context(request),
            "title": "Ảnh và tệp",
            "article": article,
            "opts": self.opts,
            "may_change": self.has_change_permission(request, article),
            "pictures": pictures,
            "attachments": Attachment.objects.listed(article.attachments),
            "seen": article.open_edition.seen if article.open_edition else "",
            "upload": told.get("upload") or UploadForm(),
            "attach": told.get("attach") or AttachForm(),
            "refusal": told.get("refusal"),
        }


def _document(article: Article, key: str) -> HttpResponseBase:
    """Give out a document that some edition of an article carries. Raises Http404 for any other."""
    of_ours = key.isdecimal() and article.editions.filter(attachments__contains=[int(key[:18])]).exists()
    found = Attachment.objects.filter(pk=key).first() if of_ours else None
    if found is None:
        raise Http404("Bài này không có tệp đó.")
    return handed_out(found)


def _picture_form(picture: Any, data: Any = None) -> PictureForm:
    return PictureForm(data, instance=picture, prefix=str(picture.pk), auto_id="id_%s")


def _upload(request: HttpRequest, article: Article, told: dict[str, Any]) -> str:
    form = told["upload"] = UploadForm(request.POST, request.FILES)
    if carried_out(form, lambda: add_pictures(article, form.cleaned_data["photos"], by=staff(request))):
        return "Đã thêm ảnh. Các cỡ ảnh đang được làm; ảnh dùng được ngay."
    return ""


def _describe(request: HttpRequest, article: Article, told: dict[str, Any]) -> str:
    key = request.POST["_picture"]
    picture = article.pictures.filter(pk=key).first() if key.isdecimal() else None
    if picture is None:
        raise Http404
    form = told["picture"] = _picture_form(picture, request.POST)
    words = {name: request.POST.get(f"{key}-{name}", "") for name in ("alt", "credit")}
    if carried_out(form, lambda: describe_picture(picture, by=staff(request), focus=form.focus, **words)):
        return f"Đã lưu thông tin của ảnh số {picture.pk}."
    return ""


def _attach(request: HttpRequest, article: Article, told: dict[str, Any]) -> str:
    form = told["attach"] = AttachForm(request.POST, request.FILES)

    def keep() -> None:
        filled = form.cleaned_data
        attach(article, filled["file"], title=filled["title"], by=staff(request), seen=request.POST.get("seen"))

    return "Đã đính kèm vào bản đang soạn." if carried_out(form, keep) else ""


def _reorder(request: HttpRequest, article: Article, told: dict[str, Any]) -> str:
    """Put a document one place higher, or leave it out, in what is being written."""
    key, keys = request.POST.get("_up") or request.POST.get("_drop", ""), list(article.attachments)
    if not key.isdecimal() or int(key) not in keys:
        raise Http404
    at = keys.index(int(key))
    keys.pop(at)
    if "_up" in request.POST:
        keys.insert(max(0, at - 1), int(key))
    form = told["refusal"] = Form(request.POST)
    if carried_out(form, lambda: list_attachments(article, keys, by=staff(request), seen=request.POST.get("seen"))):
        return "Đã đổi danh sách tệp của bản đang soạn."
    return ""
