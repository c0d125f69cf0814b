"""Items as archives write them: STAC 1.0 and 1.1, bands by common name, alternate hrefs, heights in bboxes, areas, solar days."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
import xarray as xr
from rasterio.features import geometry_mask
from rasterio.transform import from_origin
from rasterio.warp import transform, transform_geom

from conftest import ROOT, RUN_AND_LEAVE

WEST, NORTH, PIXEL, SIDE = 500_015.0, 4_300_007.0, 30.0, 200
BOX = (WEST + 601, NORTH - 5_401, WEST + 5_399, NORTH - 611)
EO_1_0 = "https://stac-extensions.github.io/eo/v1.1.0/schema.json"
STORAGE_1 = "https://stac-extensions.github.io/storage/v1.0.0/schema.json"
STORAGE_2 = "https://stac-extensions.github.io/storage/v2.0.0/schema.json"
ALTERNATE = "https://stac-extensions.github.io/alternate-assets/v1.2.0/schema.json"

#: rustac writes the file; it may crash as Python exits.
WRITE = """
import asyncio, json, sys
import rustac

async def write():
    await rustac.write(sys.argv[2], json.load(open(sys.argv[1]))["features"])

asyncio.run(write())
"""


def write_file(path, value, bands=1):
    profile = dict(driver="COG", width=SIDE, height=SIDE, count=bands, dtype="uint16", crs="EPSG:32612", nodata=0,
                   transform=from_origin(WEST, NORTH, PIXEL, PIXEL), blocksize=128, compress="deflate")
    columns, rows = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    with rasterio.open(path, "w", **profile) as file:
        for band in range(bands):
            file.write((value + band * 1000 + (columns + rows) % 100).astype("uint16"), band + 1)


def corners():
    xs, ys = [WEST, WEST + SIDE * PIXEL], [NORTH - SIDE * PIXEL, NORTH]
    lon, lat = transform("EPSG:32612", "EPSG:4326", [xs[0], xs[1], xs[1], xs[0]], [ys[0], ys[0], ys[1], ys[1]])
    return [list(point) for point in zip(lon, lat)]


def item(name, version, time, assets, bbox_heights=False, **properties):
    ring = corners()
    lon, lat = zip(*ring)
    bbox = [min(lon), min(lat), max(lon), max(lat)]
    if bbox_heights:
        bbox = [*bbox[:2], 0, *bbox[2:], 3000]
    return {"type": "Feature", "stac_version": version, "stac_extensions": properties.pop("extensions", []), "id": name,
            "collection": properties.pop("collection"), "bbox": bbox, "links": [],
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
            "properties": {"datetime": time, **properties}, "assets": assets}


def items(folder):
    for name, value in {"a-red": 1000, "a-green": 2000, "b4": 3000, "b3": 4000, "e-red": 5000, "e-other": 6000}.items():
        write_file(folder / f"{name}.tif", value)
    write_file(folder / "visual.tif", 100, bands=3)
    tiff = {"type": "image/tiff; application=geotiff", "roles": ["data"]}
    rgb = ["red", "green", "blue"]
    return [
        item("keys", "1.0.0", "2024-05-01T00:30:00Z", collection="by-key", extensions=[STORAGE_1], **{"proj:epsg": 32612},
             assets={"red": {"href": str(folder / "a-red.tif"), **tiff, "storage:platform": "AWS", "storage:region": "us-west-2"},
                     "green": {"href": str(folder / "a-green.tif"), **tiff}}),
        item("names-1-0", "1.0.0", "2024-05-02T18:00:00Z", bbox_heights=True, collection="eo-1-0", extensions=[EO_1_0], **{"proj:epsg": None},
             assets={"visual": {"href": str(folder / "visual.tif"), **tiff, "eo:bands": [{"name": name, "common_name": name} for name in rgb]},
                     "B04": {"href": str(folder / "b4.tif"), **tiff, "eo:bands": [{"name": "B04", "common_name": "red"}]},
                     "B03": {"href": str(folder / "b3.tif"), **tiff, "eo:bands": [{"name": "B03", "common_name": "green"}]}}),
        item("names-1-1", "1.1.0", None, collection="eo-1-1", extensions=[STORAGE_2, ALTERNATE], **{
             "start_datetime": "2024-05-03T18:00:00Z", "end_datetime": "2024-05-03T19:00:00Z", "proj:code": "EPSG:32612",
             "storage:schemes": {"aws": {"type": "aws-s3", "platform": "https://{bucket}.s3.{region}.amazonaws.com", "region": "us-west-2"}}},
             assets={"rot": {"href": str(folder / "no-such-file.tif"), **tiff, "bands": [{"name": "rot", "eo:common_name": "red"}],
                             "raster:bands": [{"data_type": "uint16", "nodata": 0}], "storage:refs": ["aws"],
                             "alternate": {"local": {"href": str(folder / "e-red.tif")}, "s3": {"href": "s3://bucket/e-red.tif"}}},
                     "gruen": {"href": str(folder / "e-other.tif"), **tiff, "eo:common_name": "green"}}),
        item("sample", "1.1.0", "2024-05-04T18:00:00Z", collection="true-colour",
             assets={"image": {"href": str(folder / "visual.tif"), **tiff, "bands": [{"name": "1"}, *({"eo:common_name": name} for name in rgb[:2])]}}),
    ]


@pytest.fixture(scope="session")
def index():
    folder = ROOT / "interop" / "target" / "items"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "items.json").write_text(json.dumps({"type": "FeatureCollection", "features": items(folder)}))
    script = folder / "write.py"
    script.write_text(WRITE)
    subprocess.run([sys.executable, "-c", RUN_AND_LEAVE, script, folder / "items.json", folder / "items.parquet"], check=True)
    return folder / "items.parquet"


@pytest.fixture
def run(request, index, tmp_path):
    def run(*arguments, command="materialize", code=0):
        output = tmp_path / f"{len(list(tmp_path.iterdir()))}.zarr"
        line = [request.config.getoption("cogstream"), command, index, "--output", output, "--crs", "EPSG:32612", "--resolution", "30", *arguments]
        done = subprocess.run([str(part) for part in line], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return xr.open_zarr(output, mask_and_scale=False, chunks=None) if code == 0 else done.stderr

    return run


def box(*sides):
    return ["--bbox", ",".join(map(str, sides))]


def pixels(index, name, band=1):
    with rasterio.open(index.parent / f"{name}.tif") as file:
        return file.read(band)


WHOLE = box(WEST, NORTH - SIDE * PIXEL, WEST + SIDE * PIXEL, NORTH)


def test_bands_are_found_by_common_name_in_every_version(index, run):
    dataset = run(*WHOLE, "--bands", "red,green", "--alternate", "local", "--collections", "by-key,eo-1-0,eo-1-1")
    assert list(dataset.band.values) == ["red", "green"]
    for step, (red, green) in enumerate([("a-red", "a-green"), ("b4", "b3"), ("e-red", "e-other")]):
        np.testing.assert_array_equal(dataset.data[0, step], pixels(index, red))
        np.testing.assert_array_equal(dataset.data[1, step], pixels(index, green))


def test_the_assets_own_href_is_used_without_an_alternate(run):
    told = run(*WHOLE, "--bands", "red", "--collections", "eo-1-1", command="open", code=3)
    assert "no-such-file.tif" in told


def test_a_common_name_may_be_one_sample(index, run):
    dataset = run(*WHOLE, "--bands", "green,red", "--collections", "true-colour")
    np.testing.assert_array_equal(dataset.data[0, 0], pixels(index, "visual", 3))
    np.testing.assert_array_equal(dataset.data[1, 0], pixels(index, "visual", 2))


def test_common_names_in_different_samples_are_refused(run):
    told = run(*WHOLE, "--bands", "red", "--collections", "by-key,true-colour", command="open", code=2)
    assert "'red' is sample 2 of asset 'image' in item 'sample', but sample 1 in the first" in told


def test_align_takes_the_files_own_pixels(index, run):
    dataset = run(*box(*BOX), "--bands", "red", "--collections", "by-key", "--align")
    left, top = int((BOX[0] - WEST) // PIXEL), int((NORTH - BOX[3]) // PIXEL)
    right, bottom = int(-((WEST - BOX[2]) // PIXEL)), int(-((BOX[1] - NORTH) // PIXEL))
    np.testing.assert_array_equal(dataset.data[0, 0], pixels(index, "a-red")[top:bottom, left:right])
    assert dataset.x[0] == WEST + (left + 0.5) * PIXEL
    assert dataset.y[0] == NORTH - (top + 0.5) * PIXEL


def test_align_wants_the_crs_of_the_file(run):
    told = run("--crs", "EPSG:32613", *box(0, 4_200_000, 10, 4_200_010), "--bands", "red", "--align", command="open", code=2)
    assert told


def test_a_geometry_clips_as_rasterio_does(index, run, tmp_path):
    rings = [[[601, -907], [5003, -1511], [3109, -2411], [4703, -5623], [907, -4801], [601, -907]],
             [[1801, -1901], [2609, -2003], [2011, -3001], [1801, -1901]]]
    rings = [[[WEST + x, NORTH + y] for x, y in ring] for ring in rings]
    lon_lat = transform_geom("EPSG:32612", "EPSG:4326", {"type": "Polygon", "coordinates": rings}, precision=-1)
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": lon_lat}]}))
    # Edges are straight in longitude and latitude.
    fine = [[[*np.add(a, np.subtract(b, a) * t)] for a, b in zip(ring, ring[1:]) for t in np.linspace(0, 1, 500, endpoint=False)]
            for ring in lon_lat["coordinates"]]
    shape = transform_geom("EPSG:4326", "EPSG:32612", {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in fine]}, precision=-1)

    dataset = run(*WHOLE, "--bands", "red", "--collections", "by-key", "--geometry", area)

    # Outlines are true to a hundredth of a pixel: what a shift of two hundredths decides is not compared.
    masks = [geometry_mask([shape], (SIDE, SIDE), from_origin(WEST + dx, NORTH + dy, PIXEL, PIXEL))
             for dx in (-PIXEL / 50, PIXEL / 50) for dy in (-PIXEL / 50, PIXEL / 50)]
    sure = np.all(masks, axis=0) == np.any(masks, axis=0)
    outside = masks[0][sure]
    assert sure.mean() > 0.99
    assert 0.3 < outside.mean() < 0.9
    np.testing.assert_array_equal(dataset.data[0, 0].values[sure], np.where(outside, 0, pixels(index, "a-red")[sure]))

    bounds = run("--bands", "red", "--collections", "by-key", "--geometry", area, "--align")
    assert bounds.sizes["x"] == 147
    assert bounds.sizes["y"] == 158


def test_solar_days_are_those_of_odc_stac(run):
    dataset = run(*WHOLE, "--bands", "red", "--alternate", "local", "--collections", "by-key,eo-1-0,eo-1-1", "--time-period", "solar-day")
    # 00:30 UTC at 111° west is seven hours earlier there.
    assert list(np.datetime_as_string(dataset.time.values, "D")) == ["2024-04-30", "2024-05-02", "2024-05-03"]
