package org.dora.zenoh.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Lists on the wire: their length and then their elements. */
final class Lists {
  private Lists() {}

  static <T> List<T> read(WireReader reader, Function<WireReader, T> element) {
    // Each element takes at least a byte, so a length beyond what is left cannot be true.
    int size = reader.length();
    List<T> list = new ArrayList<>(Math.min(size, 64));
    for (int index = 0; index < size; index++) {
      list.add(element.apply(reader));
    }
    return list;
  }

  static <T> void write(WireWriter writer, List<T> list, BiConsumer<WireWriter, T> element) {
    writer.z(list.size());
    for (T next : list) {
      element.accept(writer, next);
    }
  }
}
