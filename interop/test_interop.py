"""Other people's readers open what cogstream writes, and agree with its objects as they lie in the folder."""

import json
import math
import shutil
from pathlib import Path

import numcodecs
import numpy as np
import pytest
import rasterio
import rioxarray  # noqa: F401  (adds .rio)
import xarray as xr
import zarr
from affine import Affine
from rasterio.crs import CRS

DATA_DIMENSIONS = ("band", "time", "y", "x")


class Objects:
    """The array read from its objects, without any Zarr reader: JSON, zstd, little-endian numbers."""

    def __init__(self, path):
        self.path = Path(path)
        self.group = json.loads((self.path / "zarr.json").read_text())
        self.data = self.metadata("data")
        self.dtype = np.dtype(self.data["data_type"]).newbyteorder("<")
        self.fill = float(self.data["fill_value"].replace("Infinity", "inf")) if isinstance(
            self.data["fill_value"], str) else self.data["fill_value"]
        self.nodata = self.fill if "_FillValue" in self.data["attributes"] else None
        self.chunk = self.data["chunk_grid"]["configuration"]["chunk_shape"][2:]

    def metadata(self, name):
        return json.loads((self.path / name / "zarr.json").read_text())

    def numbers(self, name, dtype):
        count = self.metadata(name)["shape"][0]
        chunks = sorted((self.path / name / "c").iterdir(), key=lambda file: int(file.name))
        return np.frombuffer(b"".join(numcodecs.Zstd().decode(c.read_bytes()) for c in chunks), dtype)[:count]

    def bands(self):
        content = bytes(numcodecs.Zstd().decode((self.path / "band" / "c" / "0").read_bytes()))
        return list(numcodecs.VLenUTF8().decode(content))

    def times(self):
        unit = {"seconds": "s", "nanoseconds": "ns"}[self.metadata("time")["attributes"]["units"].split()[0]]
        return self.numbers("time", "<i8").astype(f"datetime64[{unit}]")

    def chunk_files(self):
        return sorted(file for file in (self.path / "data" / "c").rglob("*") if file.is_file())

    def values(self):
        shape, (rows, columns) = self.data["shape"], self.chunk
        padded = np.full((*shape[:2], -(-shape[2] // rows) * rows, -(-shape[3] // columns) * columns), self.fill, self.dtype)
        for file in self.chunk_files():
            b, t, y, x = map(int, file.relative_to(self.path / "data" / "c").parts)
            chunk = np.frombuffer(numcodecs.Zstd().decode(file.read_bytes()), self.dtype).reshape(rows, columns)
            padded[b, t, y * rows : (y + 1) * rows, x * columns : (x + 1) * columns] = chunk
        return padded[:, :, : shape[2], : shape[3]]

    def transform(self):
        return Affine(*self.data["attributes"]["spatial:transform"])

    def crs(self):
        return CRS.from_wkt(self.metadata("spatial_ref")["attributes"]["crs_wkt"])


@pytest.fixture(scope="session")
def objects(cube):
    return Objects(cube)


def same(a, b):
    """Equal values, NaN equal to NaN, whatever the byte order's spelling."""
    np.testing.assert_array_equal(np.asarray(a), np.asarray(b))


def same_number(a, b):
    assert (a is None and b is None) or a == b or (math.isnan(a) and math.isnan(b)), f"{a} is not {b}"


def same_place(transform, objects):
    """Corners agree to a millionth of a pixel: readers work out the transform from the coordinates."""
    rows, columns = objects.data["shape"][2:]
    for corner in ((0, 0), (columns, rows)):
        np.testing.assert_allclose(~objects.transform() @ (transform @ corner), corner, rtol=0, atol=1e-6)


@pytest.fixture(params=[True, False], ids=["consolidated", "unconsolidated"])
def consolidated(request):
    return request.param


def test_has_pixels(objects):
    values = objects.values()
    assert objects.chunk_files()
    assert values.min() != values.max()


def test_xarray_reads_the_stored_values(objects, consolidated):
    with xr.open_zarr(objects.path, consolidated=consolidated, mask_and_scale=False, chunks=None) as dataset:
        assert dataset.data.dims == DATA_DIMENSIONS
        assert dataset.data.dtype == objects.dtype
        same(dataset.data.values, objects.values())
        assert list(dataset.band.values) == objects.bands()
        same(dataset.time.values.astype("datetime64[ns]"), objects.times().astype("datetime64[ns]"))
        nodata = dataset.data.attrs.get("_FillValue")
        same_number(nodata, objects.nodata)


def test_xarray_masks_nodata(objects):
    values = objects.values()
    with xr.open_zarr(objects.path, mask_and_scale=True, chunks=None) as dataset:
        if objects.nodata is None:
            assert dataset.data.dtype == objects.dtype
            same(dataset.data.values, values)
        else:
            empty = np.isnan(values.astype("f8")) if math.isnan(objects.nodata) else values == objects.nodata
            assert empty.any()
            same(np.isnan(dataset.data.values), empty)
            same(dataset.data.values[~empty], values[~empty])


def test_xarray_coordinates_are_pixel_centres(objects):
    transform = objects.transform()
    with xr.open_zarr(objects.path, chunks=None) as dataset:
        assert dataset.y.dims == ("y",) and dataset.x.dims == ("x",)
        np.testing.assert_allclose(dataset.x, transform.c + transform.a * (np.arange(dataset.x.size) + 0.5), rtol=1e-15)
        np.testing.assert_allclose(dataset.y, transform.f + transform.e * (np.arange(dataset.y.size) + 0.5), rtol=1e-15)
        assert dataset.y[0] > dataset.y[-1]


def test_zarr_python_reads_the_stored_values(objects, consolidated):
    group = zarr.open_group(objects.path, mode="r", use_consolidated=consolidated)
    assert set(group.array_keys()) == {"band", "time", "y", "x", "spatial_ref", "data"}
    same(group["data"][:], objects.values())
    same_number(float(group["data"].fill_value), float(objects.fill))
    assert group["data"].metadata.dimension_names == DATA_DIMENSIONS
    assert list(group["band"][:]) == objects.bands()
    same(group["time"][:], objects.times().astype("i8"))
    assert group["spatial_ref"][()] == 0


def test_zarr_python_finds_the_same_metadata_consolidated_or_not(objects):
    group = zarr.open_group(objects.path, mode="r", use_consolidated=True)
    for name, metadata in group.metadata.consolidated_metadata.metadata.items():
        assert metadata == zarr.open_array(objects.path / name, mode="r").metadata


@pytest.mark.parametrize("masked", [True, False])
def test_rioxarray_finds_crs_transform_and_nodata(objects, masked):
    with xr.open_zarr(objects.path, mask_and_scale=masked, decode_coords="all", chunks=None) as dataset:
        data = dataset.data
        assert data.rio.crs == objects.crs()
        same_place(data.rio.transform(), objects)
        np.testing.assert_allclose(data.rio.bounds(), objects.data["attributes"]["spatial:bbox"], rtol=1e-12)
        masks = masked and objects.nodata is not None
        same_number(data.rio.encoded_nodata if masks else data.rio.nodata, objects.nodata)


def test_rioxarray_writes_a_geotiff_of_it(objects, tmp_path):
    with xr.open_zarr(objects.path, mask_and_scale=False, decode_coords="all", chunks=None) as dataset:
        dataset.data.isel(time=0).rio.to_raster(tmp_path / "step.tif")
    with rasterio.open(tmp_path / "step.tif") as file:
        same(file.read(), objects.values()[:, 0])
        same_place(file.transform, objects)
        same_number(file.nodata, objects.nodata)


def test_gdal_reads_values_grid_and_times(objects):
    values = objects.values()
    with rasterio.open(objects.path) as file:
        same(file.read().reshape(values.shape), values)
        assert file.dtypes[0] == objects.dtype.name
        same_place(file.transform, objects)
        assert file.crs == objects.crs()
        # GDAL takes Zarr's fill value for nodata, and every Zarr v3 array has one.
        same_number(file.nodata, float(objects.fill))
        assert list(file.block_shapes[0]) == objects.chunk
        steps = objects.times().astype("i8")
        for index in range(file.count):
            tags = file.tags(index + 1)
            assert int(tags["DIM_time_VALUE"]) == steps[index % len(steps)]
            # GDAL 3.12 knows no string type of Zarr v3, so bands have numbers instead of names.
            assert int(tags["DIM_band_INDEX"]) == index // len(steps)


def test_crs_is_the_one_that_the_conventions_name(objects):
    attributes = objects.data["attributes"]
    if "proj:code" in attributes:
        assert objects.crs() == CRS.from_string(attributes["proj:code"])
    else:
        assert CRS.from_wkt(attributes["proj:wkt2"]) == objects.crs()


def test_group_and_array_carry_the_same_conventions_and_the_grid_mapping_agrees(objects):
    array, group = objects.data["attributes"], objects.group["attributes"]
    names = {name for name in array if name.startswith(("proj:", "spatial:", "zarr_conventions"))}
    assert {"zarr_conventions", "spatial:dimensions", "spatial:transform", "spatial:bbox", "spatial:shape"} <= names
    assert {name: array[name] for name in names} == {name: group[name] for name in names}
    assert {convention["name"] for convention in array["zarr_conventions"]} == {"proj:", "spatial:"}
    geo_transform = map(float, objects.metadata("spatial_ref")["attributes"]["GeoTransform"].split())
    assert Affine.from_gdal(*geo_transform) == objects.transform()
    assert group["cogstream"]


def test_every_reader_takes_a_deleted_chunk_for_fill(objects, tmp_path):
    copy = shutil.copytree(objects.path, tmp_path / "copy.zarr")
    Objects(copy).chunk_files()[0].unlink()
    expected = Objects(copy).values()
    assert not np.array_equal(expected, objects.values(), equal_nan=expected.dtype.kind == "f")
    with xr.open_zarr(copy, mask_and_scale=False, chunks=None) as dataset:
        same(dataset.data.values, expected)
    same(zarr.open_group(copy, mode="r")["data"][:], expected)
    with rasterio.open(copy) as file:
        same(file.read().reshape(expected.shape), expected)
