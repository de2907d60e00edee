from dora import Node

node = Node()
for event in node:
    if event["type"] == "INPUT":
        print("number", event["value"][0].as_py(), flush=True)
    elif event["type"] == "PARAM_UPDATE":
        print("param", event, flush=True)
