import java.util.List;
import org.dora.node.*;

/** Is interrupted when three words of the first sentence were heard. */
void main() {
  var stories =
      List.of(
          "Once upon a time there was a robot that talked far longer than anyone would listen",
          "Oh, you are back! Good morning.");
  try (var node = Node.init()) {
    StreamOutput words = node.stream("words");
    tell(words, stories.get(0), false);
    for (int heard = 0; heard < 3; ) {
      var event = node.next();
      if (event.isEmpty()) {
        return;
      }
      heard += event.get() instanceof Event.Input ? 1 : 0;
    }
    tell(words, stories.get(1), true);
    node.closeOutputs("words"); // nothing more to say, but let the voice finish
    node.forEach(_ -> {});
  }
}

/** Sends a sentence; `flush` makes the voice forget what it has not said yet. */
void tell(StreamOutput words, String sentence, boolean flush) {
  String[] parts = sentence.split(" ");
  for (int i = 0; i < parts.length; i++) {
    if (i == 0 && flush) {
      words.flush(Data.of(parts[i]));
    } else if (i < parts.length - 1) {
      words.send(Data.of(parts[i]));
    } else {
      words.finish(Data.of(parts[i]));
    }
  }
}
