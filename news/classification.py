"""Forms in which editors say what articles are about, and which stand together."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from agencies.models import Agency, User
from news.actions import EDITORS
from news.models import Article, Category, Topic

# How an article is named on a line: its address on any site, as copied from the browser, or its bare number.
NAMED = re.compile(r"(?:.*/)?(?P<key>[0-9]{1,18})(?:-[a-z0-9-]*)?/?(?:[?#].*)?")


class ArticlesField(forms.CharField):
    """Published articles in an order, one a line: editors copy the addresses of pages that they have before them."""

    widget = forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"})
    known: frozenset[int] = frozenset()  # keys of drafts that stand there already: an article may be put there early

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(article.get_absolute_url() for article in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Article]:  # type: ignore[override]
        """Return the articles. Raises ValidationError that quotes the first line which names none."""
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        keys = [int(found["key"]) if (found := NAMED.fullmatch(line)) else 0 for line in lines]
        known = Article.objects.select_related("origin").in_bulk(keys)
        for line, key in zip(lines, keys, strict=True):
            if key not in known or (known[key].is_draft and key not in self.known):
                raise forms.ValidationError(f"Không có bài đã xuất bản nào ở địa chỉ “{line[:120]}”.")
        return [known[key] for key in dict.fromkeys(keys)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial or []).split() != (data or "").split()


class ClassificationForm(forms.Form):
    """What one article is about."""

    category = forms.ModelChoiceField(
        label="Chuyên mục", queryset=Category.objects.all(), required=False, empty_label="Chưa xếp chuyên mục"
    )
    topics = forms.ModelMultipleChoiceField(
        label="Chuyên đề",
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chuyên đề của cơ quan đăng bài và của cấp trên, nơi bạn là biên tập viên.",
    )
    related = ArticlesField(
        label="Bài liên quan",
        required=False,
        help_text="Mỗi dòng địa chỉ của một bài, theo thứ tự. Sau các bài này, trang tự thêm những bài chung từ khóa.",
    )

    def __init__(self, *args: Any, article: Article, user: User, **kwargs: Any) -> None:
        """Begin with what is said of `article`; offer the topics in the hands of `user` that it may join."""
        super().__init__(*args, **kwargs)
        owners = Agency.objects.entrusted_to(user, EDITORS).order_by()
        higher = [article.origin_id, *Agency.objects.above(article.origin).values_list("pk", flat=True)]
        offered = Topic.objects.filter(owner__in=higher).filter(owner__in=owners.values("pk"))
        self.fields["topics"].queryset = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["topics"]
        self.initial = {
            "category": article.category_id,
            "topics": [place.topic_id for place in article.topic_places.all()],
            "related": [place.related for place in article.advised.select_related("related__origin")],
        }


class TopicForm(forms.ModelForm):
    """One topic, with its articles."""

    in_order = ArticlesField(
        label="Bài trong chuyên đề",
        required=False,
        help_text="Mỗi dòng địa chỉ của một bài, theo thứ tự hiện trên trang. "
        "Bài cũng vào chuyên đề được từ trang “Phân loại” của bài.",
    )

    class Meta:
        model = Topic
        fields = ("owner", "title", "lead", "english_title", "english_lead", "starts_on", "ends_on")
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 4}),
            "english_lead": forms.Textarea(attrs={"rows": 4, "lang": "en"}),
            "english_title": forms.TextInput(attrs={"class": "vTextField", "lang": "en"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the articles of the topic."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            places = self.instance.places.select_related("article__origin")
            self.initial["in_order"] = [place.article for place in places]
            self.fields["in_order"].known = frozenset(place.article_id for place in places)  # type: ignore[attr-defined]
