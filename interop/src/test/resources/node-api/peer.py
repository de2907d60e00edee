"""Client and server of a service and an action at once, with the released node API."""
import uuid

import pyarrow as pa
from dora import Node

node = Node()
requests = {node.send_service_request("request", pa.array([i, i])): i for i in range(3)}
short, long = str(uuid.uuid4()), str(uuid.uuid4())
node.send_output("goal", pa.array([2]), {"goal_id": short})
node.send_output("goal", pa.array([1000]), {"goal_id": long})


def tell(output, goal, value, status=None):
    node.send_output(
        output, pa.array([value]), {"goal_id": goal} | ({"goal_status": status} if status else {})
    )


for event in node:
    if event["type"] != "INPUT":
        continue
    metadata, value = event["metadata"], event["value"].to_pylist()
    match event["id"]:
        case "request":
            node.send_service_response("sums", pa.array([sum(value)]), metadata)
        case "goal":
            for step in range(1, 3):
                tell("steps", metadata["goal_id"], step)
            if value[0] < 100:
                tell("ends", metadata["goal_id"], value[0], "succeeded")
        case "cancel":
            tell("ends", metadata["goal_id"], -1, "canceled")
        case "response":
            print("python: sum of", requests.pop(metadata["request_id"]), "is", value[0])
        case "feedback":
            if metadata["goal_id"] == long and value[0] == 2:
                node.send_output("cancel", pa.array([0]), {"goal_id": long})
        case "result":
            name = "short" if metadata["goal_id"] == short else "long"
            print("python:", name, metadata["goal_status"], value[0])
