from dora import Node

print("made in a clone", flush=True)
for event in Node():
    pass
