"""Values at points are those of rasterio's sample on the same files, and every tile that holds a point is asked for once."""

import json
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
import rasterio
from pyproj import Transformer
from rasterio.transform import rowcol

from conftest import RUN_AND_LEAVE
from expected_reads import HEADER, levels, requests, tiles
from make_dated_scenes import DATES, HREF, POINTS, TYPES
from make_masked_scenes import NORTH, PIXEL, PROFILES, SIDE, WEST

TARGET = Path(__file__).parent / "target"


def made(script, name):
    folder = TARGET / name
    shutil.rmtree(folder, ignore_errors=True)
    script = Path(__file__).with_name(script)
    subprocess.run([sys.executable, "-c", RUN_AND_LEAVE, script, folder], check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def scenes():
    return made("make_dated_scenes.py", "dated-scenes")


@pytest.fixture(scope="session")
def masked_scenes():
    return made("make_masked_scenes.py", "sampled-masked-scenes")


@pytest.fixture(scope="session")
def points(scenes):
    features = json.loads((scenes / "points.geojson").read_text())["features"]
    return np.array([feature["geometry"]["coordinates"] for feature in features])


class Logging(BaseHTTPRequestHandler):
    """Serves byte ranges and writes down which."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.lstrip("/")
        start, end = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
        self.server.ranges.setdefault(name, []).append((start, end + 1))
        content = (self.server.folder / name).read_bytes()
        body = content[start:end + 1]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{start + len(body) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *message):
        pass


@pytest.fixture
def server(scenes):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Logging)
    server.folder, server.ranges = scenes / "cogs", {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def sample(request, *arguments):
    command = [request.config.getoption("cogstream"), "sample", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def places(path, points, crs="EPSG:4326"):
    """Points in a file's CRS, and the row and column of each."""
    with rasterio.open(path) as file:
        xy = np.column_stack(Transformer.from_crs(crs, file.crs, always_xy=True).transform(*points.T))
        rows, columns = rowcol(file.transform, *xy.T)
        inside = (rows >= 0) & (rows < file.height) & (columns >= 0) & (columns < file.width)
        return xy, rows, columns, inside


def rasterio_values(path, xy):
    """Values of the first band, masked where rasterio masks them."""
    with rasterio.open(path) as file:
        return np.ma.concatenate(list(file.sample(xy, indexes=[1], masked=True)))


def test_a_thousand_points_on_a_hundred_dates_read_each_tile_once_and_equal_rasterio(scenes, points, server, request, tmp_path):
    output = tmp_path / "samples.csv"
    summary = json.loads(sample(
        request, scenes / "items.parquet", "--points", scenes / "points.geojson", "--output", output, "--json",
        "--bands", "red,ndvi", "--href-map", f"{HREF}=http://127.0.0.1:{server.server_port}/"))

    expected_ranges, expected, touched = {}, [], 0
    for date in range(DATES):
        values = {}
        for band in TYPES:
            path = scenes / "cogs" / f"{date:03}-{band}.tif"
            xy, rows, columns, inside = places(path, points)
            values[band] = rasterio_values(path, xy[inside])
            full = levels(path)[0]
            wanted = tiles(full, rows[inside], columns[inside])
            touched += len(wanted)
            expected_ranges[path.name] = Counter([(0, HEADER), *map(tuple, requests(full, wanted))])
        expected.append(pd.DataFrame({"number": np.flatnonzero(inside), "date": date, **{
            band: values[band].astype(float).filled(np.nan) for band in TYPES}}))

    # Each tile in one request, and that made once: the log holds no other range, and none twice.
    assert {name: Counter(ranges) for name, ranges in server.ranges.items()} == expected_ranges
    count = sum(map(len, server.ranges.values()))
    assert summary["source"]["requests"] == count and summary["source"]["files"] == len(server.ranges) == 2 * DATES
    assert touched > 10 * 2 * DATES and touched < 16 * 2 * DATES  # some tiles hold no point
    print(f"{count} requests for {touched} tiles of {summary['source']['files']} files, {summary['rows']} rows")

    table = pd.read_csv(output)
    table["number"], table["date"] = table.point.str[1:].astype(int), table["item"].str[-3:].astype(int)
    expected = pd.concat(expected).sort_values(["number", "date"], ignore_index=True)
    for column in ("number", "date", "red"):
        np.testing.assert_array_equal(table[column], expected[column])
    np.testing.assert_array_equal(table.ndvi.to_numpy("float32"), expected.ndvi.to_numpy("float32"))
    assert 0 < table.red.isna().mean() < 0.2 and 0 < table.ndvi.isna().mean() < 0.2
    assert summary["rows"] == len(table) < POINTS * DATES and summary["points"] == POINTS
    assert (table[["x", "y"]].to_numpy() == points[table.number]).all()
    assert table.groupby("point").datetime.is_monotonic_increasing.all()


def test_parquet_holds_the_table_that_csv_holds_in_the_sources_types(scenes, request, tmp_path):
    for name in ("samples.csv", "samples.parquet"):
        sample(request, scenes / "items.parquet", "--points", scenes / "points.geojson", "--output", tmp_path / name,
               "--datetime", "2024-01-01/2024-02-15", "--bands", "red,ndvi", "--href-map", f"{HREF}={scenes / 'cogs'}/")
    table = pd.read_csv(tmp_path / "samples.csv", parse_dates=["datetime"])
    rows = duckdb.sql(f"select * from '{tmp_path / 'samples.parquet'}'")
    assert dict(zip(rows.columns, map(str, rows.types))) == {
        "point": "VARCHAR", "x": "DOUBLE", "y": "DOUBLE", "datetime": "TIMESTAMP WITH TIME ZONE", "item": "VARCHAR",
        "collection": "VARCHAR", "red": "USMALLINT", "ndvi": "FLOAT"}
    columns = rows.df()
    assert len(table) > 10 * POINTS
    for name in ("point", "x", "y", "item", "collection", "red"):
        assert columns[name].dropna().tolist() == table[name].dropna().tolist(), name
    assert (columns.red.isna() == table.red.isna()).all() and table.red.isna().any()
    assert (columns.datetime.dt.tz_convert("UTC") == table.datetime).all()
    np.testing.assert_array_equal(columns.ndvi.to_numpy("float32"), table.ndvi.to_numpy("float32"))


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "mask-jpeg"])
def test_masks_and_alpha_leave_a_value_out_where_rasterio_does(name, masked_scenes, request, tmp_path):
    random = np.random.default_rng(3)
    xy = np.array([WEST, NORTH]) + random.random((300, 2)) * SIDE * PIXEL * np.array([1, -1])
    pd.DataFrame(xy, columns=["x", "y"]).to_csv(tmp_path / "points.csv", index=False)

    sample(request, masked_scenes / "items.parquet", "--collections", name, "--points", tmp_path / "points.csv",
           "--points-crs", "EPSG:32612", "--output", tmp_path / "samples.csv")

    table = pd.read_csv(tmp_path / "samples.csv")
    for seed in range(2):
        expected = rasterio_values(masked_scenes / f"{name}-{seed}.tif", xy)
        found = table[table["item"] == f"{name}-{seed}"]
        assert found.point.tolist() == list(range(300)) and 10 < expected.mask.sum() < 290
        np.testing.assert_array_equal(found.image.to_numpy(float), expected.astype(float).filled(np.nan))


def test_points_on_the_edges_of_pixels_take_the_pixel_that_rasterio_takes(scenes, request, tmp_path):
    path = scenes / "cogs" / "000-red.tif"
    with rasterio.open(path) as file:
        corners = np.array([file.transform @ (column, row) for row in range(0, 60) for column in range(0, 60)])
        crs = file.crs.to_string()
    pd.DataFrame(corners, columns=["x", "y"]).to_csv(tmp_path / "points.csv", index=False)

    sample(request, scenes / "items.parquet", "--ids", "scene-000", "--bands", "red", "--points", tmp_path / "points.csv",
           "--points-crs", crs, "--output", tmp_path / "samples.csv", "--href-map", f"{HREF}={scenes / 'cogs'}/")

    _, _, _, inside = places(path, corners, crs)
    table = pd.read_csv(tmp_path / "samples.csv")
    assert table.point.tolist() == np.flatnonzero(inside).tolist()
    np.testing.assert_array_equal(table.red.to_numpy(float), rasterio_values(path, corners[inside]).astype(float).filled(np.nan))
