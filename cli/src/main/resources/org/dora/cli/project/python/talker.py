"""Says something at every tick of its timer."""

import pyarrow as pa
from dora import Node


def talk(node):
    """Answer each tick with a greeting, until the dataflow is stopped."""
    spoken = 0
    for event in node:
        if event["type"] == "INPUT" and event["id"] == "tick":
            spoken += 1
            # Metadata travels beside the data.
            node.send_output("speech", pa.array([f"Hello number {spoken}"]), {"number": spoken})


def main():
    """Join the dataflow that started this program."""
    talk(Node())


if __name__ == "__main__":
    main()
