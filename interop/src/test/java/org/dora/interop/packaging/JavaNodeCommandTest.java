package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaNodeCommandTest {
  private static final String EXIT_WITH_SEVEN =
      "void main(String[] arguments) { IO.println(String.join(\"|\", arguments)); System.exit(7); }";

  @TempDir Path folder;

  @Test
  void aSourceFileRunsWithItsArgumentsAndExitStatus() throws IOException {
    source("Node.java", EXIT_WITH_SEVEN);

    assertEquals(
        new Run(7, "a b|--help|-x\n", ""), dora("java", "Node.java", "a b", "--help", "-x"));
  }

  @Test
  void underJavaDashJarItDoesTheSame() throws IOException {
    source("Node.java", EXIT_WITH_SEVEN);

    Run run =
        Run.of(
            folder,
            environment(),
            List.of(
                Repository.jdk() + "/bin/java",
                "-jar",
                Repository.dora().toString(),
                "java",
                "Node.java",
                "a b",
                "--help"));

    assertEquals(new Run(7, "a b|--help\n", ""), run);
  }

  @Test
  void aNodeFindsOurClasses() throws IOException {
    source(
        "Node.java", "void main() { IO.print(org.dora.common.id.NodeId.class.getSimpleName()); }");

    assertEquals(new Run(0, "NodeId", ""), dora("java", "Node.java"));
  }

  @Test
  void aThinJarStartsWithOurClassesBehindIt() throws IOException {
    source(
        "Node.java",
        "class Node { static void main() { IO.print(org.dora.common.id.NodeId.class.getSimpleName()); } }");
    Run compiled =
        Run.of(
            folder,
            environment(),
            List.of(
                Repository.jdk() + "/bin/javac",
                "-cp",
                Repository.dora().toString(),
                "-d",
                ".",
                "Node.java"));
    assertEquals(new Run(0, "", ""), compiled);
    jar("node.jar", "Node");

    assertEquals(new Run(0, "NodeId", ""), dora("java", "node.jar"));
  }

  @Test
  void theProcessBecomesTheNode() throws IOException, InterruptedException {
    source(
        "Node.java",
        "void main() throws Exception { IO.println(ProcessHandle.current().pid()); new java.util.concurrent.CountDownLatch(1).await(); }");
    Process process =
        Run.start(
            folder, environment(), List.of(Repository.dora().toString(), "java", "Node.java"));
    try (BufferedReader out = process.inputReader()) {
      assertEquals(Long.toString(process.pid()), out.readLine());

      process.destroy();

      assertEquals(128 + 15, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aFileThatCannotBeANodeIsExplained() throws IOException {
    source("my-node.java", "void main() {}");
    source("node.py", "pass");
    source("Packaged.java", "package com.acme;\npublic class Packaged { static void main() {} }");

    assertRefused("is no Java identifier: rename the file", "my-node.java");
    assertRefused("so it must lie in a folder `com/acme`", "Packaged.java");
    assertRefused("there is no file `" + folder, "Missing.java");
    assertRefused("is no Java node: expected a file that ends in .java or .jar", "node.py");
  }

  @Test
  void theWordPackageAloneIsNoPackage() throws IOException {
    source("Node.java", "// no package here\nvoid main() { IO.print(\"package\"); }");

    assertEquals(new Run(0, "package", ""), dora("java", "Node.java"));
  }

  private void assertRefused(String reason, String file) {
    Run run = dora("java", file);
    assertEquals(1, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: ") && run.err().contains(reason), run.err());
  }

  private Run dora(String... arguments) {
    return Run.of(folder, environment(), Command.of(Repository.dora(), arguments));
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", Repository.jdk().toString());
  }

  private void source(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void jar(String name, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest)) {
      jar.putNextEntry(new ZipEntry(mainClass + ".class"));
      jar.write(Files.readAllBytes(folder.resolve(mainClass + ".class")));
    }
  }
}
