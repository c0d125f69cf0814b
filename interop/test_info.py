"""What `info` says of files equals what rio-cogeo and rasterio say of them."""

import json
import subprocess

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rio_cogeo.cogeo import cog_validate

PROFILE = dict(width=700, height=600, count=2, dtype="uint16", nodata=0, crs=CRS.from_epsg(32612), compress="deflate",
               transform=from_origin(500010, 4300020, 30, 30))
TILED = dict(driver="GTiff", tiled=True, blockxsize=256, blockysize=256)


@pytest.fixture(params=["cog", "strips", "tiles", "late-overviews", "small"])
def path(request, tmp_path):
    """One valid COG by GDAL's driver, and files that break its rules one at a time or need none of them."""
    path = tmp_path / f"{request.param}.tif"
    profile = {
        "cog": dict(driver="COG", blocksize=256),
        "strips": dict(driver="GTiff"),
        "tiles": TILED,
        "late-overviews": TILED,
        "small": dict(driver="GTiff", width=300, height=200),
    }[request.param]
    profile = PROFILE | profile
    with rasterio.open(path, "w", **profile) as file:
        file.write(np.random.default_rng(0).integers(0, 9000, (2, profile["height"], profile["width"]), "uint16"))
        file.descriptions = ("red", "nir")
        file.scales, file.offsets = (0.0001, 1), (-0.1, 0)
    if request.param == "late-overviews":
        with rasterio.open(path, "r+") as file:
            file.build_overviews([2, 4])
    return path


def test_info_agrees_with_rio_cogeo_and_rasterio(path, request):
    done = subprocess.run([request.config.getoption("cogstream"), "info", path, "--json"], capture_output=True, text=True, check=True)
    info = json.loads(done.stdout)

    valid, errors, warnings = cog_validate(path)
    assert info["validCog"] == valid, (info["cogErrors"], errors)
    assert bool(info["cogWarnings"]) == bool(warnings)
    with rasterio.open(path) as file:
        assert [info["width"], info["height"], info["bands"], info["dtype"]] == [file.width, file.height, file.count, file.dtypes[0]]
        assert info["nodata"] == file.nodata
        assert info["crs"] == file.crs.to_string()
        assert info["transform"] == list(file.transform)[:6]
        assert info["bounds"] == list(file.bounds)
        assert info["block"] == list(file.block_shapes[0])
        assert [round(file.width / columns) for _, columns in info["overviews"]] == file.overviews(1)
        assert [band.get("description") for band in info["bandDetails"]] == list(file.descriptions)
        assert [band.get("scale", 1) for band in info["bandDetails"]] == list(file.scales)
        assert [band.get("offset", 0) for band in info["bandDetails"]] == list(file.offsets)
