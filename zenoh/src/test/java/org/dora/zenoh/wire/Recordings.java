package org.dora.zenoh.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recordings under {@code interop/vectors/zenoh}, as tests read them. */
public final class Recordings {
  private static final Path FOLDER = Path.of("..", "interop", "vectors", "zenoh");

  private Recordings() {}

  /** Returns the content of one of the files. */
  public static JsonNode read(String file) {
    return new JsonMapper().readTree(FOLDER.resolve(file).toFile());
  }

  static MemorySegment bytes(String hex) {
    return Arena.ofAuto()
        .allocate(hex.length() / 2)
        .copyFrom(MemorySegment.ofArray(HexFormat.of().parseHex(hex)));
  }

  static String hex(MemorySegment bytes) {
    return HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
  }
}
