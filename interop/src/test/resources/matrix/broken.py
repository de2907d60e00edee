import sys

from dora import Node

node = Node()
print("about to fail", flush=True)
sys.exit(7)
