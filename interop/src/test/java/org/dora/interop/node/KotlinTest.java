package org.dora.interop.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kotlin author meets no keyword, no ambiguity, and knows what may be null. */
class KotlinTest {
  @TempDir private Path classes;

  @Test
  void allOfTheNodeApiCanBeUsedAndNullabilityIsSeen() {
    Path sources = Path.of("src/test/resources/kotlin").toAbsolutePath();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode exitCode =
        new K2JVMCompiler()
            .exec(
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                "25",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                sources.toString());

    String said = messages.toString(StandardCharsets.UTF_8);
    assertEquals(ExitCode.COMPILATION_ERROR, exitCode, said);
    List<String> complaints =
        said.lines()
            .filter(line -> line.contains(".kt:"))
            .map(line -> line.substring(line.lastIndexOf('/') + 1))
            .map(line -> line.replaceFirst(":(\\d+):\\d+: (error|warning): .*", ":$1 $2"))
            .toList();
    assertEquals(
        List.of(
            "NullMisuse.kt:7 error",
            "NullMisuse.kt:10 error",
            "NullMisuse.kt:13 error",
            "NullMisuse.kt:16 error"),
        complaints,
        said);
  }
}
