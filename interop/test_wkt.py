"""PROJ and GDAL take the CRSs that cogstream describes for those that were asked for."""

from pathlib import Path

import pytest
import pyproj
import rasterio.crs

# Left there by WktWriterTest of the Java build.
DESCRIPTIONS = Path(__file__).parent.parent / "core" / "target" / "interop" / "wkt.tsv"


def described():
    if not DESCRIPTIONS.exists():
        return [pytest.param("none", "", id="run ./mvnw verify first")]
    lines = DESCRIPTIONS.read_text().splitlines()
    return [pytest.param(*line.split("\t"), id=line.split("\t")[0]) for line in lines]


@pytest.mark.parametrize("asked, wkt", described())
def test_the_description_is_the_system_that_was_asked_for(asked, wkt):
    assert wkt, f"{DESCRIPTIONS} is not there: run ./mvnw verify first"
    assert pyproj.CRS.from_wkt(wkt).equals(pyproj.CRS.from_user_input(asked), ignore_axis_order=True)
    ours = rasterio.crs.CRS.from_wkt(wkt)
    assert ours == rasterio.crs.CRS.from_user_input(asked)
    if asked.startswith("EPSG:"):
        assert f"EPSG:{ours.to_epsg()}" == asked
