"""One continuous imaginary landscape, sampled at any longitude and latitude.

Ground features and clouds are functions of place (and date) alone, so scenes in different UTM zones line up and a mosaic
of them shows no seams. Only integer hashes and IEEE arithmetic: the same numbers everywhere.
"""

import numpy as np

LON0, LAT0 = -108.0, 38.95
METRES_PER_DEGREE = 111_320.0


def to_plane(lon, lat):
    """Metres east and north of (LON0, LAT0), near enough for a small area."""
    return (lon - LON0) * METRES_PER_DEGREE * np.cos(np.radians(LAT0)), (lat - LAT0) * METRES_PER_DEGREE


def to_lonlat(u, v):
    return LON0 + u / (METRES_PER_DEGREE * np.cos(np.radians(LAT0))), LAT0 + v / METRES_PER_DEGREE


def lattice(i, j, seed):
    """A number in [0, 1) for each pair of integers."""
    with np.errstate(over="ignore"):
        h = i.astype(np.int64).astype(np.uint32) * np.uint32(0x9E3779B1)
        h ^= j.astype(np.int64).astype(np.uint32) * np.uint32(0x85EBCA77) + np.uint32(seed * 0x27D4EB2F & 0xFFFFFFFF)
        for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39), (15, 1)):
            h = (h ^ (h >> np.uint32(shift))) * np.uint32(factor)
    return h / 2.0**32


def noise(u, v, size, seed):
    """Smooth noise in [0, 1) whose features are `size` metres wide."""
    x, y = u / size, v / size
    i, j = np.floor(x), np.floor(y)
    s, t = x - i, y - j
    s, t = s * s * s * (s * (6 * s - 15) + 10), t * t * t * (t * (6 * t - 15) + 10)
    west = lattice(i, j, seed) * (1 - t) + lattice(i, j + 1, seed) * t
    east = lattice(i + 1, j, seed) * (1 - t) + lattice(i + 1, j + 1, seed) * t
    return west * (1 - s) + east * s


def fractal(u, v, size, octaves, seed):
    total, weight = 0.0, 0.0
    for octave in range(octaves):
        total = total + noise(u, v, size / 2**octave, seed + octave) / 2**octave
        weight += 1 / 2**octave
    return total / weight


def river(u):
    """Northing of the river's middle."""
    return -1500 + 2600 * np.sin(u / 7100) + 900 * np.sin(u / 2300 + 1) + 350 * np.sin(u / 900)


def height(u, v):
    """Metres: a valley round the river between ridges and a mesa in the north-east."""
    valley = np.clip(np.abs(v - river(u)) / 9000 - 0.25, 0, 1)
    bend_u = u + 1500 * fractal(u, v, 6000, 2, 11)
    bend_v = v + 1500 * fractal(u, v, 6000, 2, 21)
    ridges = 1 - np.abs(2 * fractal(bend_u, bend_v, 5200, 4, 31) - 1)
    mesa = np.clip((fractal(u + v, v - u, 14000, 3, 41) - 0.52) * 9, 0, 1)
    return 1400 + valley * (900 * ridges**2 + 450 * mesa) + 60 * fractal(u, v, 1500, 3, 51)


def shade(u, v, step=60.0):
    """Light from the south-east, 1 on flat ground."""
    east = (height(u + step, v) - height(u - step, v)) / (2 * step)
    north = (height(u, v + step) - height(u, v - step)) / (2 * step)
    return np.clip(1 + 0.9 * (0.6 * -east + 0.8 * north), 0.62, 1.4)


def mix(colour, other, share):
    return [a * (1 - share) + b * share for a, b in zip(colour, other)]


def fields(u, v, day):
    """Colours of farmland: rows of rectangles, some with a round pivot-irrigated crop."""
    turned_u, turned_v = u * 0.978 - v * 0.208, u * 0.208 + v * 0.978
    i, j = np.floor(turned_u / 800), np.floor(turned_v / 800)
    s, t = turned_u / 800 - i - 0.5, turned_v / 800 - j - 0.5
    crop, start = lattice(i, j, 61), lattice(i, j, 62)
    green = np.clip(1 - np.abs((day - 140 - 70 * start) / 45), 0, 1) * (crop > 0.3)
    round_field = lattice(i, j, 63) > 0.55
    green = np.where(round_field & (s * s + t * t > 0.22), 0, green)
    soil = [2350 - 500 * crop, 1900 - 350 * crop, 1450 - 250 * crop]
    colour = mix(soil, [560, 1250, 500], green)
    road = (np.abs(s) > 0.47) | (np.abs(t) > 0.47)
    return [np.where(road, 2250, band) for band in colour]


def ground(u, v, day):
    """Reflectance times 10000 of red, green and blue."""
    above = height(u, v)
    dry = fractal(u, v, 2500, 3, 71)
    colour = mix([2650, 1850, 1250], [1950, 1700, 1350], dry)
    colour = mix(colour, [760, 980, 560], np.clip((above - 1900 + 350 * (dry - 0.5)) / 220, 0, 0.9))
    light = shade(u, v)
    colour = [band * light for band in colour]
    beside = np.abs(v - river(u))
    farmed = (beside < 3300 + 2600 * (fractal(u, v, 5000, 2, 81) - 0.5)) & (above < 1560)
    colour = [np.where(farmed, crop, wild) for crop, wild in zip(fields(u, v, day), colour)]
    colour = mix(colour, [700, 950, 560], np.clip((700 - beside) / 250, 0, 0.8))
    return mix(colour, [620, 850, 900], np.clip((190 - beside) / 60, 0, 1))


def clouds(u, v, seed, cover):
    """How opaque clouds are, 0 … 1; `cover` moves the threshold."""
    shape = 0.75 * fractal(u, v, 5200, 4, seed) + 0.25 * fractal(u, v, 12000, 2, seed + 9)
    return np.clip((shape - 0.72 + 0.3 * cover) * 9, 0, 1)


def scene(lon, lat, day, seed, cover):
    """Bands red, green and blue as a camera sees them, and the opacity of clouds."""
    u, v = to_plane(lon, lat)
    cloud = clouds(u, v, seed, cover)
    shadow = clouds(u - 500, v + 700, seed, cover) * (1 - cloud)
    colour = [band * (1 - 0.45 * shadow) for band in ground(u, v, day)]
    bright = 3900 + 900 * fractal(u, v, 900, 2, seed + 19)
    return [band * (1 - cloud) + bright * cloud for band in colour], cloud
