"""Masks and alpha bands that GDAL wrote mean here what they mean to GDAL: in values, in mosaics, in overviews."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
import xarray as xr

from conftest import ROOT, RUN_AND_LEAVE
from make_masked_scenes import NORTH, PIXEL, PROFILES, SIDE, WEST

@pytest.fixture(scope="session")
def scenes():
    folder = ROOT / "interop" / "target" / "masked-scenes"
    shutil.rmtree(folder, ignore_errors=True)
    script = Path(__file__).with_name("make_masked_scenes.py")
    subprocess.run([sys.executable, "-c", RUN_AND_LEAVE, script, folder], check=True, stdout=subprocess.DEVNULL)
    return folder


def materialize(request, scenes, output, collection, factor, mosaic):
    box = f"{WEST},{NORTH - SIDE * PIXEL},{WEST + SIDE * PIXEL},{NORTH}"
    command = [request.config.getoption("cogstream"), "materialize", scenes / "items.parquet", "--output", output, "--crs", "EPSG:32612",
               "--resolution", str(PIXEL * factor), "--bbox", box, "--collections", collection, "--mosaic", mosaic, "--chunk-size", "200"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with xr.open_zarr(output, mask_and_scale=False, chunks=None) as dataset:
        return dataset.data.isel(band=0, time=0).values


def expected(scenes, name, factor):
    """Pixels and validity of the two scenes at a level, as GDAL reads them."""
    levels = []
    for seed in range(2):
        options = {} if factor == 1 else {"OVERVIEW_LEVEL": 0 if factor == 2 else 1}
        with rasterio.open(scenes / f"{name}-{seed}.tif", **options) as file:
            levels.append((file.read(1), file.dataset_mask() > 0))
    return levels


@pytest.mark.parametrize(("name", "factor"), [*((name, 1) for name in PROFILES), ("mask-deflate", 4), ("mask-jpeg", 2), ("alpha-planar", 4)])
def test_what_is_masked_in_the_first_scene_comes_from_the_second(name, factor, scenes, request, tmp_path):
    (first, first_valid), (second, second_valid) = expected(scenes, name, factor)
    assert 0.1 < first_valid.mean() < 0.95
    count = materialize(request, scenes, tmp_path / "count.zarr", name, factor, "count")
    np.testing.assert_array_equal(count, first_valid.astype(int) + second_valid)

    array = materialize(request, scenes, tmp_path / "first.zarr", name, factor, "first")

    want = np.where(first_valid, first, np.where(second_valid, second, 0))
    if name == "mask-jpeg":
        assert np.abs(array.astype(int) - want).max() <= 2
    else:
        np.testing.assert_array_equal(array, want)
