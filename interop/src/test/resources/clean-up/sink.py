"""Says that it has got its first message, and reads on."""

from dora import Node

first = True
for event in Node():
    if event["type"] == "INPUT" and first:
        print("the Python sink reads", flush=True)
        first = False
