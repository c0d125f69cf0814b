"""How much a job reads over HTTP: not more than the tiles that it touches, and not less."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from rasterio.crs import CRS

from conftest import ROOT, RUN_AND_LEAVE
from expected_reads import Array, Reads, Source

TARGET = Path(__file__).parent / "target"
BENCH = ROOT.parent / "shared" / "bench"
WRITTEN_INTO_THE_INDEX = "http://127.0.0.1:8099/"
BANDS = ("red", "green", "nir")

@pytest.fixture(scope="session")
def scenes():
    """Five overlapping scenes of two UTM zones on two dates, made once."""
    folder = TARGET / "scenes-2048"
    if not folder.exists():
        unfinished = TARGET / "scenes-2048.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        make = [BENCH / "make_scenes.py", unfinished, "--size", "2048", "--dates", "2"]
        subprocess.run([sys.executable, "-c", RUN_AND_LEAVE, *make],
                       check=True, env={**os.environ, "PYTHONHASHSEED": "0"}, stdout=subprocess.DEVNULL)
        unfinished.rename(folder)
    return folder


class Server:
    """Serves the scenes with byte ranges and counts."""

    def __init__(self, folder, port):
        self.url = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen([folder / "rangeserver", "-dir", folder / "scenes-2048" / "cogs",
                                         "-addr", f"127.0.0.1:{port}", "-delay", "0"])

    def counted(self):
        """Requests and bytes since the last call."""
        with urllib.request.urlopen(self.url + "__stats") as answer:
            return json.load(answer)

    def wait(self):
        for _ in range(100):
            try:
                return self.counted()
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the range server does not answer")


@pytest.fixture(scope="session")
def server(scenes):
    go = shutil.which("go")
    assert go, "go is needed to build the range server"
    subprocess.run([go, "build", "-o", TARGET / "rangeserver", BENCH / "rangeserver.go"], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(TARGET, port)
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


@pytest.fixture
def run(request, scenes, server, tmp_path):
    """Runs the command line and returns its summary, which counts as the server does."""

    def run(array, *more, name="array"):
        box = ",".join(map(str, array.box))
        command = [request.config.getoption("cogstream"), "materialize", scenes / "items-http.parquet",
                   "--href-map", f"{WRITTEN_INTO_THE_INDEX}={server.url}", "--output", tmp_path / f"{name}.zarr", "--json",
                   "--crs", array.crs.to_string(), "--resolution", str(array.resolution), "--bbox", box,
                   "--chunk-size", str(array.chunk), *more]
        server.counted()
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        summary = json.loads(done.stdout)
        assert summary["failures"] == []
        counted = server.counted()
        assert {key: summary["source"][key] for key in counted} == counted
        return summary

    return run


@pytest.fixture(scope="session")
def items(scenes):
    """Files by day and band, in the order of the index, and how many there are."""
    days = {}
    for item in json.loads((scenes / "items.json").read_text())["features"]:
        bands = days.setdefault(item["properties"]["datetime"][:10], {band: [] for band in BANDS})
        for band in BANDS:
            bands[band].append(Source(scenes / "cogs" / Path(item["assets"][band]["href"]).name))
    return days


AREAS = {
    "same-crs": Array(CRS.from_epsg(32613), 10, (250000, 4405000, 270480, 4425480), 512),
    "reprojected": Array(CRS.from_epsg(5070), 12, (-1020000, 1931000, -1006000, 1944000), 512),
    "reprojected-overviews": Array(CRS.from_epsg(3857), 60, (-12030000, 4840000, -12000000, 4860000), 256),
}


@pytest.mark.parametrize("mosaic", ["first", "mean"])
@pytest.mark.parametrize("area", AREAS)
def test_reads_the_tiles_that_it_touches_and_little_more(area, mosaic, run, items):
    array = AREAS[area]
    expected = Reads()
    for day in items.values():
        for band in BANDS:
            expected.add(array, day[band], first=mosaic == "first")

    source = run(array, "--mosaic", mosaic)["source"]

    # Opening an array reads the headers of the first item.
    fewest, most = expected.fewest_bytes(), expected.most_bytes(opening=len(BANDS))
    print(f"{area} {mosaic}: {fewest} <= {source['bytes']} <= {most} bytes")
    assert fewest <= source["bytes"] <= most
    fewest, most = expected.fewest_requests(), expected.most_requests(opening=len(BANDS))
    print(f"{area} {mosaic}: {fewest} <= {source['requests']} <= {most} requests")
    assert fewest <= source["requests"] <= most


# Both scenes of zone 13 that lie side by side cover this strip on the first day, without a nodata pixel.
STRIP = Array(CRS.from_epsg(32613), 10, (263300, 4425000, 264400, 4435000), 512)


def test_first_does_not_touch_the_scene_behind_one_that_covers_the_area(run, items):
    covering = items["2025-06-03"]["red"][:2]
    for source in covering:
        for chunk in STRIP.chunks():
            row, column, inside = STRIP.sampled(chunk, source.crs, source.transform, 2048, 2048)
            assert inside.all() and (source.pixels(0)[row, column] != source.nodata).all()

    both = run(STRIP, "--datetime", "2025-06-03", name="both")
    alone = run(STRIP, "--datetime", "2025-06-03", "--ids", "S2X_13A_20250603", name="alone")

    assert both["source"] == alone["source"]
    assert both["source"]["files"] == 2 * len(BANDS)  # when the array is opened and when it is made
    assert run(STRIP, "--datetime", "2025-06-03", "--mosaic", "mean", name="mean")["source"]["bytes"] > alone["source"]["bytes"]


def test_reads_nothing_for_an_array_that_is_complete(run):
    array = AREAS["same-crs"]
    first = run(array)
    second = run(array)

    assert first["source"]["requests"] > 0
    assert second["source"] == {"requests": 0, "bytes": 0, "files": 0}
    assert second["chunks"]["skipped"] == first["chunks"]["written"]
