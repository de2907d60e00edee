"""Sends a large message at each tick."""

import pyarrow as pa
from dora import Node

node = Node()
data = pa.array(bytes(1 << 20), type=pa.uint8())
for event in node:
    if event["type"] == "INPUT":
        for output in ("for-python", "for-java"):
            node.send_output(output, data)
