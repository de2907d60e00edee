#!/usr/bin/env python3
"""Run our own daemon scenarios with the runner of ../../vectors/daemon; same usage."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "vectors" / "daemon"))

import run_scenarios as released  # noqa: E402

released.HERE = HERE
released.main()
