"""Scenes of one grid whose validity is not in their values, and an index of them: make_masked_scenes.py FOLDER

Written by GDAL: internal masks and alpha bands, lossless and not, with overviews of both.
"""

import asyncio
import sys
from pathlib import Path

import numpy as np
import rasterio
import rustac
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, Resampling
from rasterio.transform import from_origin
from rasterio.warp import transform_geom

SIDE, PIXEL, WEST, NORTH = 700, 30.0, 500010.0, 4300020.0
PROFILES = {
    "mask-deflate": dict(count=1, dtype="uint16", compress="deflate", predictor=2),
    "mask-jpeg": dict(count=3, dtype="uint8", compress="jpeg", photometric="ycbcr", interleave="pixel"),
    "alpha-deflate": dict(count=2, dtype="uint16", compress="deflate", interleave="pixel"),
    "alpha-planar": dict(count=4, dtype="uint8", compress="lzw", interleave="band"),
    "alpha-webp": dict(count=4, dtype="uint8", compress="webp", interleave="pixel", webp_lossless="true"),
}


def write(path, name, seed):
    random = np.random.default_rng(seed)
    profile = PROFILES[name]
    rows, columns = np.mgrid[:SIDE, :SIDE]
    invalid = (rows - 350) ** 2 + (columns - 300 - 60 * seed) ** 2 < (120 + 40 * seed) ** 2
    invalid |= random.random((SIDE, SIDE)) < 0.02
    valid = np.where(invalid, 0, 255).astype("uint8")
    coarse = random.integers(1, 250, (profile["count"], SIDE // 20, SIDE // 20))
    values = (np.kron(coarse, np.ones((20, 20))) + (rows + columns) % 5).astype(profile["dtype"])
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True, COMPRESS_OVERVIEW=profile["compress"].upper(), WEBP_LOSSLESS_OVERVIEW="YES",
                      INTERLEAVE_OVERVIEW=profile["interleave"].upper() if "interleave" in profile else "PIXEL"):
        with rasterio.open(path, "w", driver="GTiff", width=SIDE, height=SIDE, crs=CRS.from_epsg(32612), tiled=True,
                           blockxsize=128, blockysize=128, transform=from_origin(WEST, NORTH, PIXEL, PIXEL), **profile) as file:
            if name.startswith("alpha"):
                file.colorinterp = [*[ColorInterp.gray] * (profile["count"] - 1), ColorInterp.alpha]
                values[-1] = np.where(invalid, 0, np.iinfo(profile["dtype"]).max)
            file.write(values)
            if name.startswith("mask"):
                file.write_mask(valid)
        with rasterio.open(path, "r+") as file:
            file.build_overviews([2, 4], Resampling.nearest)


def item(name, path, hour):
    outline = [[WEST, NORTH - SIDE * PIXEL], [WEST + SIDE * PIXEL, NORTH - SIDE * PIXEL], [WEST + SIDE * PIXEL, NORTH], [WEST, NORTH]]
    outline.append(outline[0])
    geometry = transform_geom("EPSG:32612", "EPSG:4326", {"type": "Polygon", "coordinates": [outline]})
    xs, ys = zip(*geometry["coordinates"][0])
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": path.stem, "collection": name, "links": [], "geometry": geometry,
        "bbox": [min(xs), min(ys), max(xs), max(ys)], "properties": {"datetime": f"2024-05-01T{hour:02}:00:00Z"},
        "assets": {"image": {"href": path.name, "roles": ["data"], "type": "image/tiff"}},
    }


async def write_index(path, items):
    await rustac.write(path, items)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    items = []
    for name in PROFILES:
        for seed in range(2):
            path = folder / f"{name}-{seed}.tif"
            write(path, name, seed)
            items.append(item(name, path, seed))
    asyncio.run(write_index(str(folder / "items.parquet"), items))


if __name__ == "__main__":
    main()
