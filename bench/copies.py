"""Many rows like one that the portal wrote itself: quickly, and whatever columns its table has."""

from __future__ import annotations

from django.db import connection, models


def copies(like: models.Model, source: str, **differing: str) -> int:
    """Insert a row like `like` for each row of `source`, a FROM clause; return how many.

    `differing` names columns and says each as an SQL expression over `source`. The key is given by the database, and
    triggers see the rows as they see any other.
    """
    table = like._meta.db_table
    columns = [
        field.column for field in like._meta.concrete_fields if not field.primary_key or field.column in differing
    ]
    said = [differing.get(column, f'template."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(said)} '
            f'FROM {source} CROSS JOIN "{table}" AS template WHERE template."{like._meta.pk.column}" = {like.pk}'
        )
        return int(cursor.rowcount)
