"""Sessions for bench/zenoh, which tells how the roles work together."""

import json
import sys
import time

import zenoh

BLOCK = zenoh.CongestionControl.BLOCK


def open_session(side, endpoint):
    config = {"mode": "peer", side: {"endpoints": [endpoint]},
              "scouting": {"multicast": {"enabled": False}, "gossip": {"enabled": False}},
              "transport": {"shared_memory": {"enabled": False}}}
    if side != "listen":
        config["listen"] = {"endpoints": []}
    return zenoh.open(zenoh.Config.from_json5(json.dumps(config)))


def sink(endpoint):
    session = open_session("listen", endpoint)
    left = 0
    pongs = session.declare_publisher("bench/pong", congestion_control=BLOCK, express=True)
    tells = session.declare_publisher("bench/told", congestion_control=BLOCK)

    def begin(sample):
        nonlocal left
        left = int(sample.payload.to_string())
        tells.put("begin")

    def data(_):
        nonlocal left
        left -= 1
        if left == 0:
            tells.put("done")

    kept = [session.declare_subscriber("bench/ping", lambda sample: pongs.put(sample.payload)),
            session.declare_subscriber("bench/begin", begin), session.declare_subscriber("bench/data", data)]
    print("ready", flush=True)
    sys.stdin.read()
    kept.clear()


def source(endpoint):
    session = open_session("connect", endpoint)
    told = session.declare_subscriber("bench/told")
    pong = session.declare_subscriber("bench/pong")
    begin = session.declare_publisher("bench/begin", congestion_control=BLOCK)
    data = session.declare_publisher("bench/data", congestion_control=BLOCK)
    ping = session.declare_publisher("bench/ping", congestion_control=BLOCK, express=True)
    print("ready", flush=True)
    for line in sys.stdin:
        kind, size, count = line.split()
        count = int(count)
        payload = zenoh.ZBytes(b"\7" * int(size))
        if kind == "throughput":
            begin.put(str(count))
            told.recv()
            start = time.perf_counter_ns()
            for _ in range(count):
                data.put(payload)
            told.recv()
            print(time.perf_counter_ns() - start, flush=True)
        else:
            times = []
            for _ in range(count):
                start = time.perf_counter_ns()
                ping.put(payload)
                pong.recv()
                times.append(time.perf_counter_ns() - start)
            times.sort()
            print(times[count // 2], times[count * 99 // 100], flush=True)


{"sink": sink, "source": source}[sys.argv[1]](sys.argv[2])
