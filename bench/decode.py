"""How fast tiles are decoded, beside GDAL: makes GeoTIFFs of 512 x 512 tiles, times both, and prints a Markdown table.

    "$(interop/venv)" bench/decode.py WORK [NAME ...]

WORK is a folder for the files (about 200 MB). Both sides decode from memory or page cache, on one thread, and are judged by
the CPU time of that thread: MB/s are decoded bytes, and the best round counts: of GDAL three before JMH and three after it, of
cogstream JMH's iterations. GDAL's block cache holds less than a file, so every block is decoded. Deflate is measured with the
native inflater and without.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import rasterio

REPOSITORY = Path(__file__).resolve().parent.parent
SIZE = 4096
TILE = 512
NATIVE_OFF = "-Dio.cogstream.nativeInflate=false"

# name -> (data, creation options, factor of GDAL's speed to reach or None, JVM options)
FILES = {
    "deflate, predictor 2": ("uint16", dict(compress="deflate", predictor=2), 1.5, []),
    "deflate, predictor 2, java.util.zip": ("uint16", dict(compress="deflate", predictor=2), 0.75, [NATIVE_OFF]),
    "deflate": ("uint16", dict(compress="deflate"), None, []),
    "zstd, predictor 2": ("uint16", dict(compress="zstd", predictor=2), 1.4, []),
    "LZW, predictor 2": ("uint16", dict(compress="lzw", predictor=2), 0.9, []),
    "LZW": ("uint16", dict(compress="lzw"), 0.9, []),
    "JPEG, grey": ("grey", dict(compress="jpeg", jpeg_quality=85), 0.5, []),
    "JPEG, YCbCr 4:2:0": (
        "rgb",
        dict(compress="jpeg", photometric="ycbcr", jpeg_quality=85, interleave="pixel"),
        0.5,
        [],
    ),
    "WebP": ("rgb", dict(compress="webp", webp_level=75, interleave="pixel"), None, []),
    "LERC, uint16": ("uint16", dict(compress="lerc", max_z_error=0), None, []),
    "LERC, float32, 0.01": ("float32", dict(compress="lerc", max_z_error=0.01), None, []),
    "zstd, predictor 3, float32": ("float32", dict(compress="zstd", predictor=3), None, []),
    "LZMA": ("uint16", dict(compress="lzma"), None, []),
}


def landscape(seed):
    """Relief and fields from 500 pixels to 8, as the scenes of ../shared/bench have them: -2000 to 2000, mostly."""
    random = np.random.default_rng(seed)
    picture = np.zeros((SIZE, SIZE), np.float32)
    for cells, height in ((8, 900), (32, 500), (128, 260), (512, 120)):
        grid = random.standard_normal((cells + 1, cells + 1), np.float32)
        at = np.arange(SIZE) * (cells / SIZE)
        low = at.astype(int)
        part = (at - low).astype(np.float32)
        rows = grid[low] * (1 - part)[:, None] + grid[low + 1] * part[:, None]
        picture += (rows[:, low] * (1 - part) + rows[:, low + 1] * part) * height
    return picture, random


def data(kind):
    picture, random = landscape(1)
    noise = random.standard_normal((SIZE, SIZE), np.float32)
    if kind == "uint16":
        return np.clip(1750 + picture * 0.8 + noise * 21, 1, 12000).astype("uint16")[None]
    if kind == "float32":
        return (picture + noise * 0.05)[None].astype("float32")
    bands = [np.clip(110 + picture * (0.04 + 0.01 * b) + noise * 5, 0, 255).astype("uint8") for b in range(3)]
    return np.stack(bands[:1] if kind == "grey" else bands)


def make(path, kind, options):
    bands = data(kind)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=SIZE,
        height=SIZE,
        count=len(bands),
        dtype=bands.dtype,
        tiled=True,
        blockxsize=TILE,
        blockysize=TILE,
        **options,
    ) as out:
        out.write(bands)


def gdal(path):
    """MB/s of CPU time, the best of three rounds."""
    best = 0.0
    with rasterio.Env(GDAL_NUM_THREADS="1", GDAL_CACHEMAX=8):
        for _ in range(3):
            with rasterio.open(path) as source:
                target = np.empty((source.count, TILE, TILE), source.dtypes[0])
                windows = [window for _, window in source.block_windows(1)]
                start = time.process_time()
                for window in windows:
                    source.read(window=window, out=target)
                spent = time.process_time() - start
            best = max(best, len(windows) * target.nbytes / 1e6 / spent)
    return best


def cogstream(path, options, result):
    """MB/s of CPU time, the best of JMH's iterations."""
    bench = REPOSITORY / "bench" / "target"
    subprocess.run(
        [
            os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java",
            "-cp",
            f"{bench / 'classes'}{os.pathsep}{bench / 'lib' / '*'}",
            "org.openjdk.jmh.Main",
            "TileDecoding",
            "-p",
            f"file={path}",
            "-rf",
            "json",
            "-rff",
            str(result),
            "-jvmArgs",
            " ".join(["-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", *options]),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    metrics = json.loads(result.read_text())[0]["secondaryMetrics"]
    done, spent = (metrics[name]["rawData"][0] for name in ("bytes", "cpuNanos"))
    return max(count / 1e6 / (nanos / 1e9) for count, nanos in zip(done, spent))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    work = Path(sys.argv[1])
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["./mvnw", "-q", "-B", "-ntp", "-Dquick", "-DskipTests", "-Pbench", "-pl", "core,bench", "package"],
        check=True,
        cwd=REPOSITORY,
    )
    missed = []
    print("| tiles | GDAL, MB/s | cogstream, MB/s | ratio | to reach |\n|---|---|---|---|---|", flush=True)
    for name in sys.argv[2:] or FILES:
        kind, options, goal, jvm = FILES[name]
        path = work / ("_".join([kind, *map(str, options.values())]) + ".tif")
        if not path.exists():
            make(path, kind, options)
        before = gdal(path)
        ours = cogstream(path, jvm, work / "jmh.json")
        theirs = max(before, gdal(path))
        ratio = ours / theirs
        print(f"| {name} | {theirs:.0f} | {ours:.0f} | {ratio:.2f} | {goal or ''} |", flush=True)
        if goal and ratio < goal:
            missed.append(name)
    if missed:
        sys.exit(f"slower than they should be: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
