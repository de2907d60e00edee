package org.dora.common.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaLauncherTest {
  private final JavaLauncher launcher =
      new JavaLauncher(Path.of("/jdk/bin/java"), List.of(Path.of("/opt/dora")));

  @TempDir Path folder;

  @Test
  void aSourceFileRunsWithOurFileOnItsClassPath() throws IOException {
    Path source = source("Random.java", "void main() {}");

    List<String> command = launcher.command(source, List.of("a", "b c"), Map.of());

    assertEquals("/jdk/bin/java", command.getFirst());
    assertEquals(List.of("-cp", "/opt/dora", source.toString(), "a", "b c"), lastOf(command, 5));
  }

  @Test
  void everyNodeGetsTheFlagsThatArrowNeeds() throws IOException {
    assertTrue(
        launcher
            .command(source("Random.java", "void main() {}"), List.of(), Map.of())
            .containsAll(
                List.of(
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED")));
  }

  @Test
  void aGarbageCollectorOfTheUsersChoiceIsNotContradicted() throws IOException {
    Path source = source("Random.java", "void main() {}");
    Map<String, String> chosen = Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseZGC");

    assertFalse(launcher.command(source, List.of(), chosen).contains("-XX:+UseSerialGC"));
    assertTrue(
        launcher
            .command(source, List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g"))
            .contains("-XX:+UseSerialGC"));
  }

  @Test
  void aJarStandsBeforeOurFileAndItsMainClassIsStarted() throws IOException {
    Path jar = jar("node.jar", "com.acme.Detector");

    assertEquals(
        List.of("-cp", jar + ":/opt/dora", "com.acme.Detector", "x"),
        lastOf(launcher.command(jar, List.of("x"), Map.of()), 4));
  }

  @Test
  void theCommandOfThisProcessReallyStartsANode() throws IOException, InterruptedException {
    Path source =
        source(
            "Greet.java",
            "void main(String[] to) { IO.println(org.dora.common.version.DoraVersion.announced() + to[0]); }");

    Process node =
        new ProcessBuilder(JavaLauncher.ofThisProcess().command(source, List.of(" Zoë"), Map.of()))
            .redirectErrorStream(true)
            .start();

    String printed = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertEquals(DoraVersion.announced() + " Zoë\n", printed);
    assertEquals(0, node.waitFor());
  }

  @Test
  void onlySourceFilesAndJarsAreStarted() throws IOException {
    assertTrue(JavaLauncher.starts(Path.of("a.java")));
    assertTrue(JavaLauncher.starts(Path.of("a.jar")));
    assertFalse(JavaLauncher.starts(Path.of("java")));
    assertRefused(source("node.py", "pass"), "is no Java node: expected a file that ends in .java");
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("Missing.java"), "there is no file `" + folder);
  }

  @Test
  void aCompactFileMustBeNamedLikeAClass() throws IOException {
    assertRefused(
        source("my-node.java", "void main() {}"),
        "`my-node` is no Java identifier: rename the file, for example to `MyNode.java`");
    assertRefused(source("class.java", "void main() {}"), "`class` is no Java identifier");
  }

  @Test
  void aFileThatDeclaresAClassMayHaveAnyName() throws IOException {
    Path source = source("my-node.java", "class MyNode { void main() {} }");

    assertEquals(source.toString(), JavaLauncher.target(source));
  }

  @Test
  void aPackageMustMatchTheFolder() throws IOException {
    String text = "package com.acme; class Foo { void main() {} }";
    Path matching = source("com/acme/Foo.java", text);

    assertEquals(matching.toString(), JavaLauncher.target(matching));
    assertRefused(
        source("Foo.java", text),
        "declares the package `com.acme`, so it must lie in a folder `com/acme`");
  }

  @Test
  void aCompactFileHasNoPackage() throws IOException {
    assertRefused(
        source("Foo.java", "package com.acme; void main() {}"),
        "declares the package `com.acme` but no class");
  }

  @Test
  void anEmptyFileIsNoNode() throws IOException {
    assertRefused(source("Empty.java", "// later\n"), "declares nothing");
  }

  @Test
  void aJarWithoutMainClassIsNoNode() throws IOException {
    assertRefused(jar("library.jar", ""), "names no Main-Class");
  }

  @Test
  void aJarWhoseNameWouldSplitTheClassPathIsRefused() throws IOException {
    assertRefused(jar("a:b.jar", "Main"), "cannot stand on a class path");
  }

  @Test
  void aFileThatIsNoJarIsNoNode() throws IOException {
    assertRefused(source("text.jar", "text"), "cannot read");
  }

  private static void assertRefused(Path file, String expectedPart) {
    String message =
        assertThrows(JavaNodeException.class, () -> JavaLauncher.target(file)).toString();
    assertTrue(message.contains(expectedPart), message);
  }

  private static List<String> lastOf(List<String> command, int count) {
    return command.subList(command.size() - count, command.size());
  }

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path jar(String name, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!mainClass.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    }
    Path file = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }
}
