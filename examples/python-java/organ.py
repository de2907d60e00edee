"""Plays a scale: each message is 50 ms of sound as a float32 array, with the sample rate beside it."""
import numpy as np
import pyarrow as pa
from dora import Node

RATE = 8000
TONES = 220 * 2 ** (np.arange(13) / 12)  # one octave upwards from A3

node = Node()
step = 0
for event in node:
    if event["type"] != "INPUT":
        continue
    time = (np.arange(RATE // 20) + step * RATE // 20) / RATE
    samples = np.sin(2 * np.pi * TONES[step // 8] * time).astype(np.float32)
    node.send_output("samples", pa.array(samples), {"rate": RATE, "step": step})
    step += 1
    if step == 8 * len(TONES):
        break
