import pyarrow as pa
from dora import Node
from vectors import METADATA, arrays

expected = arrays()
unchanged = 0
for event in Node():
    if event["type"] != "INPUT":
        continue
    name = event["metadata"].pop("name")
    event["metadata"].pop("timestamp")
    assert event["metadata"] == METADATA, f"{name}: {event['metadata']}"
    sent, came = expected.pop(name), event["value"]
    if pa.types.is_dictionary(sent.type):  # Java's vectors hold the values themselves
        sent = sent.dictionary_decode()
    assert came.type == sent.type, f"{name}: {came.type}, expected {sent.type}"
    # Compared as text, since NaN equals nothing.
    assert came.to_string(window=1000) == sent.to_string(window=1000), f"{name}: {came}"
    unchanged += 1
assert not expected, f"missing: {list(expected)}"
print(f"{unchanged} arrays unchanged")
