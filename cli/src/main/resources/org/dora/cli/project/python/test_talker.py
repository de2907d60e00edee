"""Tests the talker without a dataflow."""

import pyarrow as pa
from dora.testing import MockNode

from {{module}}.main import talk


def test_each_tick_is_answered():
    node = MockNode([("tick", pa.array([])), ("something-else", pa.array([])), ("tick", pa.array([]))])
    talk(node)
    assert [speech.to_pylist() for speech in node.outputs["speech"]] == [
        ["Hello number 1"],
        ["Hello number 2"],
    ]
