"""Makes the demo's scenes again: python examples/demo/make_demo.py [FOLDER]

Needs numpy, rasterio and rustac (see PROVENANCE.md); only to make the scenes, not to run the demo.
"""

import asyncio
import json
import shutil
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import rasterio
import rustac
from rasterio.transform import from_origin
from rasterio.warp import transform

import landscape

BANDS = ("red", "green", "blue")
PIXEL, SIZE = 40, 512
COLLECTION = "cogstream-demo"
SITES = {  # EPSG code, west, north; the four overlap in a cross at 108° W, 38.95° N
    "12-north": (32612, 741_400, 4_333_600),
    "12-south": (32612, 742_000, 4_315_000),
    "13-north": (32613, 237_600, 4_333_600),
    "13-south": (32613, 237_040, 4_315_000),
}
# Per date: time, clouds (seed, cover), edge of the swath (a, b, c: data where a*u + b*v < c, metres), sites.
DATES = (
    ("2024-06-03T18:02:11Z", (101, 0.12), None, tuple(SITES)),
    ("2024-06-11T18:12:09Z", (202, 0.52), (0.97, 0.24, 9_500), ("12-north", "12-south", "13-south")),
    ("2024-07-05T18:01:57Z", (303, 0.26), (-0.98, 0.2, 11_000), ("12-south", "13-north", "13-south")),
)
STEP = 16  # reflectance is rounded to this, so that the scenes stay small


def compression(number):
    """Most files deflate with predictor 2, every fifth zstd or LZW."""
    return {3: ("ZSTD", 2), 8: ("LZW", 2), 13: ("ZSTD", 1), 18: ("LZW", 1), 23: ("ZSTD", 2), 28: ("DEFLATE", 1)}.get(
        number, ("DEFLATE", 2)
    )


def pixels(site, date):
    """Bands (3, row, column) with 0 outside the swath, and the share of cloudy pixels."""
    epsg, west, north = SITES[site]
    time, (seed, cover), edge, _ = date
    columns, rows = np.meshgrid(np.arange(SIZE) + 0.5, np.arange(SIZE) + 0.5)
    x, y = west + PIXEL * columns, north - PIXEL * rows
    lon, lat = (np.asarray(a).reshape(SIZE, SIZE) for a in transform(f"EPSG:{epsg}", "EPSG:4326", x.ravel(), y.ravel()))
    day = datetime.fromisoformat(time).timetuple().tm_yday
    bands, cloud = landscape.scene(lon, lat, day, seed, cover)
    data = np.round(np.stack(bands) / STEP) * STEP
    valid = np.ones((SIZE, SIZE), bool)
    if edge:
        u, v = landscape.to_plane(lon, lat)
        valid = edge[0] * u + edge[1] * v < edge[2]
    data = np.where(valid, np.clip(data, 1, 10_000), 0).astype("uint16")
    return data, round(100 * float((cloud[valid] > 0.5).mean()), 1)


def footprint(site, edge):
    """Ring of longitudes and latitudes round the valid pixels, counter-clockwise."""
    epsg, west, north = SITES[site]
    east, south = west + PIXEL * SIZE, north - PIXEL * SIZE
    corners = [(west, south), (east, south), (east, north), (west, north)]
    lon, lat = transform(f"EPSG:{epsg}", "EPSG:4326", *zip(*corners))
    ring = [landscape.to_plane(np.float64(a), np.float64(b)) for a, b in zip(lon, lat)]
    if edge:
        ring = clip(ring, edge)
    ring = [[round(float(a), 6) for a in landscape.to_lonlat(u, v)] for u, v in ring]
    return ring + ring[:1]


def clip(ring, edge):
    inside = [edge[0] * u + edge[1] * v - edge[2] for u, v in ring]
    clipped = []
    for i, point in enumerate(ring):
        before = ring[i - 1]
        if (inside[i - 1] < 0) != (inside[i] < 0):
            t = inside[i - 1] / (inside[i - 1] - inside[i])
            clipped.append(tuple(a + t * (b - a) for a, b in zip(before, point)))
        if inside[i] < 0:
            clipped.append(point)
    return clipped


def write_cog(path, band, epsg, west, north, number):
    compress, predictor = compression(number)
    options = dict(
        driver="COG", dtype="uint16", count=1, width=SIZE, height=SIZE, nodata=0, crs=f"EPSG:{epsg}",
        transform=from_origin(west, north, PIXEL, PIXEL), blocksize=256, overviews="AUTO",
        overview_resampling="average", compress=compress, predictor=predictor,
    )
    if compress != "LZW":
        options["level"] = 9 if compress == "DEFLATE" else 19
    with rasterio.open(path, "w", **options) as file:
        file.write(band, 1)


def asset(href, name):
    return {
        "href": href,
        "type": "image/tiff; application=geotiff; profile=cloud-optimized",
        "title": name,
        "roles": ["data"],
        "eo:bands": [{"name": name, "common_name": name}],
        "raster:bands": [{"nodata": 0, "data_type": "uint16", "spatial_resolution": PIXEL, "scale": 0.0001, "offset": 0}],
    }


def item(site, date, cloud_cover):
    epsg, west, north = SITES[site]
    name = f"{site}-{date[0][:10].replace('-', '')}"
    ring = footprint(site, date[2])
    lon, lat = zip(*ring)
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [
            "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
            "https://stac-extensions.github.io/eo/v1.1.0/schema.json",
            "https://stac-extensions.github.io/raster/v1.1.0/schema.json",
        ],
        "id": name,
        "collection": COLLECTION,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "bbox": [min(lon), min(lat), max(lon), max(lat)],
        "properties": {
            "datetime": date[0],
            "gsd": PIXEL,
            "eo:cloud_cover": cloud_cover,
            "proj:code": f"EPSG:{epsg}",
            "proj:shape": [SIZE, SIZE],
            "proj:transform": [PIXEL, 0, west, 0, -PIXEL, north],
        },
        "links": [{"rel": "collection", "href": "collection.json", "type": "application/json"}],
        "assets": {band: asset(f"scenes/{name}/{band}.tif", band) for band in BANDS},
    }


def collection(items):
    boxes = [entry["bbox"] for entry in items]
    return {
        "type": "Collection",
        "stac_version": "1.0.0",
        "id": COLLECTION,
        "title": "Demo scenes of cogstream",
        "description": "An imaginary landscape in two UTM zones on three dates. No real imagery.",
        "license": "Apache-2.0",
        "extent": {
            "spatial": {"bbox": [[min(b[0] for b in boxes), min(b[1] for b in boxes),
                                  max(b[2] for b in boxes), max(b[3] for b in boxes)]]},
            "temporal": {"interval": [[DATES[0][0], DATES[-1][0]]]},
        },
        "links": [{"rel": "items", "href": "items.parquet", "type": "application/vnd.apache.parquet"}],
    }


async def write_index(path, items):
    await rustac.write(str(path), items)


def main(folder):
    shutil.rmtree(folder / "scenes", ignore_errors=True)
    items, number = [], 0
    for date in DATES:
        for site in date[3]:
            data, cloud_cover = pixels(site, date)
            entry = item(site, date, cloud_cover)
            items.append(entry)
            (folder / "scenes" / entry["id"]).mkdir(parents=True)
            for band, values in zip(BANDS, data):
                write_cog(folder / "scenes" / entry["id"] / f"{band}.tif", values, *SITES[site], number)
                number += 1
            print(entry["id"], entry["properties"]["eo:cloud_cover"], "% clouds", round(100 * (data[0] == 0).mean()), "% empty")
    (folder / "collection.json").write_text(json.dumps(collection(items), indent=2) + "\n")
    asyncio.run(write_index(folder / "items.parquet", items))
    size = sum(path.stat().st_size for path in folder.rglob("*.*") if path.is_file())
    print(f"{number} files, {size / 1e6:.1f} MB, GDAL {rasterio.__gdal_version__}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
