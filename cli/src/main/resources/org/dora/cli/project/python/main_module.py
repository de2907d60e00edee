"""Starts the node: python -m {{module}}."""

from .main import main

if __name__ == "__main__":
    main()
