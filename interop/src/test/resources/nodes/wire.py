"""The node protocol for test nodes that are to start at once: no dora library, no Arrow."""
import json
import os
import socket
import struct
import time
import uuid


def unsigned(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def text(s):
    return unsigned(len(s.encode())) + s.encode()


CLOCK = os.urandom(16)

STOP, INPUT, INPUT_CLOSED, INPUT_RECOVERED, NODE_RESTARTED, ALL_INPUTS_CLOSED, NODE_FAILED = 0, 2, 3, 4, 5, 6, 9
PARAM_UPDATE, PARAM_DELETED = 7, 8


def timestamp():
    now = time.time_ns()
    return unsigned((now // 10**9 << 32) | ((now % 10**9) << 32) // 10**9 & ~0xF) + CLOCK


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        self.at += n
        return self.data[self.at - n:self.at]

    def unsigned(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def bytes(self):
        return self.take(self.unsigned())

    def timestamp(self):
        self.unsigned()
        self.take(16)

    def text(self):
        return self.bytes().decode()

    def metadata(self):
        self.unsigned()
        self.timestamp()
        for _ in range(self.unsigned()):
            self.bytes()
            self.parameter()

    def parameter(self):
        kind = self.unsigned()
        if kind == 0:
            self.take(1)
        elif kind == 1:
            self.unsigned()
        elif kind in (2, 7):
            self.bytes()
        elif kind == 4:
            self.take(8)
        else:
            for _ in range(self.unsigned()):
                self.take(8) if kind == 5 else self.bytes() if kind == 6 else self.unsigned()

    def event(self):
        """Returns the event's kind and what it tells: an id or a key, and the payload of an input or the value."""
        kind = self.unsigned()
        told = ()
        if kind == INPUT:
            name = self.text()
            self.metadata()
            told = name, self.payload()
        elif kind in (INPUT_CLOSED, INPUT_RECOVERED, NODE_RESTARTED):
            told = (self.text(),)
        elif kind == NODE_FAILED:
            inputs = [self.text() for _ in range(self.unsigned())]
            self.bytes()
            told = self.text(), inputs
        elif kind == PARAM_UPDATE:
            told = self.text(), self.bytes()
        elif kind == PARAM_DELETED:
            told = (self.text(),)
        elif kind not in (STOP, ALL_INPUTS_CLOSED):
            raise ValueError(f"unexpected event {kind}")
        self.timestamp()
        return kind, told

    def payload(self):
        if self.take(1) == b"\0":
            return b""
        self.unsigned()
        return self.bytes()


class Connection:
    def __init__(self, config):
        host, port = config["daemon_communication"]["socket_addr"].rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.result(b"\0" + b"\x10" + uuid.UUID(config["dataflow_id"]).bytes + text(config["node_id"])
                    + text("1.1.0") + unsigned(2))

    def send(self, request):
        body = request + timestamp()
        self.socket.sendall(struct.pack("<Q", len(body)) + body)

    def receive(self):
        size = struct.unpack("<Q", self.exactly(8))[0]
        return Reader(self.exactly(size))

    def exactly(self, n):
        data = b""
        while len(data) < n:
            part = self.socket.recv(n - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    def result(self, request):
        self.send(request)
        reply = self.receive()
        if reply.take(2) != b"\0\0":
            raise SystemExit("refused: " + reply.data.decode(errors="replace"))

    def subscribe(self):
        self.result(b"\1")

    def ask_for_events(self):
        self.send(b"\6")

    def events(self):
        """Returns the answer to what was asked; an empty one ends the stream."""
        batch = self.receive()
        assert batch.unsigned() == 1
        return [batch.event() for _ in range(batch.unsigned())]

    def output(self, name, payload=None):
        self.send(b"\2" + text(name) + unsigned(2) + timestamp() + b"\0"
                  + (b"\0" if payload is None else b"\1\0" + unsigned(len(payload)) + payload))

    def end(self):
        self.result(b"\5")
        self.result(b"\7")


def configuration():
    return json.loads(os.environ["DORA_NODE_CONFIG"].replace("!Tcp ", "", 1))
