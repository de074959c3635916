"""The service index of QĐ 766/QĐ-TTg: counting, scoring and reading it (docs/decisions/0026)."""
