"""What an agency says of itself on its site: introduction, contacts, who answers for the site, accent and picture.

The foot of every page names the owner of the site, the person who answers for it, address, telephone and e-mail
(TT 32/2017/TT-BTTTT art. 16–18). An agency introduces itself (NĐ 224/2026/NĐ-CP art. 9(1)(b) and (c)), names the other
channels that it answers on (art. 10(2) and (3)), and brings all of it up to date at once when it changes (art. 9(3)).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agencies.models.agency import Agency
from agencies.words import Words
from uploads.pictures import check_picture, name_of_our_own

VIETNAMESE = "vi"
MOST_LINKS = 8


class Accent(models.TextChoices):
    """The colours that a site may choose for its head; each stands in the style sheets, with contrast enough."""

    RED = "red", "đỏ"
    BLUE = "blue", "xanh lam"
    GREEN = "green", "xanh lục"
    PURPLE = "purple", "tím"
    BROWN = "brown", "nâu"
    SLATE = "slate", "xanh đen"


def picture_path(profile: AgencyProfile, filename: str) -> str:
    """Return where the picture of a site is stored."""
    return name_of_our_own("agencies", filename)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the imprint: what it is, what it says, and where it leads, if anywhere."""

    label: str
    words: Words
    address: str = ""


class AgencyProfileQuerySet(models.QuerySet["AgencyProfile"]):
    """Which profiles, and what is read with them."""

    def with_texts(self) -> Self:
        """Read the texts in all languages too: one query more, however many profiles."""
        return self.prefetch_related("texts")


class AgencyProfile(models.Model):
    """What the site of an agency shows of it in every language."""

    agency = models.OneToOneField(
        Agency, models.PROTECT, primary_key=True, related_name="profile", verbose_name="cơ quan"
    )
    accent = models.CharField("màu nhấn", max_length=10, choices=Accent, default=Accent.RED)
    picture = models.ImageField(
        "ảnh đầu trang",
        upload_to=picture_path,
        blank=True,
        width_field="picture_width",
        height_field="picture_height",
        validators=[check_picture],
        help_text="JPEG, PNG hoặc WebP, tối đa 10 MB; được thu về không quá 1600 × 600 điểm ảnh.",
    )
    picture_width = models.PositiveIntegerField(null=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, editable=False)
    picture_alt = models.CharField(
        "mô tả ảnh", max_length=250, blank=True, help_text="Người không nhìn thấy ảnh sẽ được nghe câu này."
    )
    phone = models.CharField(
        "điện thoại",
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[+(]?[0-9][0-9 .()-]{2,}$", "Chỉ ghi một số, ví dụ: 024 3825 0000.")],
    )
    email = models.EmailField("thư điện tử", blank=True)
    links = ArrayField(
        models.URLField(max_length=200, validators=[URLValidator(schemes=["http", "https"])]),
        verbose_name="kênh thông tin khác",
        size=MOST_LINKS,
        default=list,
        blank=True,
        help_text="Mạng xã hội, ứng dụng… do cơ quan quản lý. Mỗi dòng một địa chỉ, bắt đầu bằng https://.",
    )
    changed_at = models.DateTimeField("sửa lần cuối lúc", auto_now=True)

    objects = AgencyProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "giới thiệu cơ quan"
        verbose_name_plural = "giới thiệu cơ quan"
        constraints = [
            models.CheckConstraint(
                condition=Q(picture="") | Q(picture_alt__regex=r"\S"), name="profile_picture_with_words"
            ),
            models.CheckConstraint(condition=Q(accent__in=Accent.values), name="profile_accent_of_ours"),
        ]

    def __str__(self) -> str:
        return f"Giới thiệu {self.agency}"

    def clean(self) -> None:
        """Refuse a picture that some readers would not perceive."""
        if self.picture and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": "Hãy mô tả ảnh bằng một câu, cho người không nhìn thấy ảnh."})

    @cached_property
    def by_language(self) -> dict[str, AgencyProfileText]:
        """The texts that there are, by language."""
        return {text.language: text for text in self.texts.all()}

    def words(self, field: str, language: str) -> Words:
        """Return the text `field` in `language`, or else in Vietnamese, or else nothing."""
        for asked in (language, VIETNAMESE):
            if text := getattr(self.by_language.get(asked), field, ""):
                return Words(text, asked, reader=language)
        return Words("", language, reader=language)

    def picture_words(self, language: str) -> Words:
        """Return what the picture shows."""
        told = getattr(self.by_language.get(language), "picture_alt", "")
        return Words(told or self.picture_alt, language if told else VIETNAMESE, reader=language)

    def imprint(self, language: str) -> list[Fact]:
        """Return who owns the site, who answers for it and how to reach them, in the order in which that is read.

        Source: TT 32/2017/TT-BTTTT art. 16–18; the other channels: NĐ 224/2026/NĐ-CP art. 10(2), (3).
        """

        def plain(text: str) -> Words:
            return Words(text, language, reader=language)

        facts = [
            Fact(_("Cơ quan chủ quản"), self.words("owner", language)),
            Fact(_("Người chịu trách nhiệm"), self.words("responsible", language)),
            Fact(_("Địa chỉ"), self.words("address", language)),
            Fact(_("Giờ làm việc"), self.words("hours", language)),
            Fact(_("Điện thoại"), plain(self.phone), "tel:" + re.sub(r"[^+0-9]", "", self.phone)),
            Fact(_("Thư điện tử"), plain(self.email), f"mailto:{self.email}"),
            *(Fact(_("Kênh thông tin khác"), plain(shown_address(link)), link) for link in self.links),
        ]
        return [fact for fact in facts if fact.words]


def shown_address(link: str) -> str:
    """Return an address as people read it: "facebook.com/hanoi" of "https://www.facebook.com/hanoi/"."""
    parts = urlsplit(link)
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")


class AgencyProfileText(models.Model):
    """What the site of an agency says of it in one language."""

    profile = models.ForeignKey(
        AgencyProfile, models.CASCADE, db_index=False, related_name="texts", verbose_name="giới thiệu"
    )
    language = models.CharField("ngôn ngữ", max_length=5, choices=settings.LANGUAGES)
    name = models.CharField("tên đầy đủ", max_length=250, blank=True)
    short_name = models.CharField("tên gọi", max_length=150, blank=True)
    introduction = models.TextField(
        "giới thiệu", max_length=20_000, blank=True, help_text="Cách đoạn bằng một dòng trống."
    )
    owner = models.CharField("cơ quan chủ quản", max_length=250, blank=True)
    responsible = models.CharField(
        "người chịu trách nhiệm", max_length=250, blank=True, help_text="Họ tên và chức vụ của người phụ trách trang."
    )
    address = models.CharField("địa chỉ", max_length=250, blank=True, help_text="Trụ sở tiếp công dân.")
    hours = models.CharField("giờ làm việc", max_length=250, blank=True)
    picture_alt = models.CharField("mô tả ảnh", max_length=250, blank=True)

    class Meta:
        verbose_name = "lời giới thiệu"
        verbose_name_plural = "lời giới thiệu"
        constraints = [
            models.UniqueConstraint(fields=["profile", "language"], name="profile_text_once_a_language"),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]), name="profile_text_language"
            ),
            # The Vietnamese names are the agency's own, and the Vietnamese words for the picture are the profile's.
            models.CheckConstraint(
                condition=~Q(language=VIETNAMESE) | Q(name="", short_name="", picture_alt=""),
                name="profile_text_names_translated_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} ({self.get_language_display()})"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that the site of every agency must say, and by which rule."""

    code: str
    label: str
    source: str
    language: str
    fields: tuple[str, ...]
    reachable: bool = False

    def met(self) -> Exists:
        """Return the condition that an agency (the outer row) says it all."""
        texts = AgencyProfileText.objects.filter(profile=OuterRef("pk"), language=self.language)
        everywhere = [*self.fields, *(("profile__phone", "profile__email") if self.reachable else ())]
        for field in everywhere:
            texts = texts.exclude(**{field: ""})
        return Exists(texts)


CONTACTS = ("owner", "responsible", "address")
INTRODUCED = "NĐ 224/2026/NĐ-CP, điều 9 khoản 1 điểm b, c"
IMPRINT = "TT 32/2017/TT-BTTTT, điều 16–18"

REQUIREMENTS = (
    Requirement("gioi-thieu-vi", "Giới thiệu (tiếng Việt)", INTRODUCED, VIETNAMESE, ("introduction",)),
    Requirement("lien-he-vi", "Liên hệ (tiếng Việt)", IMPRINT, VIETNAMESE, CONTACTS, reachable=True),
    Requirement("gioi-thieu-en", "Giới thiệu (tiếng Anh)", "Quy định của cổng", "en", ("introduction",)),
    Requirement("lien-he-en", "Liên hệ (tiếng Anh)", "Quy định của cổng", "en", CONTACTS, reachable=True),
)


def lacking(agencies: models.QuerySet[Agency], requirement: Requirement) -> models.QuerySet[Agency]:
    """Return those of `agencies` whose site does not say what it must."""
    return agencies.filter(~requirement.met())
