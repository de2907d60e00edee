"""A node of nothing but the wire protocol, small enough to start a hundred of.

Sends one message without payload for each event on an input, and ends when it is told to.
"""
import wire

config = wire.configuration()
events, control = wire.Connection(config), wire.Connection(config)
events.subscribe()
inputs = sent = 0
ended = False
while not ended:
    events.ask_for_events()
    batch = events.events()
    ended = not batch
    for kind, _ in batch:
        if kind == wire.INPUT:
            inputs += 1
            for output in config["run_config"]["outputs"]:
                control.output(output)
                sent += 1
        elif kind in (wire.STOP, wire.ALL_INPUTS_CLOSED):
            ended = True
control.end()
print(f"inputs={inputs} sent={sent}", flush=True)
