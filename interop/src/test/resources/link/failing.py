"""Fails with the first message."""

import sys

from dora import Node

next(iter(Node()))
sys.exit("this cannot go well")
