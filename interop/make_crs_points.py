"""Makes core/src/test/resources/crs/points.tsv.gz: points of every registered system by PROJ, without grids.

    python interop/make_crs_points.py proj4j-epsg-1.4.1.jar core/src/test/resources/crs/points.tsv.gz

One line per code of proj4j-epsg's tables: code, PROJ's name, metres per unit (0 for degrees), then longitude and latitude on
WGS 84 and x and y, for POINTS places of its area of use; where PROJ shifts the datum region by region, for two places of each
of its ways. A code of EPSG that PROJ does not
know, or that has no area of use, stands alone; one of ESRI is left out.
Of a compound CRS it is the horizontal part. The seed is fixed, so that the same PROJ makes the same file.
"""

import gzip
import math
import random
import re
import sys
import warnings
import zipfile

import pyproj

POINTS = 4
CANDIDATES = 60
UNDECIDED = "unavailable until proj_trans is called"
warnings.simplefilter("ignore")
pyproj.network.set_network_enabled(False)


def codes(jar, table):
    text = zipfile.ZipFile(jar).read(f"proj4/nad/{table}").decode(errors="replace")
    return sorted({int(code) for code in re.findall(r"^<(\d+)>", text, re.M)})


def horizontal(crs):
    return crs.sub_crs_list[0] if crs.is_compound else crs


def line(code):
    try:
        crs = horizontal(pyproj.CRS.from_user_input(code))
        area = crs.area_of_use or pyproj.CRS.from_user_input(code).area_of_use
        if area is None or len(crs.axis_info) != 2:
            return code
        transform = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    except pyproj.exceptions.ProjError:
        return code
    unit = 0 if crs.is_geographic else crs.axis_info[0].unit_conversion_factor
    east = area.east + (360 if area.east < area.west else 0)
    random_of_code = random.Random(code)
    fields = [code, crs.name.replace("\t", " "), f"{unit:.15g}"]
    ways = {}
    for _ in range(CANDIDATES if transform.description == UNDECIDED else POINTS):
        lon = round(area.west + (east - area.west) * random_of_code.uniform(0.05, 0.95), 4)
        lat = round(area.south + (area.north - area.south) * random_of_code.uniform(0.05, 0.95), 4)
        lon = lon - 360 if lon > 180 else lon
        x, y = transform.transform(lon, lat)
        way = transform.get_last_used_operation().description if transform.description == UNDECIDED else ""
        if math.isfinite(x) and math.isfinite(y):
            ways.setdefault(way, []).append((lon, lat, x, y))
    for places in ways.values():
        for lon, lat, x, y in places[: POINTS if len(ways) == 1 else 2]:
            digits = 4 if unit else 10
            fields += [f"{lon:.4f}", f"{lat:.4f}", f"{x:.{digits}f}", f"{y:.{digits}f}"]
    return "\t".join(fields) if len(fields) > 3 else code


def main(jar, output):
    names = [f"EPSG:{code}" for code in codes(jar, "epsg") + [8857, 8858, 8859]]
    names += [f"ESRI:{code}" for code in codes(jar, "esri")]
    lines = [line(name) for name in names]
    text = "".join(line + "\n" for line in lines if "\t" in line or line.startswith("EPSG:"))
    with gzip.GzipFile(output, "wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode())


main(*sys.argv[1:])
