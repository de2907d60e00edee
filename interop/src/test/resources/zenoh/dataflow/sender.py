"""Sends arrays until it is stopped, and tells where its Zenoh session listens."""

import os
import time

import pyarrow as pa
from dora import Node

node = Node()
print("listening at", os.environ["DORA_ZENOH_LISTEN"], flush=True)
count = 0
while True:
    node.send_output("small", pa.array([count]))  # small enough that its schema goes apart
    node.send_output("data", pa.array(range(count, count + 1000), type=pa.int64()))
    count += 1
    if node.next(timeout=0.02) is None:
        break
