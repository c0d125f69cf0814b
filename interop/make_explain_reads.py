"""Makes job/src/test/resources/explain/lazycogs.csv: what lazycogs 0.7.0 says that it would read of the demo's scenes.

    python interop/make_explain_reads.py job/src/test/resources/explain/lazycogs.csv

Needs lazycogs 0.7.0 with dask. One row per chunk and source from `da.lazycogs.explain(fetch_headers=True).to_dataframe()`, and
one for a chunk without any. ExplainOracleTest runs `cogstream explain` on the same arrays. lazycogs counts overviews from 0 and
leaves the full size empty; here the level is 0 for the full size and overviews follow.
"""

import sys
from pathlib import Path

import lazycogs
import pandas
from obstore.store import LocalStore

DEMO = Path(__file__).parent.parent / "examples" / "demo"

# name: CRS, box, resolution, chunk size, bands
CASES = {
    "albers": ("EPSG:5070", (-1049000, 1811000, -1008000, 1856000), 200, 64, ["red"]),
    "utm": ("EPSG:32612", (741400, 4294520, 779000, 4333600), 80, 128, ["red", "blue"]),
    "degrees": ("EPSG:4326", (-108.2, 38.75, -107.75, 39.1), 0.001, 100, ["green"]),
    "fine": ("EPSG:32613", (226000, 4300000, 238000, 4312000), 40, 64, ["red"]),
}


def reads(name):
    crs, box, resolution, chunk, bands = CASES[name]
    array = lazycogs.open(str(DEMO / "items.parquet"), crs=crs, bbox=box, resolution=resolution, bands=bands,
                          chunks={"time": 1, "y": chunk, "x": chunk}, store=LocalStore(str(DEMO)))
    table = array.lazycogs.explain(fetch_headers=True).to_dataframe()
    table.insert(0, "case", name)
    read = table["item_id"].notna()
    table["level"] = (table["overview_level"] + 1).where(table["overview_level"].notna(), 0).where(read)
    columns = ["case", "band", "time_index", "chunk_row", "chunk_col", "chunk_width", "chunk_height", "item_id", "level",
               "window_col_off", "window_row_off", "window_width", "window_height"]
    return table[columns]


table = pandas.concat([reads(name) for name in CASES]).convert_dtypes()
table.to_csv(sys.argv[1], index=False)
print(table.groupby("case").size())
