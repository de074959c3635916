"""Keeping the national list of categories: for operators of the portal alone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.actions import sites_changed
from agencies.models import Agency, User
from news.models import Category, CategoryEvent


@transaction.atomic
def save_category(category: Category, *, by: User) -> Category:
    """Keep a category: every site calls it so from now on. Raises PermissionDenied for whoever is no operator."""
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied("Chuyên mục dùng chung cho cả nước, chỉ người vận hành cổng được thay đổi.")
    before = Category.objects.filter(pk=category.pk).first() if category.pk else None
    if before:
        category.slug = before.slug  # an address that was given out stays
    category.save()
    verb = CategoryEvent.Verb.SAVED if before else CategoryEvent.Verb.OPENED
    CategoryEvent.objects.create(category=category, verb=verb, by=by, details={"title": category.name})
    sites_changed(*Agency.objects.filter(parent=None))
    return category
