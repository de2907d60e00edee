"""Prints what it hears."""

from dora import Node


def listen(node):
    """Print each message, until the dataflow is stopped or all talkers have ended."""
    for event in node:
        if event["type"] == "INPUT":
            text = event["value"][0].as_py()
            print(f'I heard "{text}" on {event["id"]}')
        elif event["type"] == "INPUT_CLOSED":
            print(f'nobody speaks on {event["id"]} any more')


def main():
    """Join the dataflow that started this program."""
    listen(Node())


if __name__ == "__main__":
    main()
