"""Tests the node without a dataflow."""

import pyarrow as pa
from dora.testing import MockNode

from {{module}}.main import count_messages


def test_messages_are_counted():
    node = MockNode([("message", pa.array(["one"])), ("message", pa.array(["two"]))])
    count_messages(node)
    assert [count.to_pylist() for count in node.outputs["count"]] == [[1], [2]]
