#!/usr/bin/env python3
"""Writes a stac-geoparquet index of items that look like Sentinel-2's: as many as asked for, without any of their files.

    PYTHON bench/make_index.py OUT --items 200000 [--row-group 10000] [--hive] [--order time|place]

PYTHON has pyarrow, numpy and pyproj. Every 10,000 items have 100 MGRS tiles, the ones nearest to Colorado; each tile is visited
every five days from 2023-01-01 on. Twelve assets, columns nested and named as stac-geoparquet and rustac write them, WKB
geometry, a bbox struct and the file's "geo" metadata with its covering. OUT is a file; with --hive a folder of one file per
month, year=2023/month=1/items.parquet. --row-group 0 writes one row group with snappy, as stac-geoparquet does in Python; else
zstd, as rustac does. Rows are in the order of their times, or with --order place tile by tile. The same arguments give the
same items.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyproj import Transformer

START = np.datetime64("2023-01-01T00:00:00", "ms")
DAY = np.timedelta64(1, "D")
REVISIT = 5
TILES_PER_ITEM = 1 / 100
NEAR = (-105.5, 39.0)
#: Side of a tile in metres; neighbours overlap by 9.8 km.
SIDE = 109_800
BATCH = 10_000
HREFS = "https://sentinel-cogs.s3.us-west-2.amazonaws.com/sentinel-s2-l2a-cogs/"
#: key -> (file, band, common name, centre and width in micrometres, ground sample distance in metres)
ASSETS = {
    "coastal": ("B01", "coastal", 0.443, 0.027, 60),
    "blue": ("B02", "blue", 0.49, 0.098, 10),
    "green": ("B03", "green", 0.56, 0.045, 10),
    "red": ("B04", "red", 0.665, 0.038, 10),
    "rededge1": ("B05", "rededge", 0.704, 0.019, 20),
    "rededge2": ("B06", "rededge", 0.74, 0.018, 20),
    "rededge3": ("B07", "rededge", 0.783, 0.028, 20),
    "nir": ("B08", "nir", 0.842, 0.145, 10),
    "nir08": ("B8A", "nir08", 0.865, 0.033, 20),
    "nir09": ("B09", "nir09", 0.945, 0.026, 60),
    "swir16": ("B11", "swir16", 1.61, 0.143, 20),
    "swir22": ("B12", "swir22", 2.19, 0.242, 20),
}
PERCENTAGES = [
    "nodata_pixel",
    "saturated_defective_pixel",
    "dark_features",
    "cloud_shadow",
    "vegetation",
    "not_vegetated",
    "water",
    "unclassified",
    "medium_proba_clouds",
    "high_proba_clouds",
    "thin_cirrus",
    "snow_ice",
]


class Tiles:
    """MGRS-like squares of the UTM zones, nearest to Colorado first; one value or row per tile."""

    def __init__(self, count):
        zones, rows, columns = np.meshgrid(np.arange(1, 61), np.arange(-75, 81), np.arange(3, 7), indexing="ij")
        zone, row, column = zones.ravel(), rows.ravel(), columns.ravel()
        lon = -183 + 6 * zone + (column - 4.5) * 0.9 / np.cos(np.radians(row * 0.9))
        distance = np.hypot((lon - NEAR[0]) * np.cos(np.radians(row * 0.9)), row * 0.9 - NEAR[1])
        # A zone is narrower than its four columns away from the equator.
        near = np.flatnonzero(np.abs(lon - (-183 + 6 * zone)) <= 3)
        chosen = np.sort(near[np.argsort(distance[near], kind="stable")][:count])
        if len(chosen) < count:
            raise SystemExit(f"there are {len(chosen)} tiles, not {count}")
        self.zone, self.row, self.column = zone[chosen], row[chosen], column[chosen]
        self.epsg = np.where(self.row >= 0, 32600, 32700) + self.zone
        self.west = self.column * 100_000.0
        self.north = (self.row + 1) * 100_000.0 + np.where(self.row >= 0, 0, 10_000_000)
        self.bounds = np.stack([self.west, self.north - SIDE, self.west + SIDE, self.north], axis=1)
        self.corners = self._corners()
        self.band = np.array(list("CDEFGHJKLMNPQRSTUVWX"))[np.clip((self.row * 0.9 + 80) // 8, 0, 19).astype(int)]
        letters = np.array(list("ABCDEFGHJKLMNPQRSTUVWXYZ"))
        self.square = np.char.add(letters[self.column % 24], letters[self.row % 20])

    def _corners(self):
        """Longitude and latitude of north-west, south-west, south-east and north-east."""
        corners = np.empty((len(self.zone), 4, 2))
        east, south = self.west + SIDE, self.north - SIDE
        for epsg in np.unique(self.epsg):
            of = self.epsg == epsg
            to = Transformer.from_crs(int(epsg), 4326, always_xy=True)
            for corner, (x, y) in enumerate([(self.west, self.north), (self.west, south), (east, south), (east, self.north)]):
                corners[of, corner, 0], corners[of, corner, 1] = to.transform(x[of], y[of])
        return np.round(corners, 8)


def order(tiles, items, by):
    """Tile, visit and time of each item, in the order of the rows."""
    number = np.arange(items)
    tile, visit = number % len(tiles.zone), number // len(tiles.zone)
    # A strip of tiles is seen on the same day of five, about half past ten of its own noon.
    strip = (tiles.zone[tile] * 4 + tiles.column[tile]) % REVISIT
    lon = tiles.corners[tile, 0, 0]
    time = START + (visit * REVISIT + strip) * DAY
    time = time + ((10.5 - lon / 15) * 3_600_000 - tiles.row[tile] * 15_000).astype("timedelta64[ms]")
    rows = np.argsort(time, kind="stable") if by == "time" else np.lexsort((time, tile))
    return tile[rows], visit[rows], time[rows]


def wkb(corners):
    """Polygons of four corners as well-known binary."""
    ring = np.concatenate([corners, corners[:, :1]], axis=1).reshape(len(corners), 10)
    head = np.frombuffer(np.array([1], "u1").tobytes() + np.array([3, 1, 5], "<u4").tobytes(), "u1")
    body = ring.astype("<f8").view("u1").reshape(len(corners), 80)
    data = np.concatenate([np.broadcast_to(head, (len(corners), 13)), body], axis=1)
    offsets = np.arange(len(corners) + 1, dtype="int32") * 93
    return pa.Array.from_buffers(pa.binary(), len(corners), [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(data.tobytes())])


def joined(*parts):
    """Texts put together row by row; plain texts stand in every row."""
    return pc.binary_join_element_wise(*[part if isinstance(part, pa.Array) else pa.scalar(str(part)) for part in parts], "")


def lists(rows, kind):
    """A list per row of a two-dimensional array."""
    offsets = np.arange(rows.shape[0] + 1, dtype="int32") * rows.shape[1]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(rows.ravel(), kind))


class Constants:
    """Columns that are the same in every row, made once for a whole batch."""

    def __init__(self):
        self.columns = {}

    def column(self, name, value, count):
        if name not in self.columns:
            self.columns[name] = pa.array([value]).take(pa.array(np.zeros(BATCH, "int64")))
        return self.columns[name].slice(0, count)


def asset(key, prefix, tiles, tile, constant, random):
    file, common, centre, width, gsd = ASSETS[key]
    count, size = len(tile), SIDE // gsd
    band = {
        "name": key,
        "common_name": common,
        "description": f"{key} (band {file[1:]})",
        "center_wavelength": centre,
        "full_width_half_max": width,
    }
    raster = {
        "nodata": 0,
        "data_type": "uint16",
        "bits_per_sample": 15,
        "spatial_resolution": gsd,
        "scale": 0.0001,
        "offset": -0.1,
    }
    transform = np.zeros((count, 6))
    transform[:, 0], transform[:, 4] = gsd, -gsd
    transform[:, 2], transform[:, 5] = tiles.west[tile], tiles.north[tile]
    fields = {
        "href": joined(prefix, file + ".tif"),
        "type": constant("type", "image/tiff; application=geotiff; profile=cloud-optimized", count),
        "title": constant(key + " title", f"{key} (band {file[1:]}) - {gsd}m", count),
        "roles": constant("roles", ["data", "reflectance"], count),
        "eo:bands": constant(key + " bands", [band], count),
        "gsd": constant(f"gsd {gsd}", gsd, count),
        "proj:shape": constant(f"shape {gsd}", [size, size], count),
        "proj:transform": lists(transform, pa.float64()),
        "proj:bbox": lists(tiles.bounds[tile], pa.float64()),
        "processing:level": constant("level", "L2A", count),
        "file:size": pa.array(random.integers(size * size // 2, size * size * 2, count)),
        "raster:bands": constant(key + " raster", [raster], count),
    }
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields))


def times(values):
    return pa.array(values.astype("datetime64[us]"), pa.timestamp("us", "UTC"))


def batch(tiles, tile, visit, time, constants, seed):
    """A table of the given items."""
    count = len(tile)
    random = np.random.default_rng(seed)

    def constant(name, value, rows=count):
        return constants.column(name, value, rows)

    def text(values):
        return pa.array(values.astype(str))

    corners = tiles.corners[tile]
    day = pc.strftime(times(time), "%Y%m%d")
    stamp = pc.strftime(times(time.astype("datetime64[s]")), "%Y%m%dT%H%M%S")
    stamp = pc.utf8_slice_codeunits(stamp, 0, 15)
    platform = pa.array(np.array(["S2A", "S2B"])[visit % 2])
    zone, latitude, square = text(tiles.zone[tile]), text(tiles.band[tile]), text(tiles.square[tile])
    grid = joined(zone, latitude, square)
    item = joined(platform, "_", grid, "_", day, "_0_L2A")
    month = time.astype("datetime64[M]").astype(int)
    prefix = joined(
        HREFS, zone, "/", latitude, "/", square, "/", text(month // 12 + 1970), "/", text(month % 12 + 1), "/", item, "/"
    )
    take = joined(platform, "_MSIL2A_", stamp, "_N0509_R", text(100 + tiles.column[tile] * 7), "_T", grid, "_", stamp)
    box = [corners[:, :, 0].min(1), corners[:, :, 1].min(1), corners[:, :, 0].max(1), corners[:, :, 1].max(1)]
    columns = {
        "type": constant("feature", "Feature"),
        "stac_version": constant("version", "1.0.0"),
        "stac_extensions": constant(
            "extensions",
            [f"https://stac-extensions.github.io/{name}/v1.0.0/schema.json" for name in ("eo", "mgrs", "grid", "raster")],
        ),
        "id": item,
        "geometry": wkb(corners),
        "bbox": pa.StructArray.from_arrays([pa.array(side) for side in box], names=["xmin", "ymin", "xmax", "ymax"]),
        "links": pa.array([[]] * count, pa.list_(pa.struct([("href", pa.string()), ("rel", pa.string())]))),
        "assets": pa.StructArray.from_arrays(
            [asset(key, prefix, tiles, tile, constant, random) for key in ASSETS], names=list(ASSETS)
        ),
        "collection": constant("collection", "sentinel-2-l2a"),
        "created": times(time + np.timedelta64(11, "h")),
        "updated": times(time + np.timedelta64(13, "h")),
        "datetime": times(time),
        "platform": pc.replace_substring(platform, "S2", "sentinel-2"),
        "constellation": constant("constellation", "sentinel-2"),
        "instruments": constant("instruments", ["msi"]),
        "eo:cloud_cover": pa.array(np.round(random.beta(0.5, 0.7, count) * 100, 6)),
        "proj:code": joined("EPSG:", text(tiles.epsg[tile])),
        "proj:centroid": pa.StructArray.from_arrays(
            [pa.array(np.round(corners[:, :, axis].mean(1), 5)) for axis in (1, 0)], names=["lat", "lon"]
        ),
        "mgrs:utm_zone": pa.array(tiles.zone[tile]),
        "mgrs:latitude_band": latitude,
        "mgrs:grid_square": square,
        "grid:code": joined("MGRS-", grid),
        "view:sun_azimuth": pa.array(random.uniform(100, 180, count)),
        "view:sun_elevation": pa.array(random.uniform(20, 70, count)),
        **{f"s2:{name}_percentage": pa.array(np.round(random.uniform(0, 100, count), 6)) for name in PERCENTAGES},
        "s2:degraded_msi_data_percentage": pa.array(np.round(random.uniform(0, 0.1, count), 4)),
        "s2:product_type": constant("product", "S2MSI2A"),
        "s2:processing_baseline": constant("baseline", "05.09"),
        "s2:product_uri": joined(take, ".SAFE"),
        "s2:generation_time": times(time + np.timedelta64(5, "h")),
        "s2:datatake_id": joined("G", platform, "_", stamp, "_0", text(40000 + visit), "_N05.09"),
        "s2:datatake_type": constant("datatake", "INS-NOBS"),
        "s2:datastrip_id": joined(platform, "_OPER_MSI_L2A_DS_2BPS_", stamp, "_S", stamp, "_N05.09"),
        "s2:granule_id": joined(platform, "_OPER_MSI_L2A_TL_2BPS_", stamp, "_A0", text(40000 + visit), "_T", grid, "_N05.09"),
        "s2:reflectance_conversion_factor": pa.array(1 + 0.03 * np.cos(visit / 11.6)),
        "earthsearch:s3_path": joined("s3://sentinel-cogs/", pc.utf8_slice_codeunits(prefix, len(HREFS))),
        "earthsearch:payload_id": joined("roda-sentinel2/workflow-sentinel2-to-stac/", grid, "/", day),
        "earthsearch:boa_offset_applied": constant("boa", True),
    }
    return pa.table(columns)


def metadata():
    side = {name: ["bbox", name] for name in ("xmin", "ymin", "xmax", "ymax")}
    geometry = {"encoding": "WKB", "geometry_types": ["Polygon"], "covering": {"bbox": side}}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    return {"geo": json.dumps(geo), "stac-geoparquet": json.dumps({"version": "1.0.0"})}


def write(path, tiles, rows, row_group, constants):
    """One file of the items in ``rows``: tile, visit and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = len(rows[0])
    tables = (
        batch(tiles, *(part[at : at + BATCH] for part in rows), constants, [at, count]) for at in range(0, count, BATCH)
    )
    first = next(tables).replace_schema_metadata(metadata())
    compression = "zstd" if row_group else "snappy"
    with pq.ParquetWriter(path, first.schema, compression=compression) as out:
        if row_group == BATCH:
            out.write_table(first)
            for table in tables:
                out.write_table(table.replace_schema_metadata(metadata()))
        else:
            rest = [table.replace_schema_metadata(metadata()) for table in tables]
            out.write_table(pa.concat_tables([first, *rest]), row_group_size=row_group or count)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--items", type=int, required=True)
    parser.add_argument("--row-group", type=int, default=BATCH)
    parser.add_argument("--hive", action="store_true")
    parser.add_argument("--order", choices=["time", "place"], default="time")
    arguments = parser.parse_args()
    tiles = Tiles(max(1, round(arguments.items * TILES_PER_ITEM)))
    tile, visit, time = order(tiles, arguments.items, arguments.order)
    constants = Constants()
    if not arguments.hive:
        write(arguments.out, tiles, (tile, visit, time), arguments.row_group, constants)
        return
    months = time.astype("datetime64[M]").astype(int)
    for month in np.unique(months):
        of = months == month
        folder = arguments.out / f"year={month // 12 + 1970}" / f"month={month % 12 + 1}"
        write(folder / "items.parquet", tiles, (tile[of], visit[of], time[of]), arguments.row_group, constants)


if __name__ == "__main__":
    main()
