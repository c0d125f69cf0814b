"""Writes items-rowgroups.parquet: the items of items-rustac.parquet in row groups of four, gzip."""

import pathlib

import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
table = pq.read_table(here / "items-rustac.parquet")
pq.write_table(table, here / "items-rowgroups.parquet", row_group_size=4, compression="gzip")
