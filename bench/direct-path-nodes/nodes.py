"""The nodes that bench/direct-path measures; src/main.rs has the same in Rust and says what they do."""

import os
import sys
import time

import pyarrow as pa
from dora import Node


def source(node):
    for step in os.environ["PLAN"].split(","):
        size, count, millis = map(int, step.split(":"))
        data = pa.array(memoryview(bytes(size)), type=pa.uint8()) if size < 1 << 16 else pa.Array.from_buffers(
            pa.uint8(), size, [None, pa.py_buffer(bytes(size))])
        time.sleep(0.3)
        for _ in range(count):
            time.sleep(millis / 1000)
            node.send_output("out", data, {"bytes": size, "sent": time.time_ns()})
    if "LINGER" in os.environ:
        for _ in node:
            pass


def relay(node):
    for event in node:
        if event["type"] == "INPUT":
            numbers = {name: event["metadata"][name] for name in ("bytes", "sent")}
            node.send_output("out", event["value"], numbers)


def sink(node):
    result = os.environ["RESULT"]
    lines = []
    for event in node:
        if event["type"] == "INPUT":
            arrived = time.time_ns()
            if not lines:
                open(result + ".first", "w").close()
            metadata = event["metadata"]
            lines.append(f"{metadata['bytes']} {arrived - metadata['sent']}\n")
    with open(result, "w") as file:
        file.writelines(lines)


{"source": source, "relay": relay, "sink": sink}[sys.argv[1]](Node())
