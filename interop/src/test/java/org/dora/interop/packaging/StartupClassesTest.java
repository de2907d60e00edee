package org.dora.interop.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class files of the packaged file are such that AOT caches hold them. */
class StartupClassesTest {
  private static final Path DORA = Repository.dora();

  @TempDir Path folder;

  @Test
  void noneButThoseOfTheGraphLayoutIsOlderThanJava8() throws IOException {
    List<String> older = new ArrayList<>();
    try (JarFile jar = new JarFile(DORA.toFile())) {
      for (JarEntry entry : classes(jar)) {
        byte[] bytes = bytesOf(jar, entry);
        if (!entry.getName().startsWith("org/eclipse/")
            && (Byte.toUnsignedInt(bytes[6]) << 8 | Byte.toUnsignedInt(bytes[7]))
                < ClassFile.JAVA_8_VERSION) {
          older.add(entry.getName());
        }
      }
    }
    assertEquals(List.of(), older);
  }

  @Test
  void whatWasChangedPassesTheVerifier() throws Exception {
    int methods = 0;
    try (JarFile jar = new JarFile(DORA.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {DORA.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (JarEntry entry : classes(jar)) {
        if (entry.getName().startsWith("picocli/") || entry.getName().startsWith("org/dora/")) {
          String name = entry.getName().substring(0, entry.getName().length() - 6);
          // Asking for its methods links it, which verifies it.
          methods += loader.loadClass(name.replace('/', '.')).getDeclaredMethods().length;
        }
      }
    }
    assertTrue(methods > 3000, "methods: " + methods);
  }

  @Test
  void picocliWorksUnderTheStrictestVerifier() throws IOException {
    Path dataflow = folder.resolve("dataflow.yml");
    Files.writeString(dataflow, "nodes:\n  - id: a\n    path: a\n");
    Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
    Path java = Repository.jdk().resolve("bin/java");

    for (List<String> command :
        List.of(
            List.of("validate", dataflow.toString()),
            List.of("run", "--help"),
            List.of("validate", "--hep"))) {
      List<String> plain = new ArrayList<>(List.of(java.toString(), "-jar", DORA.toString()));
      plain.addAll(command);
      List<String> strict = new ArrayList<>(plain);
      strict.addAll(
          1,
          List.of(
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:+BytecodeVerificationLocal",
              "-XX:+BytecodeVerificationRemote"));
      Run run = Run.of(folder, environment, strict);

      assertEquals(Run.of(folder, environment, plain), run);
      assertTrue(!run.err().contains("VerifyError"), run.err());
    }
  }

  @Test
  void theHeadKnowsTheDigestOfItsFile() throws Exception {
    byte[] file = Files.readAllBytes(DORA);
    String text = new String(file, ISO_8859_1);
    int line = text.indexOf("\nbuild=") + "\nbuild=".length();
    String known = text.substring(line, line + 16);
    String asMade = text.substring(0, line) + "@build@" + text.substring(line + 16);

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(asMade.getBytes(ISO_8859_1));

    assertEquals(HexFormat.of().formatHex(digest, 0, 8), known);
  }

  private static List<JarEntry> classes(JarFile jar) {
    return jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
  }

  private static byte[] bytesOf(JarFile jar, JarEntry entry) throws IOException {
    try (var in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
