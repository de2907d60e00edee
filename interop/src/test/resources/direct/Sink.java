import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.UInt1Vector;
import org.dora.node.*;

/** Writes number, size and content of each message to {@code RESULT}, like {@code sink.py}. */
void main() throws IOException {
  List<String> lines = new ArrayList<>();
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        UInt1Vector vector = in.as(UInt1Vector.class);
        int size = vector.getValueCount();
        byte first = size == 0 ? 0 : vector.get(0);
        boolean whole = size > 0;
        for (int i = 0; i < size; i++) {
          whole &= vector.get(i) == first;
        }
        String content = size == 0 ? "[]" : whole ? "[" + first + "]" : "damaged";
        lines.add(in.metadata().longValue("number") + " " + size + " " + content);
      }
    }
  }
  Files.write(Path.of(System.getenv("RESULT")), lines);
}
