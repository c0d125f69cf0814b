"""What a materialize run must read, worked out from the files alone: tags, GDAL's pixels, PROJ's coordinates.

For nearest sampling every array pixel names one source pixel, and that lies in one tile. `Reads` holds two sets of tiles:
`needed`, those in which a sampled pixel lies that the mosaic uses, and `allowed`, those that cogstream's documented rules
may add: it decides by squares of 64 x 64 array pixels, and reads sources that overlap within a chunk side by side.
"""

import struct
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from pyproj import Transformer
from rasterio.crs import CRS

HEADER = 16 << 10  # bytes of the request that reads a header
GAP = 64 << 10  # bytes that may be read in vain between two tiles (RangeCoalescer.DEFAULT)
LONGEST = 8 << 20  # bytes of a merged request (likewise)
SQUARE = 64  # array pixels (NearestMap.CELL)

TYPES = {3: "H", 4: "I", 16: "Q"}
WIDTH, HEIGHT, TILE_WIDTH, TILE_HEIGHT, OFFSETS, COUNTS = 256, 257, 322, 323, 324, 325


@dataclass(frozen=True)
class Level:
    width: int
    height: int
    tile: tuple  # rows, columns
    offsets: tuple
    counts: tuple

    @property
    def across(self):
        return -(-self.width // self.tile[1])


def levels(path):
    """Levels of a classic little-endian TIFF, from full size to the coarsest overview."""
    content = Path(path).read_bytes()
    magic, version, position = struct.unpack_from("<2sHI", content)
    assert (magic, version) == (b"II", 42)
    found = []
    while position:
        (entries,) = struct.unpack_from("<H", content, position)
        tags = {}
        for entry in range(entries):
            at = position + 2 + 12 * entry
            tag, kind, count = struct.unpack_from("<HHI", content, at)
            if kind in TYPES:
                code = f"<{count}{TYPES[kind]}"
                inline = struct.calcsize(code) <= 4
                tags[tag] = struct.unpack_from(code, content, at + 8 if inline else struct.unpack_from("<I", content, at + 8)[0])
        found.append(Level(tags[WIDTH][0], tags[HEIGHT][0], (tags[TILE_HEIGHT][0], tags[TILE_WIDTH][0]),
                           tags[OFFSETS], tags[COUNTS]))
        (position,) = struct.unpack_from("<I", content, position + 2 + 12 * entries)
    return sorted(found, key=lambda level: -level.width)


class Source:
    """One file."""

    def __init__(self, path):
        self.path = path
        self.levels = levels(path)
        with rasterio.open(path) as file:
            self.crs, self.transform, self.nodata = file.crs, file.transform, file.nodata

    @lru_cache(maxsize=None)
    def pixels(self, level):
        options = {} if level == 0 else {"overview_level": level - 1}
        with rasterio.open(self.path, **options) as file:
            return file.read(1)

    def transform_of(self, level):
        full, size = self.levels[0], self.levels[level]
        return self.transform @ Affine.scale(full.width / size.width, full.height / size.height)

    def level_for(self, array):
        """The coarsest whose pixels are no wider than the array's at the image's centre."""
        here = np.array(self.transform @ (self.levels[0].width / 2, self.levels[0].height / 2))
        target = array.resolution
        if self.crs != array.crs:
            there = Transformer.from_crs(self.crs, array.crs, always_xy=True)
            x, y = there.transform(*here)
            target = abs(there.transform(x + array.resolution, y, direction="INVERSE")[0] - here[0])
        widths = [self.transform_of(level).a for level in range(len(self.levels))]
        return max([0, *(i for i, width in enumerate(widths) if width <= target)])


@dataclass(frozen=True)
class Array:
    crs: CRS
    resolution: float
    box: tuple  # minx, miny, maxx, maxy
    chunk: int

    def chunks(self):
        """Slices of rows and columns."""
        minx, miny, maxx, maxy = self.box
        rows, columns = (max(1, round(length / self.resolution)) for length in (maxy - miny, maxx - minx))
        for row in range(0, rows, self.chunk):
            for column in range(0, columns, self.chunk):
                yield range(row, min(rows, row + self.chunk)), range(column, min(columns, column + self.chunk))

    @lru_cache(maxsize=256)
    def sampled(self, chunk, crs, transform, height, width):
        """Row and column of a grid under each array pixel's centre, and whether it lies inside."""
        rows, columns = map(np.array, chunk)
        x, y = np.meshgrid(self.box[0] + (columns + 0.5) * self.resolution, self.box[3] - (rows + 0.5) * self.resolution)
        if crs != self.crs:
            x, y = Transformer.from_crs(self.crs, crs, always_xy=True).transform(x, y)
        column = np.floor((x - transform.c) / transform.a).astype(int)
        row = np.floor((y - transform.f) / transform.e).astype(int)
        return row, column, (row >= 0) & (row < height) & (column >= 0) & (column < width)


def tiles(level, rows, columns):
    return set(np.unique(rows // level.tile[0] * level.across + columns // level.tile[1]).tolist())


def tiles_by_squares(level, row, column, inside):
    """Tiles under the rectangle of source pixels of every square of array pixels."""
    found = set()
    for top in range(0, row.shape[0], SQUARE):
        for left in range(0, row.shape[1], SQUARE):
            part = np.s_[top : top + SQUARE, left : left + SQUARE]
            rows, columns = row[part][inside[part]], column[part][inside[part]]
            if rows.size:
                down = np.arange(rows.min() // level.tile[0], rows.max() // level.tile[0] + 1)
                across = np.arange(columns.min() // level.tile[1], columns.max() // level.tile[1] + 1)
                found |= {(r * level.across + c) for r in down.tolist() for c in across.tolist()}
    return found


def requests(level, numbers, longest=LONGEST):
    """Spans (start, end) that reach all the tiles with no more than GAP in vain between two."""
    spans = []
    for start, end in sorted((level.offsets[i], level.offsets[i] + level.counts[i]) for i in numbers if level.counts[i]):
        if spans and start - spans[-1][1] <= GAP and end - spans[-1][0] <= longest:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


@dataclass
class Reads:
    """Tiles by file and level: of `needed` and `allowed` all, of `per_chunk` those that one chunk may ask for at once."""

    needed: dict = field(default_factory=dict)
    allowed: dict = field(default_factory=dict)
    per_chunk: list = field(default_factory=list)

    def add(self, array, sources, first):
        """The sources of one band and time step, in their order."""
        for chunk in array.chunks():
            wanted = np.ones((len(chunk[0]), len(chunk[1])), bool)
            for source in sources:
                level = source.level_for(array)
                key, size = (source, level), source.levels[level]
                row, column, inside = array.sampled(
                    chunk, source.crs, source.transform_of(level), size.height, size.width)
                if not inside.any() or first and not wanted.any():
                    continue
                used = inside & wanted
                self.needed.setdefault(key, set()).update(tiles(size, row[used], column[used]))
                allowed = tiles_by_squares(size, row, column, inside)
                self.allowed.setdefault(key, set()).update(allowed)
                self.per_chunk.append((key, allowed))
                if first:
                    wanted[used] = source.pixels(level)[row[used], column[used]] == source.nodata

    def files(self, tiles):
        return len({source.path for (source, level), numbers in tiles.items() if numbers})

    def fewest_bytes(self):
        """Every needed file's header and every needed tile, once."""
        return self.files(self.needed) * HEADER + sum(
            source.levels[level].counts[i] for (source, level), numbers in self.needed.items() for i in numbers)

    def most_bytes(self, opening):
        """`opening` headers when the array is opened, every file's header, and every allowed tile once, with what lies
        between two that are read together. A tile smaller than the largest gap may come once more with its neighbours."""
        total = (self.files(self.allowed) + opening) * HEADER
        for (source, level), numbers in self.allowed.items():
            total += sum(end - start for start, end in requests(source.levels[level], numbers, longest=1 << 62))
        for (source, level), numbers in self.per_chunk:
            counts = source.levels[level].counts
            total += sum(counts[i] for i in numbers if counts[i] < GAP)
        return total

    def fewest_requests(self):
        """One per header, and what the needed tiles of a file take together."""
        return self.files(self.needed) + sum(
            len(requests(source.levels[level], numbers)) for (source, level), numbers in self.needed.items())

    def most_requests(self, opening):
        """One per header, and one per tile, or what the tiles of each chunk take together where that is less."""
        single = sum(map(len, self.allowed.values()))
        merged = sum(len(requests(source.levels[level], numbers)) for (source, level), numbers in self.per_chunk)
        return self.files(self.allowed) + opening + min(single, merged)
