"""Moving an agency, with all below it, below another: found by name, asked once more, done by the one function."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from agencies.actions import ADMINISTRATORS, hold_tree, revise_agency
from agencies.admin.scoped import ScopedAdmin, none_but, staff
from agencies.admin.tree import MOST_FOUND, count_below, found_in_tree, search, tree_address, typed_query
from agencies.models import Agency, User


class MoveForm(forms.Form):
    """The last question before an agency moves: from which day."""

    cha = forms.IntegerField(widget=forms.HiddenInput)
    tu = forms.IntegerField(widget=forms.HiddenInput)
    effective_on = forms.DateField(
        label="Có hiệu lực từ ngày",
        required=False,
        widget=AdminDateWidget,
        help_text="Bỏ trống: hôm nay.",
    )

    def __init__(self, data: Any, *, agency: Agency, parent: Agency) -> None:
        super().__init__(data, initial={"cha": parent.pk, "tu": agency.parent_id})
        self.agency, self.parent = agency, parent

    def clean_effective_on(self) -> datetime.date:
        """Return the day, today if none was given. Refuses a day to come."""
        day: datetime.date = self.cleaned_data["effective_on"] or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError("Ngày có hiệu lực không được ở sau hôm nay.")
        return day

    def moved(self, *, by: User) -> bool:
        """Move the agency as it stands now; tell whether that was done. What was refused is shown on the form."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                hold_tree()
                agency = Agency.objects.get(pk=self.agency.pk)
                if agency.parent_id != self.cleaned_data["tu"]:
                    raise ValidationError("Trong lúc bạn xem, cơ quan này đã được chuyển. Hãy xem lại rồi làm tiếp.")
                agency.parent = self.parent
                revise_agency(agency, by=by, on=self.cleaned_data["effective_on"])
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return False
        return True


class WithMoving(ScopedAdmin):
    """Adds moving an agency to the admin of agencies."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/chuyen/", view, name="agencies_agency_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose below which agency another is to stand, say what moves with it, move it."""
        agency: Agency = self.get_object(request, unquote(object_id))
        if agency.parent is None or not staff(request).holds(ADMINISTRATORS, agency.parent):
            raise PermissionDenied
        places = Agency.objects.live().entrusted_to(staff(request), ADMINISTRATORS)
        asked = request.POST or request.GET
        if "cha" in asked:
            return self._confirmed(request, agency, none_but(places, [asked["cha"]]).get())
        typed = typed_query(asked)
        return self._move_page(request, agency, typed=typed, found=_choices(places, agency, typed) if typed else [])

    def _confirmed(self, request: HttpRequest, agency: Agency, parent: Agency) -> HttpResponse:
        """Ask once more, naming what moves; move when that was answered."""
        form = MoveForm(request.POST or None, agency=agency, parent=parent)
        if request.method == "POST" and form.moved(by=staff(request)):
            messages.success(request, f"Đã chuyển {agency} về {parent}. Địa chỉ cũ vẫn dẫn tới trang mới.")
            opened = [*Agency.objects.above(parent).values_list("pk", flat=True), parent.pk]
            return HttpResponseRedirect(f"{tree_address(opened)}#co-quan-{agency.pk}")
        return self._move_page(request, agency, form=form, new_parent=parent)

    def _move_page(self, request: HttpRequest, agency: Agency, **context: Any) -> HttpResponse:
        below = count_below(agency)
        told = {"agency": agency, "below": below, "addresses": below + 1, "title": f"Chuyển {agency} đến nơi khác"}
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, "admin/agencies/move.html", {**common, **told, **context})


def _choices(places: QuerySet[Agency], agency: Agency, typed: str) -> list[Any]:
    """Return below which agencies `agency` may be put: not itself, nothing below it, not where it stands already."""
    within = Agency.objects.within(agency).order_by().values("pk")
    elsewhere = places.exclude(pk__in=within).exclude(pk=agency.parent_id)
    return found_in_tree(list(search(elsewhere, typed)[:MOST_FOUND]), [])
