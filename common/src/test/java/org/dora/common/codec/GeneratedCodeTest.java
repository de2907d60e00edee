package org.dora.common.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated code reads as if a person had written it: what it looks like stands in the goldens. */
class GeneratedCodeTest {
  private static final Path GENERATED =
      Path.of("target/generated-sources/annotations/org/dora/common/codec");
  private static final Path GOLDEN = Path.of("src/test/resources/codec");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DaemonInfoJson",
        "GitSourceJson",
        "MetadataCodec",
        "NodeErrorCauseJson",
        "NodeStatusJson",
        "OutputRefJson",
        "TimestampedJson"
      })
  void isAsInTheGolden(String codec) throws IOException {
    assertEquals(
        Files.readString(GOLDEN.resolve(codec + ".txt")),
        Files.readString(GENERATED.resolve(codec + ".java")));
  }
}
