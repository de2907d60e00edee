"""Counts the messages on its inputs and sends the count."""

import pyarrow as pa
from dora import Node


def count_messages(node):
    """Answer each message with their number, until the node's events end."""
    count = 0
    for event in node:
        if event["type"] == "INPUT":
            count += 1
            print(f'message {count} came on {event["id"]}')
            node.send_output("count", pa.array([count]))
        elif event["type"] == "INPUT_CLOSED":
            print(f'input {event["id"]} is closed')


def main():
    """Join the dataflow that started this program."""
    count_messages(Node())


if __name__ == "__main__":
    main()
