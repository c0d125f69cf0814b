"""CQL2 filters select the items that cql2 (cql2-rs) selects."""

import json
from pathlib import Path

import cql2
import pytest

# Left there by Cql2TableTest of the Java build.
TABLE = Path(__file__).parent.parent / "core" / "target" / "interop" / "cql2.json"


def answers():
    if not TABLE.exists():
        return [pytest.param("", [], id="run ./mvnw verify first")]
    return [pytest.param(answer["filter"], answer["selected"], id=answer["filter"])
            for answer in json.loads(TABLE.read_text())["answers"]]


@pytest.fixture(scope="module")
def items():
    return json.loads(TABLE.read_text())["items"]


def matches(expression, item):
    try:
        return expression.matches(item)
    except Exception as unknown:
        # Its way to say that a property is null.
        assert "Could not reduce expression to boolean" in str(unknown)
        return False


@pytest.mark.parametrize("text, selected", answers())
def test_the_same_items_are_selected(text, selected, items):
    assert text, f"{TABLE} is not there: run ./mvnw verify first"
    expression = cql2.Expr(json.loads(text) if text.startswith("{") else text)
    assert [item["id"] for item in items if matches(expression, item)] == selected
