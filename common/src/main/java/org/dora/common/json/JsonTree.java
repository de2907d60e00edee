package org.dora.common.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlNode.Entry;
import org.dora.common.yaml.YamlNode.Scalar;
import org.dora.common.yaml.YamlNode.Style;

/**
 * Builds the tree of a part of a message, for the readers of descriptors, which have one. Its place
 * is the byte within the message.
 */
final class JsonTree {
  private final JsonReader in;

  JsonTree(JsonReader in) {
    this.in = in;
  }

  YamlNode read() {
    int first = in.peek();
    Position position = new Position(1, in.position() + 1);
    return switch (first) {
      case '{' -> mapping(position);
      case '[' -> new YamlNode.Sequence(in.readList(_ -> read()), null, position);
      case '"' -> new Scalar(in.readString(), Style.DOUBLE_QUOTED, null, position);
      default -> new Scalar(plain(), Style.PLAIN, null, position);
    };
  }

  private YamlNode.Mapping mapping(Position position) {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (!keys.add(key)) {
        throw in.failure("duplicate field `" + key + "`");
      }
      Position place = new Position(1, in.position());
      entries.add(new Entry(new Scalar(key, Style.DOUBLE_QUOTED, null, place), read()));
    }
    return new YamlNode.Mapping(entries, null, position);
  }

  /** A number that 64 bits hold, or one of the three words. */
  private String plain() {
    boolean word = "tfn".indexOf(in.peek()) >= 0;
    RawJson scalar = in.readRaw();
    if (!word) {
      scalar.read(JsonReader::readF64);
    }
    return scalar.text();
  }
}
