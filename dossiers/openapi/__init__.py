"""The description of the interfaces for programs (OpenAPI 3.1), written by hand in `openapi.json`.

What is sent is checked with the very schemas that senders read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))


def validator_of(name: str) -> Draft202012Validator:
    """Return what holds a value against the schema of that name in the description."""
    schemas = DOCUMENT["components"]["schemas"]
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return Draft202012Validator(whole)
