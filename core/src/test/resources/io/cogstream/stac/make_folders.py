"""Writes by-month, the items of items-rustac.parquet in folders as hive writers make them, and items-covering.parquet.

by-month/collection=mini/year=2023/month=6/items.parquet: a file per month of the item's own time, two assets, without the columns
that the folders hold. items-covering.parquet: `bbox` is a list, as in GeoJSON, and the metadata name `bounds`, of float32.
"""

import json
import pathlib

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
SIDES = ["xmin", "ymin", "xmax", "ymax"]
table = pq.read_table(here / "items-rustac.parquet")
assets = table.column("assets").combine_chunks()
few = pa.StructArray.from_arrays([assets.field(key) for key in ("red", "green")], names=["red", "green"])
table = table.set_column(table.column_names.index("assets"), "assets", few)
keys = ["id", "eo:cloud_cover", "gsd", "assets", "collection", "datetime", "bbox", "start_datetime", "geometry"]
table = table.select(keys)

time = pc.coalesce(table.column("datetime"), table.column("start_datetime"))
months = pa.table({"year": pc.year(time), "month": pc.month(time)})
for group in months.group_by(["year", "month"]).aggregate([]).to_pylist():
    here_rows = pc.and_(pc.equal(months["year"], group["year"]), pc.equal(months["month"], group["month"]))
    folder = here / "by-month" / "collection=mini" / f"year={group['year']}" / f"month={group['month']}"
    folder.mkdir(parents=True, exist_ok=True)
    rows = table.filter(here_rows).drop_columns("collection")
    pq.write_table(rows, folder / "items.parquet", compression="zstd", store_schema=False)

sides = [pc.struct_field(table.column("bbox"), side).combine_chunks() for side in SIDES]
lists = pa.array([list(row) for row in zip(*(side.to_pylist() for side in sides))])
bounds = pa.StructArray.from_arrays([side.cast(pa.float32()) for side in sides], names=SIDES)
table = table.set_column(table.column_names.index("bbox"), "bbox", lists).append_column("bounds", bounds)
geo = json.loads(pq.read_metadata(here / "items-rustac.parquet").metadata[b"geo"])
geo["columns"]["geometry"]["covering"] = {"bbox": {side: ["bounds", side] for side in SIDES}}
metadata = {"geo": json.dumps(geo), "stac-geoparquet": json.dumps({"version": "1.0.0"})}
with pq.ParquetWriter(here / "items-covering.parquet", table.schema, compression="zstd", store_schema=False) as out:
    out.add_key_value_metadata(metadata)
    out.write_table(table, row_group_size=4)
