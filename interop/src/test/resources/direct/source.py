"""Sends a message of each size in SIZES, filled with its number, and leaves at once."""

import os

import pyarrow as pa
from dora import Node

node = Node()
for number, size in enumerate(map(int, os.environ["SIZES"].split())):
    data = pa.Array.from_buffers(pa.uint8(), size, [None, pa.py_buffer(bytes([number]) * size)])
    node.send_output("out", data, {"number": number})
