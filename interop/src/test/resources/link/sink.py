"""Says whether all numbers came, and what the longest pause between two of them was."""

import time

from dora import Node

expected = 0
last = time.monotonic()
longest = 0.0
for event in Node():
    if event["type"] == "INPUT":
        number = int.from_bytes(bytes(event["value"].to_pylist()), "little")
        if number != expected:
            print(f"gap: {expected} to {number}", flush=True)
        expected = number + 1
        now = time.monotonic()
        longest = max(longest, now - last) if number else 0.0
        last = now
        if number == 10:
            print("ten came", flush=True)
    elif event["type"] == "STOP":
        break
print(f"received {expected}, longest pause {longest:.3f} s", flush=True)
