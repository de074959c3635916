"""What the law asks of sites: everybody at work may read it, those who administer the Government's site keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import carried_out
from agencies.models import Agency
from sections.actions import RULERS
from sections.forms import RulesForms
from sections.models import RuleSet, SectionRule

NEW = "moi"


def rules_of(request: HttpRequest) -> list[SectionRule]:
    """Return the rules in force today, read once for a request."""
    if not hasattr(request, "rules_in_force"):
        request.rules_in_force = list(SectionRule.objects.in_force())  # type: ignore[attr-defined]
    return request.rules_in_force  # type: ignore[attr-defined]


class WithRules(ScopedAdmin):
    """Adds the page of the rules."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.rules_view)
        return [path("quy-dinh/", view, name="sections_agencycontent_rules"), *super().get_urls()]

    def rules_view(self, request: HttpRequest) -> HttpResponse:
        """Show a set of rules, that in force unless another is asked for, and keep what a ruler changes of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        may_rule = staff(request).holds(RULERS, Agency.objects.get(parent=None))
        if request.method == "POST" and not may_rule:
            raise PermissionDenied
        rule_set = _asked_for(request.GET.get("bo"), may_rule=may_rule)
        forms = RulesForms(rule_set, request.POST if request.method == "POST" else None)
        if request.method == "POST" and carried_out(forms, lambda: forms.save(by=staff(request))):
            messages.success(request, "Đã lưu. Danh sách nội dung bắt buộc theo quy định mới ngay.")
            address = reverse("admin:sections_agencycontent_rules")
            return HttpResponseRedirect(f"{address}?bo={forms.head.instance.code}")
        context = {
            **self.admin_site.each_context(request),
            "title": "Quy định về nội dung của các trang",
            "opts": self.opts,
            "forms": forms,
            "rule_set": rule_set,
            "rules": [form.instance for form in forms.rules.initial_forms],
            "sets": RuleSet.objects.all(),
            "in_force": RuleSet.objects.in_force().first(),
            "may_rule": may_rule,
        }
        return TemplateResponse(request, "admin/sections/rules.html", context)


def _asked_for(code: str | None, *, may_rule: bool) -> RuleSet:
    """Return the set of that code, or the one in force. Raises Http404."""
    if code == NEW and may_rule:
        return RuleSet()
    known = RuleSet.objects.filter(code=code) if code else RuleSet.objects.in_force()
    found = known.first() or (None if code else RuleSet.objects.first())
    if found is None:
        raise Http404
    return found
