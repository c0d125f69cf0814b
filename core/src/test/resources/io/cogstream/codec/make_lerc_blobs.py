"""Writes lerc-blobs.bin: see README.md. Each record is 8 little-endian int32 (codec version, type, samples of a pixel, bands,
whether the mask is an alpha sample, columns, rows, bytes of the blob), the blob, and the expected little-endian samples."""

import ctypes
import struct
import sys
from pathlib import Path

import lerc
import numpy as np

LIBRARY = ctypes.CDLL(str(next(Path(lerc.__file__).parent.glob("*Lerc*"))))
TYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"]
KINDS = ["smooth", "noise", "steps", "constant", "constants", "rare", "similar"]
RANDOM = np.random.default_rng(20261124)


def values(dtype, rows, columns, depth, kind):
    y, x = np.mgrid[0:rows, 0:columns]
    offsets = 0.1 * np.arange(depth)
    base = (np.sin(x / 9) + np.cos(y / 7))[..., None] + offsets
    if kind == "noise":
        base = RANDOM.normal(0, 1, base.shape)
    elif kind == "steps":
        base = np.floor(base * 2) / 2
    elif kind == "constant":
        base = np.full(base.shape, 0.7)
    elif kind == "constants":
        base = np.zeros(base.shape) + 0.3 + 2 * offsets
    elif kind == "rare":
        base = np.where(RANDOM.random(base.shape) < 0.02, 1.0, 0.0)
    elif kind == "similar":
        base = base[..., :1] + RANDOM.normal(0, 0.002, base.shape)
    if dtype.startswith("float"):
        return (base * RANDOM.choice([1, 1000])).astype(dtype)
    info = np.iinfo(dtype)
    middle = 0 if info.min < 0 else info.max / 2
    height = min(RANDOM.choice([10, 1000, 1e9]), info.max / 6)
    return np.clip(np.rint(base * height + middle), info.min, info.max).astype(dtype)


def mask_of(rows, columns):
    kind = RANDOM.choice(["none", "random", "block", "all"], p=[0.5, 0.2, 0.25, 0.05])
    valid = np.ones((rows, columns), np.uint8)
    if kind == "random":
        valid = (RANDOM.random(valid.shape) < 0.7).astype(np.uint8)
    elif kind == "block":
        valid[rows // 3 : rows // 2 + 1, columns // 4 : columns // 2 + 1] = 0
    elif kind == "all":
        valid[:] = 0
    return valid


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def check(status):
    if status:
        sys.exit(f"LERC status {status}")


def record(version, number, depth, bands, alpha):
    rows, columns = [(1, 1), (8, 8), (13, 21), (17, 9), (24, 16)][RANDOM.integers(5)]
    dtype = TYPES[number]
    arrays = [values(dtype, rows, columns, depth, RANDOM.choice(KINDS)) for _ in range(bands)]
    pixels = np.ascontiguousarray(np.stack(arrays))
    masks = np.stack([mask_of(rows, columns) for _ in range(bands)])
    count = 0 if masks.all() else bands
    error = float(RANDOM.choice([0, 0.01, 0.3] if dtype.startswith("float") else [0, 0.5, 2]))
    buffer = (ctypes.c_ubyte * (pixels.nbytes * 3 + 20000))()
    written = ctypes.c_uint(0)
    valid = pointer(masks) if count else None
    check(LIBRARY.lerc_encodeForVersion(
        pointer(pixels), version, number, depth, columns, rows, bands, count, valid, ctypes.c_double(error), buffer,
        len(buffer), ctypes.byref(written)))
    blob = bytes(buffer[: written.value])
    decoded, found = np.zeros_like(pixels), np.zeros_like(masks)
    check(LIBRARY.lerc_decode(
        blob, len(blob), bands, pointer(found), depth, columns, rows, bands, number, pointer(decoded)))
    if dtype.startswith("float"):
        decoded[found == 0] = np.nan
    samples = np.concatenate(list(decoded), axis=-1)
    if alpha:
        samples = np.concatenate([samples, found[0][..., None] * np.uint8(255)], axis=-1)
    head = struct.pack("<8i", version, number, samples.shape[-1], bands, alpha, columns, rows, len(blob))
    return head + blob + np.ascontiguousarray(samples).tobytes()


def main():
    records = []
    for version in range(2, 7):
        for number in range(len(TYPES)):
            records += [record(version, number, 1, 1, 0) for _ in range(3)]
            if version >= 4:
                records += [record(version, number, 3, 1, 0) for _ in range(2)]
        records.append(record(version, 6, 1, 3, 0))
        if version >= 4:
            records += [record(version, 1, 3, 1, 1) for _ in range(2)]
    Path(sys.argv[1]).write_bytes(b"".join(records))


if __name__ == "__main__":
    main()
