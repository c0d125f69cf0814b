#!/usr/bin/env python3
"""The item index at scale, with lazycogs' queries beside it in the same run; prints Markdown tables.

    PYTHON bench/index.py WORK [--chunks 10000] [--lazycogs-chunks 200]

PYTHON has lazycogs 0.7.0, pyarrow, pyproj and rasterio. WORK gets the indexes of bench/make_index.py, about 1 GB, once.

Opening: `cogstream open` of 1 x 1 degree, three bands and one year, out of 200,000 items in row groups of 10,000, and in one
row group as Python writes them; and of one month out of 2,000,000 items in folders of months. Cold: the system's page cache
was dropped, or where that is not permitted the index's files were (posix_fadvise); warm: the best of five runs after that.
Wall and CPU (user + system) seconds are the process's, less those of the best `cogstream --version` between them: what JVM and
command line cost by themselves. Beside it the two searches with which lazycogs.open begins (first item and items' times, in
rustac's DuckDB client), each time in a fresh process and less its imports.

Again: the same command once more over the array that is there, whose dataset has not changed.

Chunks: an array of all 200,000 items, all days, three bands, chunks of 0.1 degree. Random chunks are resolved to the items
and hrefs that they may need, in one JVM, each timed; loading the index is apart. The same boxes and days are asked of lazycogs,
one client, fewer of them. Items must agree: lazycogs compares outlines, cogstream boxes that are 0.001 degrees wider, so ours may
be more.

Bytes: of the index of 2,000,000 items in folders of months, what the search for one month's 1 x 1 degree reads, by
cogstream's own ReadStatistics, which count every read of an index file.

Fails when a figure is not reached: 2 CPU s warm, 200 us at p99, 600 bytes of heap per item, 5 % of the bytes.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
HREFS = "https://sentinel-cogs.s3.us-west-2.amazonaws.com/"
BANDS = ["red", "green", "nir"]
DEGREE = (-105.5, 39.0, -104.5, 40.0)
WORLD = (-180.0, -85.0, 180.0, 85.0)
#: Where the 2,000 tiles of 200,000 items lie, more or less.
TILES = (-125.0, 25.0, -85.0, 50.0)
EVER = "2022-01-01/2025-12-31"
YEAR = "2023-03-01/2024-02-29"
MONTH = "2023-06-01/2023-06-30"
ROUNDS = 5
INDEXES = {
    "i200k.parquet": ["--items", "200000"],
    "i200k-single.parquet": ["--items", "200000", "--row-group", "0"],
    "i2m": ["--items", "2000000", "--hive"],
}
LAZYCOGS_OPENING = """
import json, resource, sys, time
from rustac import DuckdbClient
import lazycogs

def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime

path, box, when, hive = json.loads(sys.argv[1])
wall, spent = time.perf_counter(), cpu()
client = DuckdbClient(use_hive_partitioning=True) if hive else DuckdbClient()
client.search(path, max_items=1, bbox=box, datetime=when, include=["assets"])
rows = client.search_to_arrow(path, bbox=box, datetime=when, include=["datetime", "start_datetime"])
print(json.dumps([time.perf_counter() - wall, cpu() - spent, len(rows)]))
"""


class Missed(list):
    """What was not reached."""

    def check(self, name, value, most):
        if value > most:
            self.append(f"{name}: {value:.4g}, at most {most}")


def make_indexes(work):
    for name, arguments in INDEXES.items():
        if not (work / name).exists():
            unfinished = work / f"_{name}"
            shutil.rmtree(unfinished, ignore_errors=True)
            subprocess.run([sys.executable, HOME / "bench/make_index.py", unfinished, *arguments], check=True)
            unfinished.rename(work / name)


def first_item(index, box, when):
    """Hrefs and grids of the first item's bands, for whose headers `open` asks."""
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    start, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in when.split("/"))
    bounds = {side: pc.field("bbox", side) for side in ("xmin", "ymin", "xmax", "ymax")}
    near = (bounds["xmax"] >= box[0]) & (bounds["xmin"] <= box[2]) & (bounds["ymax"] >= box[1]) & (bounds["ymin"] <= box[3])
    matching = near & (pc.field("datetime") >= start) & (pc.field("datetime") < end)
    # Tiles reach beyond their outlines' boxes a little, so some of the first may not match: all of the first few get files.
    return ds.dataset(index).head(20, columns=["proj:code", "assets"], filter=matching).to_pylist()


def make_cogs(work, items):
    """Files without a single tile, of the items' own grids."""
    import rasterio
    from affine import Affine

    for item in items:
        for band in BANDS:
            asset = item["assets"][band]
            path = work / "cogs" / asset["href"].removeprefix(HREFS)
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            height, width = asset["proj:shape"]
            with rasterio.open(
                path,
                "w",
                driver="GTiff",
                width=width,
                height=height,
                count=1,
                dtype="uint16",
                nodata=0,
                crs=item["proj:code"],
                transform=Affine(*asset["proj:transform"]),
                tiled=True,
                blockxsize=1024,
                blockysize=1024,
                compress="deflate",
                SPARSE_OK=True,
            ):
                pass


def forget(paths):
    """Makes the next read come from the disk; says how."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
        return "page cache dropped"
    except OSError:
        for path in paths:
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)
        return "the index's pages dropped (posix_fadvise)"


def timed(command):
    """Wall and CPU seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def best(runs):
    """The least wall and the least CPU seconds."""
    return min(run[0] for run in runs), min(run[1] for run in runs)


def opening(work, index, output, box, when, resolution, *more):
    return [
        HOME / "cogstream",
        "open",
        work / index,
        "--output",
        work / output,
        "--crs=EPSG:4326",
        f"--resolution={resolution}",
        "--bbox=" + ",".join(map(str, box)),
        f"--datetime={when}",
        "--bands=" + ",".join(BANDS),
        f"--href-map={HREFS}={work / 'cogs'}/",
        "--json",
        *more,
    ]


def open_times(work, missed):
    empties, rows = [], []
    for index, when in {"i200k.parquet": YEAR, "i200k-single.parquet": YEAR, "i2m": MONTH}.items():
        make_cogs(work, first_item(work / index, DEGREE, when))
        command = opening(work, index, "degree.zarr", DEGREE, when, 0.0001)
        anew = [*command, "--overwrite"]
        how = forget(files(work / index))
        cold = timed(anew)
        items = json.loads(cold[2])["items"]
        warm, again = [], []
        for _ in range(ROUNDS):
            empties.append(timed([HOME / "cogstream", "--version"]))
            warm.append(timed(anew))
            again.append(timed(command))
        rows.append((index, f"cold: {how}", items, cold))
        rows.append((index, "warm", items, best(warm)))
        rows.append((index, "again, unchanged", items, best(again)))
        rows += lazycogs_opening(work / index, DEGREE, when)
    empty = best(empties)
    print(f"An empty run takes {empty[0]:.2f} s, {empty[1]:.2f} CPU s; it is taken off below.\n")
    print("| 1° x 1° | | items | wall, s | CPU, s |\n|---|---|---|---|---|")
    for index, name, items, (wall, cpu, *_) in rows:
        ours = not name.startswith("lazycogs")
        wall, cpu = (wall - empty[0], cpu - empty[1]) if ours else (wall, cpu)
        print(f"| {index} | {name} | {items} | {wall:.2f} | {cpu:.2f} |", flush=True)
        if name == "warm":
            missed.check(f"{index}, warm, CPU seconds", cpu, 2)


def files(index):
    return [index] if index.is_file() else sorted(index.rglob("*.parquet"))


def lazycogs_opening(index, box, when):
    question = json.dumps([str(index), box, when, index.is_dir()])
    command = [sys.executable, "-c", LAZYCOGS_OPENING, question]
    forget(files(index))
    cold = json.loads(timed(command)[2])
    warm = best([json.loads(timed(command)[2]) for _ in range(ROUNDS)])
    return [(index.name, f"lazycogs' searches, {name}", cold[2], run) for name, run in {"cold": cold, "warm": warm}.items()]


def java(question, *arguments):
    target = HOME / "bench" / "target"
    command = [
        os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java",
        "-Xmx2g",
        "-XX:+UseSerialGC",
        "-cp",
        f"{target / 'classes'}{os.pathsep}{target / 'lib' / '*'}",
        "io.cogstream.bench.IndexQueries",
        question,
        *map(str, arguments),
    ]
    return json.loads(timed(command)[2])


def chunk_times(work, count, fewer, missed):
    index = "i200k.parquet"
    make_cogs(work, first_item(work / index, WORLD, EVER))
    size = 1024
    command = opening(work, index, "all.zarr", WORLD, EVER, 0.0001, "--overwrite")
    spec = json.loads(timed([*command, f"--chunk-size={size}"])[2])["spec"]
    (across, _, west, _, down, north) = spec["transform"]
    chosen = random.Random(7)
    chunks = []
    for _ in range(count):
        column = int((chosen.uniform(TILES[0], TILES[2]) - west) / across) // size
        row = int((chosen.uniform(TILES[1], TILES[3]) - north) / down) // size
        chunks.append((chosen.randrange(3), chosen.randrange(len(spec["times"])), row, column))
    (work / "chunks.txt").write_text("".join(f"{b} {t} {y} {x}\n" for b, t, y, x in chunks))
    ours = java("resolve", work / "all.zarr", work / "chunks.txt")
    few = chunks[:fewer]
    (work / "few.txt").write_text("".join(f"{b} {t} {y} {x}\n" for b, t, y, x in few))
    ours_few = java("resolve", work / "all.zarr", work / "few.txt")["candidates"]
    theirs, found = lazycogs_chunks(work / index, spec, few, size)
    print(f"\n| chunk requests over {ours['items']:,} items, three bands | requests | p50, us | p99, us |\n|---|---|---|---|")
    print(f"| cogstream | {count} | {ours['p50Micros']:.1f} | {ours['p99Micros']:.1f} |")
    print(f"| lazycogs | {fewer} | {statistics.median(theirs):.0f} | {theirs[len(theirs) * 99 // 100]:.0f} |")
    print(
        f"\nLoading the index takes {ours['loadSeconds']:.2f} s; it takes {ours['heapBytesPerItem']:.0f} bytes of heap per item, "
        f"{ours['storedBytesPerItem']:.0f} in the store. In the {fewer} requests that both answered lazycogs found {found} items, "
        f"cogstream {ours_few}.",
        flush=True,
    )
    missed.check("p99 of a chunk, us", ours["p99Micros"], 200)
    missed.check("heap bytes per item", ours["heapBytesPerItem"], 600)
    if ours_few < found:
        missed.append(f"cogstream found {ours_few} items, lazycogs {found}")


def lazycogs_chunks(index, spec, chunks, size):
    """Microseconds per chunk, ascending, and all items found: what lazycogs 0.7.0 asks per chunk (_backend._search_items_sync)."""
    from rustac import DuckdbClient

    (across, _, west, _, down, north) = spec["transform"]
    client = DuckdbClient()
    micros, found = [], 0
    for _, step, row, column in chunks:
        left, top = west + column * size * across, north + row * size * down
        box = [left, top + size * down, left + size * across, top]
        day = datetime.fromtimestamp(spec["times"][step], UTC).strftime("%Y-%m-%d")
        start = time.perf_counter()
        items = client.search(str(index), bbox=box, datetime=day, include=["id", "assets"])
        micros.append((time.perf_counter() - start) * 1e6)
        found += len(items)
    return sorted(micros), found


def bytes_read(work, missed):
    sizes = [file.stat().st_size for file in files(work / "i2m")]
    total = sum(sizes)
    read = java("search", work / "i2m", ",".join(map(str, DEGREE)), MONTH, ",".join(BANDS))
    share = 100 * read["bytes"] / total
    print("\n| 2,000,000 items in folders of months | items | files opened | bytes read | of the index | s |")
    print("|---|---|---|---|---|---|")
    print(
        f"| 1° x 1°, one month | {read['items']} | {read['files']} of {len(sizes)} | {read['bytes']:,} of {total:,} "
        f"| {share:.2f} % | {read['seconds']:.2f} |",
        flush=True,
    )
    missed.check("percent of the bytes", share, 5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--chunks", type=int, default=10_000)
    parser.add_argument("--lazycogs-chunks", type=int, default=200)
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["./mvnw", "-q", "-B", "-ntp", "-Dquick", "-DskipTests", "-Pbench", "-pl", "core,bench", "package"],
        check=True,
        cwd=HOME,
    )
    subprocess.run([HOME / "cogstream", "--version"], check=True, stdout=subprocess.DEVNULL)
    make_indexes(work)
    missed = Missed()
    open_times(work, missed)
    chunk_times(work, arguments.chunks, arguments.lazycogs_chunks, missed)
    bytes_read(work, missed)
    if missed:
        sys.exit(f"not reached: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
