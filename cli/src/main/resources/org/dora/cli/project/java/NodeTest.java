// Tests {{class}}.java from the other side of its inputs and outputs: `dora run test.yml`. An exception
// here makes that command fail.

import org.dora.node.*;

void main() {
  try (var node = Node.init()) {
    for (long number = 1; number <= 3; number++) {
      node.send("message", "something");
      expect(number, answer(node));
    }
  }
  IO.println("{{class}} has passed its test");
}

/** Waits for the next message of the node under test. */
long answer(Node node) {
  for (var event : node) {
    if (event instanceof Event.Input in) {
      return in.longValue();
    }
  }
  throw new AssertionError("{{class}} has ended without an answer");
}

void expect(long expected, long actual) {
  if (actual != expected) {
    throw new AssertionError("expected " + expected + ", but {{class}} sent " + actual);
  }
}
