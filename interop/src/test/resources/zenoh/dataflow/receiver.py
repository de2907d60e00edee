"""Receives until it is stopped."""

from dora import Node

for event in Node():
    if event["type"] == "STOP":
        break
