#!/bin/sh
# Its child ignores SIGTERM, reads nothing and looks for no parent.
sh -c 'trap "" TERM; echo the child runs; while :; do sleep 600; done' &
python3 protocol_node.py
