"""Runs a program on a terminal of its own, types keys when a text has appeared, and tells whether
the terminal is as it was before: terminal.py TEXT KEYS PROGRAM [ARGUMENT...]"""
import os
import pty
import sys
import termios

text, keys = (argument.encode().decode("unicode_escape").encode() for argument in sys.argv[1:3])
pid, master = pty.fork()
if pid == 0:
    # Not before the parent has seen how the terminal is.
    sys.stdin.readline()
    os.execvp(sys.argv[3], sys.argv[3:])
before = termios.tcgetattr(master)
os.write(master, b"\n")
seen = b""
typed = False
while True:
    try:
        chunk = os.read(master, 65536)
    except OSError:
        break
    seen += chunk
    if not typed and text in seen:
        typed = True
        os.write(master, keys)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
after = termios.tcgetattr(master)
left = seen.rstrip().endswith(b"\x1b[?1049l")
print("exit", code, "settings", "same" if before == after else "changed", "page", "left" if left else "open")
