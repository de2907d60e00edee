"""A session of eclipse-zenoh that does what it is told: a JSON command a line in, JSON events out."""

import hashlib
import json
import os
import sys
import threading

import zenoh
from zenoh import ext

kept = []
lock = threading.Lock()


def tell(**event):
    with lock:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()


def described(sample):
    payload = bytes(sample.payload)
    attachment = sample.attachment
    return {
        "key": str(sample.key_expr),
        "kind": "PUT" if sample.kind == zenoh.SampleKind.PUT else "DELETE",
        "size": len(payload),
        "sha256": hashlib.sha256(payload).hexdigest(),
        "text": payload.decode("utf-8", "replace") if len(payload) < 1000 else "",
        "encoding": str(sample.encoding),
        "attachment": None if attachment is None else bytes(attachment).decode(),
        "priority": str(sample.priority).split(".")[-1],
        "express": sample.express,
        "timestamp": None if sample.timestamp is None else str(sample.timestamp.get_id()),
    }


def options(command, names):
    made = {}
    for name in names:
        if command.get(name) is None:
            continue
        value = command[name]
        if name == "priority":
            value = getattr(zenoh.Priority, value)
        elif name == "congestion_control":
            value = getattr(zenoh.CongestionControl, value)
        made[name] = value
    return made


def payload_of(command):
    if "size" in command:
        size = command["size"]
        return (bytes(range(251)) * (size // 251 + 1))[:size]
    return command.get("text", "").encode()


def canonical_form(text):
    try:
        return str(zenoh.KeyExpr.autocanonize(text))
    except zenoh.ZError:
        return None


SENDING = ["encoding", "congestion_control", "priority", "express", "attachment"]


class Agent:
    def open(self, command):
        self.session = zenoh.open(zenoh.Config.from_json5(command["config"]))
        return {"zid": str(self.session.info.zid())}

    def put(self, command):
        self.session.put(command["key"], payload_of(command), **options(command, SENDING))

    def delete(self, command):
        self.session.delete(command["key"])

    def subscribe(self, command):
        kept.append(
            self.session.declare_subscriber(
                command["key"], lambda sample: tell(sample=described(sample))
            )
        )

    def queryable(self, command):
        def answer(query):
            with query:
                if "error" in command:
                    query.reply_err(command["error"])
                    return
                text = command["text"] + "?" + str(query.parameters)
                if query.payload is not None:
                    text += "+" + bytes(query.payload).decode()
                query.reply(command.get("reply_key", command["key"]), text, attachment="qa")

        kept.append(
            self.session.declare_queryable(
                command["key"], answer, complete=command.get("complete", False)
            )
        )

    def get(self, command):
        def answered(reply):
            if reply.ok is not None:
                tell(reply=described(reply.ok))
            else:
                tell(error=bytes(reply.err.payload).decode())

        def run():
            given = options(command, ["payload", "attachment", "timeout"])
            target = getattr(zenoh.QueryTarget, command.get("target", "BEST_MATCHING"))
            for reply in self.session.get(command["selector"], target=target, **given):
                answered(reply)
            tell(done=True)

        threading.Thread(target=run, daemon=True).start()

    def token(self, command):
        kept.append(self.session.liveliness().declare_token(command["key"]))

    def liveliness(self, command):
        kept.append(
            self.session.liveliness().declare_subscriber(
                command["key"],
                lambda sample: tell(
                    token=str(sample.kind).split(".")[-1] + " " + str(sample.key_expr)
                ),
                history=command.get("history", False),
            )
        )

    def advanced_publisher(self, command):
        self.advanced = ext.declare_advanced_publisher(
            self.session,
            command["key"],
            cache=ext.CacheConfig(max_samples=command["cache"]),
            sample_miss_detection=ext.MissDetectionConfig(),
            publisher_detection=True,
        )

    def advanced_put(self, command):
        self.advanced.put(payload_of(command))

    def advanced_subscriber(self, command):
        kept.append(
            ext.declare_advanced_subscriber(
                self.session,
                command["key"],
                lambda sample: tell(sample=described(sample)),
                history=ext.HistoryConfig(detect_late_publishers=True),
            )
        )

    def publisher(self, command):
        publisher = self.session.declare_publisher(command["key"])
        kept.append(publisher)
        kept.append(
            publisher.declare_matching_listener(lambda status: tell(matching=status.matching))
        )
        tell(matching=publisher.matching_status.matching)

    def undeclare(self, command):
        while kept:
            kept.pop().undeclare()

    def peers(self, command):
        return {"peers": [str(zid) for zid in self.session.info.peers_zid()]}

    def relations(self, command):
        """For each pair of texts: canonical forms, intersection, inclusion."""
        results = []
        for pair in command["pairs"]:
            canonical = [canonical_form(text) for text in pair]
            if None in canonical:
                results.append([canonical, None, None])
                continue
            one, two = (zenoh.KeyExpr(text) for text in canonical)
            results.append([canonical, one.intersects(two), one.includes(two)])
        return {"results": results}

    def close(self, command):
        self.session.close()


agent = Agent()
for line in sys.stdin:
    command = json.loads(line)
    try:
        result = getattr(agent, command["do"])(command)
        tell(ok=command["do"], **(result or {}))
    except Exception as error:  # told to the test, which fails then
        tell(failed=command["do"], why=repr(error))

if hasattr(agent, "session"):
    agent.session.close()
os._exit(0)  # not waiting for what the library may still do
