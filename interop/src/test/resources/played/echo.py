"""Sends on all that comes, and what it is told besides, in the words of Echo.java."""
import pyarrow as pa
from dora import Node


def said(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("'", "")


node = Node()
for event in node:
    if event["type"] == "INPUT":
        node.send_output("echo", event["value"])
        about = {key: said(value) for key, value in event["metadata"].items() if key != "timestamp"}
        text = ", ".join(f"{key}={about[key]}" for key in sorted(about))
        node.send_output("about", pa.array([f"{event['id']} {{{text}}}"]))
    elif event["type"] == "INPUT_CLOSED":
        node.send_output("about", pa.array([f"closed {event['id']}"]))
    elif event["type"] == "STOP":
        node.send_output("about", pa.array([f"stop {event['id']}"]))
