"""The arrays of the vectors, as pyarrow reads them, and one metadata value of each kind."""
import datetime
import json

import pyarrow as pa


def arrays():
    found = {}
    for file in ("arrow_ipc_payloads.json", "recorded_arrays.json"):
        for vector in json.load(open(file)):
            batch = next(iter(pa.ipc.open_stream(bytes.fromhex(vector["hex"]))))
            found[f"{file}/{vector['name']}"] = batch.column(0)
    return found


METADATA = {
    "text": "häh",
    "integer": -(2**62),
    "real": 0.1,
    "truth": True,
    "integers": [1, -2],
    "reals": [0.5, 1.5],
    "texts": ["a", ""],
    "nothing": [],
    "time": datetime.datetime(2024, 2, 29, 12, 0, 0, 123456, tzinfo=datetime.timezone.utc),
}
