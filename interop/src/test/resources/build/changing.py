from dora import DoraStatus


class Operator:
    def on_event(self, event, send_output):
        if event["type"] == "INPUT":
            print("version one", flush=True)
        return DoraStatus.CONTINUE
