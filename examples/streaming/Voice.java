import org.dora.node.*;

/** Says one word after the other, each of which takes a while. */
void main() throws InterruptedException {
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        Chunk chunk = in.metadata().chunk().orElseThrow();
        if (chunk.flush()) {
          IO.println("(interrupted)");
        }
        IO.println(
            "sentence %d, word %d: %s%s"
                .formatted(
                    chunk.segmentId(), chunk.seq(), in.string(), chunk.fin() ? " (end)" : ""));
        Thread.sleep(50); // saying it
        node.send("heard");
      }
    }
  }
}
