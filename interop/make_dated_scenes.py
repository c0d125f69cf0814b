"""100 dates of two bands in three CRSs, points among them, and an index: make_dated_scenes.py FOLDER

Written by GDAL: COGs of 512 x 512 pixels in tiles of 128, most with nodata; every tenth date has alpha instead.
"""

import asyncio
import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import rasterio
import rustac
from pyproj import Transformer
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin
from rasterio.warp import transform_geom

DATES, POINTS, SIDE, TILE = 100, 1000, 512, 128
CENTRE = (-108.2, 39.1)
RADIUS = 0.06  # degrees; the scenes' corners stay without points
SYSTEMS = [("EPSG:32612", 30.0), ("EPSG:32613", 30.0), ("EPSG:32612", 30.0), ("EPSG:4326", 0.0003)]
HREF = "https://scenes.invalid/"
TYPES = {"red": ("uint16", 0), "ndvi": ("float32", float("nan"))}


def corner(date):
    """CRS, pixel size and place of a date's first pixel; every seventh scene leaves many points outside."""
    system, pixel = SYSTEMS[date % len(SYSTEMS)]
    x, y = Transformer.from_crs("EPSG:4326", system, always_xy=True).transform(*CENTRE)
    aside = 0.3 if date % 7 == 3 else 0.01 * (date % 5)
    return system, pixel, x - (0.5 + aside) * SIDE * pixel, y + 0.5 * SIDE * pixel


def write(path, date, band):
    system, pixel, west, north = corner(date)
    dtype, nodata = TYPES[band]
    random = np.random.default_rng([date, len(band)])
    values = random.integers(1, 10_000, (1, SIDE, SIDE))
    missing = random.random((SIDE, SIDE)) < 0.1
    profile = dict(driver="COG", width=SIDE, height=SIDE, count=1, dtype=dtype, crs=CRS.from_string(system), blocksize=TILE,
                   compress="deflate", transform=from_origin(west, north, pixel, pixel))
    values = (values / 10_000 if band == "ndvi" else values).astype(dtype)
    if date % 10 == 9 and band == "red":
        profile.update(count=2)
        values = np.concatenate([values, np.where(missing, 0, 65535)[None].astype(dtype)])
    else:
        profile.update(nodata=nodata)
        values[0][missing] = nodata
    with rasterio.open(path, "w", **profile) as file:
        if profile["count"] == 2:
            file.colorinterp = [ColorInterp.gray, ColorInterp.alpha]
        file.write(values)


def item(date):
    system, pixel, west, north = corner(date)
    east, south = west + SIDE * pixel, north - SIDE * pixel
    outline = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = transform_geom(system, "EPSG:4326", {"type": "Polygon", "coordinates": [outline]})
    xs, ys = zip(*geometry["coordinates"][0])
    time = datetime(2024, 1, 1, 18, tzinfo=timezone.utc) + timedelta(days=3 * date)
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": f"scene-{date:03}", "collection": "dated", "links": [],
        "geometry": geometry, "bbox": [min(xs), min(ys), max(xs), max(ys)],
        "properties": {"datetime": time.isoformat().replace("+00:00", "Z")},
        "assets": {band: {"href": f"{HREF}{date:03}-{band}.tif", "roles": ["data"], "type": "image/tiff"} for band in TYPES},
    }


def points():
    random = np.random.default_rng(7)
    distance, angle = RADIUS * np.sqrt(random.random(POINTS)), random.random(POINTS) * 2 * np.pi
    places = zip(CENTRE[0] + distance * np.cos(angle), CENTRE[1] + distance * np.sin(angle))
    return {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": f"p{i}", "properties": {}, "geometry": {"type": "Point", "coordinates": [float(x), float(y)]}}
        for i, (x, y) in enumerate(places)]}


async def write_index(path, items):
    await rustac.write(path, items)


def main():
    folder = Path(sys.argv[1])
    (folder / "cogs").mkdir(parents=True)
    for date in range(DATES):
        for band in TYPES:
            write(folder / "cogs" / f"{date:03}-{band}.tif", date, band)
    (folder / "points.geojson").write_text(json.dumps(points()))
    # Not in the order of time.
    asyncio.run(write_index(str(folder / "items.parquet"), [item(date) for date in reversed(range(DATES))]))


if __name__ == "__main__":
    main()
