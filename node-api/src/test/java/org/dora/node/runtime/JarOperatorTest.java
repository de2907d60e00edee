package org.dora.node.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.dora.node.Operator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarOperatorTest {
  private static final String SOURCE =
      """
      package org.example;
      import org.dora.node.*;
      public final class %s implements Operator {
        %s
        public Status onEvent(Event event, Outputs outputs) { return Status.STOP; }
      }
      """;

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    jar = folder.resolve("ops.jar");
    compile("First", "");
    compile("Second", "public Second(int number) {}");
  }

  @Test
  void theServiceFileNamesTheClass() throws Exception {
    pack("org.example.First # the only one\n");

    try (Operator operator = load(null)) {
      assertTrue(operator.toString().contains("org.example.First"), operator.toString());
    }
  }

  @Test
  void theDescriptorNamesTheClass() throws Exception {
    pack("");

    try (Operator _ = load("org.example.First")) {
      assertEquals(
          "there is no class `org.example.Third` in `" + jar + "`", refusal("org.example.Third"));
    }
  }

  @Test
  void aJarThatSaysNothingIsRefusedWithAdvice() throws IOException {
    pack("");

    assertTrue(refusal(null).contains("names no operator in META-INF/services/"), refusal(null));
  }

  @Test
  void aJarThatSaysTooMuchIsRefusedWithAChoice() throws IOException {
    pack("org.example.First\norg.example.Second\n");

    assertTrue(
        refusal(null).endsWith("name one, as in `ops.jar#org.example.First`"), refusal(null));
  }

  @Test
  void whatIsNoOperatorIsRefused() throws IOException {
    pack("");

    assertTrue(refusal("java.lang.String").contains("is no operator"));
    assertTrue(refusal("org.example.Second").contains("no public constructor without parameters"));
  }

  @Test
  void aFileThatIsNoJarIsRefused() throws IOException {
    Path _ = Files.writeString(jar, "text");
    assertEquals("cannot read `" + jar + "` as a JAR", refusal(null));
    Files.delete(jar);
    assertEquals("no Java library at `" + jar + "`", refusal(null));
  }

  private Operator load(@Nullable String className) {
    return new JarOperator(jar, className).load();
  }

  private String refusal(@Nullable String className) {
    return assertThrows(OperatorException.class, () -> load(className)).getMessage();
  }

  private void compile(String name, String member) throws IOException {
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, SOURCE.formatted(name, member));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, status);
  }

  private void pack(String services) throws IOException {
    Path classes = folder.resolve("classes");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        add(zip, classes.relativize(path).toString(), Files.readAllBytes(path));
      }
      if (!services.isEmpty()) {
        add(
            zip,
            "META-INF/services/org.dora.node.Operator",
            services.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
