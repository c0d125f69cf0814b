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


# Left there by SourceCrsOracleTest, which needs ../shared.
PLACES = Path(__file__).parent.parent / "core" / "target" / "interop" / "places.tsv"


def placed():
    if not PLACES.exists():
        return [pytest.param("", [], id="run the oracle tests first")]
    files = {}
    for line in PLACES.read_text().splitlines():
        name, wkt, *numbers = line.split("\t")
        files.setdefault(name, (wkt, []))[1].append([float(number) for number in numbers])
    return [pytest.param(wkt, places, id=name) for name, (wkt, places) in files.items()]


@pytest.mark.parametrize("wkt, places", placed())
def test_the_corners_of_a_file_lie_where_proj_has_them(wkt, places):
    assert wkt, f"{PLACES} is not there: run the oracle tests first"
    to_lonlat = pyproj.Transformer.from_crs(pyproj.CRS.from_wkt(wkt), "EPSG:4326", always_xy=True)
    for x, y, lon, lat in places:
        assert (lon, lat) == pytest.approx(to_lonlat.transform(x, y)[:2], abs=1e-8)
