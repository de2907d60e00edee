package org.dora.common.codec;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The byte vectors of the released program, as tests read them. */
final class Vectors {
  /** Payload memory for tests: plain heap arrays, so that nothing has to be given back. */
  static final PayloadAllocator HEAP = size -> Payload.ofBytes(new byte[(int) size]);

  private static final Path FOLDER = Path.of("../interop/vectors/node-protocol");

  private Vectors() {}

  /** One recorded value: what it is, its fields as JSON, and its bytes. */
  record Vector(String name, String type, JsonNode json) {
    byte[] bytes() {
      return HexFormat.of().parseHex(json.get("hex").asString());
    }

    JsonNode fields() {
      return json.get("fields");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> load(String file) {
    JsonNode all = JsonMapper.shared().readTree(FOLDER.resolve(file).toFile());
    return all.valueStream()
        .map(json ->
            new Vector(json.get("name").asString(), json.path("type").asString("frame"), json))
        .toList();
  }

  static Stream<Vector> ofType(String file, String type) {
    return load(file).stream().filter(vector -> vector.type().equals(type));
  }

  /** Decodes a whole message and refuses what is left over, as a connection does. */
  static <T> T decode(byte[] bytes, PostcardReader.Decoder<T> decoder) {
    PostcardReader in = new PostcardReader(bytes, HEAP);
    T value = decoder.read(in);
    in.endMessage();
    return value;
  }

  static <T> byte[] encode(T value, PostcardWriter.Encoder<T> encoder) {
    PostcardWriter out = new PostcardWriter();
    encoder.write(out, value);
    return out.toByteArray();
  }
}
