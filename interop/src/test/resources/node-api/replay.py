"""Counts what it is given; played by DORA_TEST_WITH_INPUTS."""
from dora import Node

inputs = [event for event in Node() if event["type"] == "INPUT"]
for event in inputs:
    if event["metadata"]["name"].endswith("/struct"):
        print(event["value"].to_pylist(), event["metadata"]["integers"])
print(f"{len(inputs)} inputs played")
