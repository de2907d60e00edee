package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example in {@code docs/zenoh.md}, as it stands there. */
class DocumentedExampleTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void itCompilesAndSaysWhatItPublishes() throws IOException, InterruptedException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/zenoh.md")));
    assertTrue(example.find());
    assertTrue(example.group(1).lines().count() <= 16, example.group(1));
    // Nobody is at the usual port here, and it is to end when all has been printed.
    String body =
        example
            .group(1)
            .replace("tcp/127.0.0.1:7447", "tcp/127.0.0.1:1")
            .replace("\"all answers\"));", "\"all answers\")); System.in.read();");
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source, "import org.dora.zenoh.*;\nvoid main() throws Exception {\n" + body + "}\n");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = program.inputReader()) {
      Set<String> missing = new HashSet<>(Set.of("robot/arm/position: 1.5 0.2 0.7", "all answers"));
      StringBuilder printed = new StringBuilder();
      while (!missing.isEmpty()) {
        String line = output.readLine();
        assertNotNull(line, printed::toString);
        printed.append(line).append('\n');
        missing.remove(line);
      }
      program.getOutputStream().close();
      assertEquals(0, program.waitFor());
    } finally {
      program.destroyForcibly();
    }
  }
}
