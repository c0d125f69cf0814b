"""What the command line makes from the demo's scenes holds the pixels that GDAL reads from the same files."""

import numpy as np
import rasterio
import xarray as xr
from affine import Affine

from conftest import CASES, ITEMS

SCENE = "12-north-20240603"


def test_one_scene_on_its_own_grid_comes_out_as_it_went_in(materialize):
    with rasterio.open(ITEMS.parent / "scenes" / SCENE / "red.tif") as file:
        bounds, resolution, crs = file.bounds, file.res[0], file.crs
    expected = []
    for band in ("blue", "red"):
        with rasterio.open(ITEMS.parent / "scenes" / SCENE / f"{band}.tif") as file:
            expected.append(file.read(1))
    path = materialize("one-scene", [
        "--ids", SCENE, "--crs", crs.to_string(), "--resolution", str(resolution),
        "--bbox", ",".join(map(str, bounds)), "--bands", "blue,red",
    ])
    with xr.open_zarr(path, mask_and_scale=False, chunks=None) as dataset:
        assert list(dataset.band.values) == ["blue", "red"]
        assert dataset.time.values.astype("datetime64[D]").astype(str).tolist() == ["2024-06-03"]
        np.testing.assert_array_equal(dataset.data.isel(time=0).values, np.stack(expected))


def test_files_whose_crs_has_no_code_come_out_as_they_went_in(materialize, tmp_path):
    shifted = "+proj=tmerc +lat_0=0 +lon_0=-111 +k=0.9996 +x_0=400000 +y_0=0 +datum=WGS84 +units=m +no_defs"
    original = ITEMS.parent / "scenes" / SCENE / "red.tif"
    copy = tmp_path / SCENE / "red.tif"
    copy.parent.mkdir()
    with rasterio.open(original) as file:
        bounds, pixels, profile = file.bounds, file.read(), file.profile
    place = {"crs": rasterio.crs.CRS.from_string(shifted), "transform": Affine.translation(-100_000, 0) * profile["transform"]}
    with rasterio.open(copy, "w", **{**profile, **place}) as file:
        file.write(pixels)
    with rasterio.open(copy) as file:
        assert file.crs.to_epsg() is None
    path = materialize("no-code-in-files", [
        "--ids", SCENE, "--crs", "EPSG:32612", "--resolution", str(profile["transform"].a), "--bands", "red",
        "--bbox", ",".join(map(str, bounds)), "--href-map", f"{original.parent.parent}={tmp_path}",
    ])
    with xr.open_zarr(path, mask_and_scale=False, chunks=None) as dataset:
        np.testing.assert_array_equal(dataset.data.isel(time=0).values, pixels)


def test_an_array_opens_before_its_chunks_are_made_and_holds_them_afterwards(materialize):
    path = materialize("opened", CASES["utm"], command="open")
    with xr.open_zarr(path, mask_and_scale=False, chunks=None) as dataset:
        opened = dataset.load()
    assert (opened.data == opened.data.attrs["_FillValue"]).all()

    materialize("opened", CASES["utm"])

    at_once = materialize("at-once", CASES["utm"])
    with xr.open_zarr(path, mask_and_scale=False, chunks=None) as made, \
            xr.open_zarr(at_once, mask_and_scale=False, chunks=None) as expected:
        xr.testing.assert_equal(made, expected)
        xr.testing.assert_equal(made.drop_vars("data"), opened.drop_vars("data"))
        assert (made.data != opened.data).any()
