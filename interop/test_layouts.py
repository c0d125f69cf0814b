"""Arrays per band, and provenance: other people's readers find each band with its own type and nodata, and the item of each pixel."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rioxarray  # noqa: F401  (adds .rio)
import xarray as xr
import zarr
from affine import Affine
from rasterio.crs import CRS

from conftest import ROOT, RUN_AND_LEAVE
from make_typed_scenes import ASSETS, NORTH, PIXEL, SCENES, SIDE, WEST, pixels

WIDTH = SIDE // 2 * 3
#: Name of the array and (asset, sample from 0), by band.
BANDS = {
    "red": ("red", ("red", 0)),
    "SCL": ("SCL", ("SCL", 0)),
    "dem/height": ("dem_height", ("dem/height", 0)),
    "x": ("band_x", ("x", 0)),
    "visual:2": ("visual_2", ("visual", 1)),
}
ARRAYS = {array: source for array, source in BANDS.values()}


def expected(mosaic, asset, sample):
    """The mosaic and the position of the scene that each pixel is from, by numpy alone."""
    dtype, nodata, _ = ASSETS[asset]
    values = np.full((SIDE, WIDTH), 0 if nodata is None else nodata, dtype)
    items = np.full((SIDE, WIDTH), -1, "int32")
    for position, scene in enumerate(SCENES):
        own = pixels(scene, asset)[sample]
        columns = slice(position * SIDE // 2, position * SIDE // 2 + SIDE)
        before, from_item = values[:, columns], items[:, columns]
        better = {"first": False, "highest": own > before, "lowest": own < before}[mosaic]
        takes = (from_item == -1) | better
        if nodata is not None:
            takes &= own != nodata
        before[takes], from_item[takes] = own[takes], position
    return values, items


@pytest.fixture(scope="session")
def scenes():
    folder = ROOT / "interop" / "target" / "typed-scenes"
    shutil.rmtree(folder, ignore_errors=True)
    script = Path(__file__).with_name("make_typed_scenes.py")
    subprocess.run([sys.executable, "-c", RUN_AND_LEAVE, script, folder], check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def make(request, scenes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("layouts")

    def run(name, *arguments, command="materialize"):
        output = folder / f"{name}.zarr"
        box = f"{WEST},{NORTH - SIDE * PIXEL},{WEST + WIDTH * PIXEL},{NORTH}"
        command = [request.config.getoption("cogstream"), command, scenes / "items.parquet", "--output", output, "--crs", "EPSG:32612",
                   "--resolution", PIXEL, "--bbox", box, "--chunk-size", 128, *arguments]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return output

    return run


@pytest.fixture(scope="session")
def bands(make):
    return make("bands", "--bands", ",".join(BANDS), "--layout", "bands", "--provenance")


@pytest.fixture(params=[True, False], ids=["consolidated", "unconsolidated"])
def consolidated(request):
    return request.param


def test_xarray_finds_a_variable_per_band_with_its_own_type_and_nodata(bands, consolidated):
    with xr.open_zarr(bands, consolidated=consolidated, mask_and_scale=False, chunks=None) as dataset:
        assert set(dataset.data_vars) == {*ARRAYS, *(f"{array}_provenance" for array in ARRAYS), "item", "spatial_ref"}
        for band, (array, (asset, sample)) in BANDS.items():
            values, _ = expected("first", asset, sample)
            assert dataset[array].dims == ("time", "y", "x")
            assert dataset[array].dtype == np.dtype(ASSETS[asset][0])
            assert dataset[array].attrs["long_name"] == band
            assert dataset[array].attrs.get("_FillValue") == ASSETS[asset][1]
            np.testing.assert_array_equal(dataset[array].isel(time=0), values)


def test_xarray_masks_each_band_by_its_own_nodata(bands):
    with xr.open_zarr(bands, mask_and_scale=True, chunks=None) as dataset:
        for array, (asset, sample) in ARRAYS.items():
            values, _ = expected("first", asset, sample)
            nodata = ASSETS[asset][1]
            if nodata is None:
                assert dataset[array].dtype == values.dtype
            else:
                assert (values == nodata).any()
                values = np.where(values == nodata, np.nan, values.astype("f8"))
            np.testing.assert_array_equal(dataset[array].isel(time=0), values)


def test_xarray_finds_the_item_of_each_pixel(bands):
    with xr.open_zarr(bands, chunks=None) as dataset:
        ids = [*(f"scene-{scene}" for scene in SCENES), ""]
        assert list(dataset.item.values) == ids
        for array, (asset, sample) in ARRAYS.items():
            _, items = expected("first", asset, sample)
            provenance = dataset[f"{array}_provenance"]
            assert dataset[array].attrs["ancillary_variables"] == provenance.name
            assert provenance.dtype == np.dtype("int32")
            np.testing.assert_array_equal(provenance.isel(time=0), items)
            np.testing.assert_array_equal(dataset.item[provenance].isel(time=0).values.astype(object), np.array(ids, object)[items])


def test_dask_finds_the_item_of_each_pixel_chunk_by_chunk(bands):
    with xr.open_zarr(bands, chunks={}) as dataset, xr.open_zarr(bands, chunks=None) as loaded:
        names = dataset.item[dataset.red_provenance]
        assert names.chunks == dataset.red.chunks
        same = names.isel(time=0).values.astype(object) == loaded.item[loaded.red_provenance].isel(time=0).values.astype(object)
        assert same.all()


@pytest.mark.parametrize("mosaic", ["first", "highest", "lowest"])
def test_a_cube_keeps_the_item_of_each_pixel_of_each_band(mosaic, make):
    path = make(mosaic, "--bands", "red,visual:2", "--mosaic", mosaic, "--provenance", "--dtype", "uint16")
    with xr.open_zarr(path, mask_and_scale=False, chunks=None) as dataset:
        assert dataset.provenance.dims == dataset.data.dims == ("band", "time", "y", "x")
        for band in ("red", "visual:2"):
            values, items = expected(mosaic, *BANDS[band][1])
            np.testing.assert_array_equal(dataset.data.sel(band=band, time="2024-05-01").squeeze(), values)
            np.testing.assert_array_equal(dataset.provenance.sel(band=band, time="2024-05-01").squeeze(), items)
        names = dataset.item[dataset.provenance]
        assert names.dims == dataset.data.dims
        assert set(np.unique(names.values.astype(object))) == {"", "scene-west", "scene-east"}


def test_zarr_python_reads_the_same(bands, consolidated):
    group = zarr.open_group(bands, mode="r", use_consolidated=consolidated)
    names = {*ARRAYS, *(f"{array}_provenance" for array in ARRAYS)}
    assert set(group.array_keys()) == names | {"item", "time", "y", "x", "spatial_ref"}
    assert list(group["item"][:]) == ["scene-west", "scene-east", ""]
    for array, (asset, sample) in ARRAYS.items():
        values, items = expected("first", asset, sample)
        np.testing.assert_array_equal(group[array][0], values)
        np.testing.assert_array_equal(group[f"{array}_provenance"][0], items)
        assert group[array].fill_value == (ASSETS[asset][1] or 0)
        assert group[f"{array}_provenance"].fill_value == -1


def test_rioxarray_finds_crs_transform_and_nodata_of_each_band(bands):
    with xr.open_zarr(bands, mask_and_scale=False, decode_coords="all", chunks=None) as dataset:
        for array, (asset, _) in ARRAYS.items():
            assert dataset[array].rio.crs == CRS.from_epsg(32612)
            assert dataset[array].rio.transform().almost_equals(Affine(PIXEL, 0, WEST, 0, -PIXEL, NORTH))
            assert dataset[array].rio.nodata == ASSETS[asset][1]
            assert dataset[f"{array}_provenance"].rio.crs == CRS.from_epsg(32612)


def test_gdal_reads_each_band_as_an_array_of_its_own(bands):
    for array, (asset, sample) in ARRAYS.items():
        values, items = expected("first", asset, sample)
        with rasterio.open(f'ZARR:"{bands}":/{array}') as file:
            np.testing.assert_array_equal(file.read(1), values)
            assert file.dtypes[0] == ASSETS[asset][0]
            assert file.nodata == (ASSETS[asset][1] or 0)
            assert file.crs == CRS.from_epsg(32612)
            assert file.transform.almost_equals(Affine(PIXEL, 0, WEST, 0, -PIXEL, NORTH))
        with rasterio.open(f'ZARR:"{bands}":/{array}_provenance') as file:
            np.testing.assert_array_equal(file.read(1), items)
            assert file.nodata == -1


def test_an_array_opens_before_its_chunks_are_made(make, consolidated):
    path = make("opened", "--bands", ",".join(BANDS), "--layout", "bands", "--provenance", command="open")
    with xr.open_zarr(path, consolidated=consolidated, mask_and_scale=False, chunks=None) as dataset:
        for array, (asset, _) in ARRAYS.items():
            assert (dataset[array] == (ASSETS[asset][1] or 0)).all()
            assert (dataset.item[dataset[f"{array}_provenance"]] == "").all()
