"""Two overlapping scenes whose bands differ in type and nodata, and an index of them: make_typed_scenes.py FOLDER"""

import asyncio
import sys
from pathlib import Path

import numpy as np
import rasterio
import rustac
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.warp import transform_geom

SIDE, PIXEL, WEST, NORTH = 300, 30.0, 500010.0, 4300020.0
#: By asset key: type, nodata, samples. Keys that mean something else to Zarr, to xarray or to a file system are among them.
ASSETS = {
    "red": ("uint16", 0, 1),
    "SCL": ("uint8", None, 1),
    "dem/height": ("float32", -9999, 1),
    "x": ("int16", -1, 1),
    "visual": ("uint8", 0, 3),
}
SCENES = ("west", "east")


def pixels(scene, asset):
    """(sample, row, column); nodata in a square of its own for each scene and asset."""
    dtype, nodata, samples = ASSETS[asset]
    random = np.random.default_rng([SCENES.index(scene), list(ASSETS).index(asset)])
    values = random.integers(1, 100, (samples, SIDE, SIDE)).astype(dtype)
    if nodata is not None:
        top = 20 + 30 * list(ASSETS).index(asset)
        values[:, top : top + 60, 40:280] = nodata
    return values


def west_of(scene):
    """The second scene begins in the middle of the first."""
    return WEST + SCENES.index(scene) * SIDE // 2 * PIXEL


def write(folder, scene, asset):
    dtype, nodata, samples = ASSETS[asset]
    path = folder / scene / f"{asset.replace('/', '-')}.tif"
    path.parent.mkdir(exist_ok=True)
    with rasterio.open(path, "w", driver="GTiff", width=SIDE, height=SIDE, crs=CRS.from_epsg(32612), tiled=True, count=samples,
                       blockxsize=128, blockysize=128, transform=from_origin(west_of(scene), NORTH, PIXEL, PIXEL),
                       dtype=dtype, nodata=nodata, compress="deflate") as file:
        file.write(pixels(scene, asset))
    return str(path.relative_to(folder))


def item(folder, scene):
    west = west_of(scene)
    corners = [(west, NORTH - SIDE * PIXEL), (west + SIDE * PIXEL, NORTH - SIDE * PIXEL), (west + SIDE * PIXEL, NORTH), (west, NORTH)]
    outline = [*corners, corners[0]]
    geometry = transform_geom("EPSG:32612", "EPSG:4326", {"type": "Polygon", "coordinates": [outline]})
    xs, ys = zip(*geometry["coordinates"][0])
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": f"scene-{scene}", "links": [], "geometry": geometry,
        "bbox": [min(xs), min(ys), max(xs), max(ys)], "properties": {"datetime": f"2024-05-01T0{SCENES.index(scene)}:00:00Z"},
        "assets": {asset: {"href": write(folder, scene, asset), "roles": ["data"], "type": "image/tiff"} for asset in ASSETS},
    }


async def write_index(path, items):
    await rustac.write(path, items)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    asyncio.run(write_index(str(folder / "items.parquet"), [item(folder, scene) for scene in SCENES]))


if __name__ == "__main__":
    main()
