"""Draws what the Java node measured: one column per tone, darker where it is stronger."""
from dora import Node

SHADES = " .:-=+*#%@"

messages = 0
for event in Node():
    if event["type"] == "INPUT":
        levels = event["value"].to_numpy()
        shades = [SHADES[min(len(SHADES) - 1, int(level * len(SHADES)))] for level in levels]
        print(f"{event['metadata']['step']:4d} |" + " ".join(shades) + "|")
        messages += 1
print(f"{messages} messages went from Python through Java to Python")
