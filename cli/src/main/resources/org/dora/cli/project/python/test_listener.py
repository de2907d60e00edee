"""Tests the listener without a dataflow."""

import contextlib
import io

import pyarrow as pa
from dora.testing import MockNode

from {{module}}.main import listen


def test_what_was_heard_is_printed():
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        listen(MockNode([("speech-1", pa.array(["Hi"])), {"type": "INPUT_CLOSED", "id": "speech-1"}]))
    assert printed.getvalue() == 'I heard "Hi" on speech-1\nnobody speaks on speech-1 any more\n'
