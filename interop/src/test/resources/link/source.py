"""Counts the ticks of its timer."""

from dora import Node

node = Node()
count = 0
for event in node:
    if event["type"] == "INPUT":
        node.send_output("number", count.to_bytes(8, "little"))
        count += 1
    elif event["type"] == "PARAM_UPDATE":
        print("parameter came", flush=True)
    elif event["type"] == "STOP":
        break
print(f"sent {count}", flush=True)
