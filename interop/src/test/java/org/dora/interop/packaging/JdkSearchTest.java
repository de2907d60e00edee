package org.dora.interop.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged file's head, in front of JDKs that only print how they were called. */
class JdkSearchTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path dora = Path.of("");

  /**
   * A copy of the file, so that the usual folders are those of a machine that the test furnishes.
   */
  @BeforeEach
  void moveToAMachineWithoutJdk() throws IOException {
    String bytes = Files.readString(Repository.dora(), ISO_8859_1);
    String head = bytes.substring(0, bytes.indexOf("PK\003\004"));
    String moved =
        head.replaceAll("(?<=\\s)/(?=(usr|opt|Library)/)", folder.resolve("machine") + "/");
    dora = Repository.script(folder.resolve("dora"), "");
    Files.writeString(dora, moved + bytes.substring(head.length()), ISO_8859_1);
    environment.put(
        "PATH", Repository.tools(folder.resolve("tools"), "readlink", "grep").toString());
    environment.put("HOME", folder.resolve("home").toString());
  }

  @Test
  void withoutAnyJdkItSaysWhatToInstall() {
    Run run = run("--version");

    assertEquals(1, run.exit());
    assertEquals("", run.out());
    assertEquals(
        """
        error: dora needs a JDK 25 or newer, and found none

          hint: install a JDK 25 or newer (Eclipse Temurin), or set DORA_JAVA_HOME to the folder of one
        """,
        run.err());
  }

  @Test
  void theAdviceIsTheSystemsPackageManagersCommand() {
    Repository.script(folder.resolve("tools/apt-get"), "exit 9");

    assertTrue(
        run("--version")
            .err()
            .contains("(`apt-get install openjdk-25-jdk-headless`, or Eclipse Temurin)"),
        run("--version").err());
  }

  @Test
  void itSaysWhatIsWrongWithTheJdksThatItWasGiven() {
    Path old = Repository.fakeJdk(folder.resolve("jdk-17"), "17.0.15");
    environment.put("JAVA_HOME", old.toString());
    environment.put("DORA_JAVA_HOME", folder.resolve("gone").toString());

    String error = run("--version").err();

    assertTrue(
        error.contains("\n  DORA_JAVA_HOME: no JDK in " + folder.resolve("gone") + "\n"), error);
    assertTrue(error.contains("\n  JAVA_HOME: Java 17.0.15 in " + old + "\n"), error);
  }

  @Test
  void doraJavaHomeComesFirst() {
    Path jdk = Repository.fakeJdk(folder.resolve("jdk-26"), "26");
    environment.put("DORA_JAVA_HOME", jdk.toString());
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk-25"), "25").toString());

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void anOlderJavaHomeIsSkipped() {
    environment.put(
        "JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk-17"), "17.0.15").toString());
    Path jdk = Repository.fakeJdk(folder.resolve("machine/usr/lib/jvm/jdk-25"), "25.0.3");

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void aBrokenJavaHomeIsSkipped() {
    environment.put("JAVA_HOME", folder.resolve("gone").toString());
    Path jdk = Repository.fakeJdk(folder.resolve("machine/usr/lib/jvm/jdk-25"), "25.0.3");

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void anOldStyleVersionIsOld() {
    environment.put(
        "JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk-8"), "1.8.0_402").toString());

    assertEquals(1, run("--version").exit());
  }

  @Test
  void anEarlyAccessBuildIsItsRelease() {
    Path jdk = Repository.fakeJdk(folder.resolve("jdk-27"), "27-ea");
    environment.put("JAVA_HOME", jdk.toString());

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void aRuntimeWithoutCompilerIsSkipped() throws IOException {
    Path runtime = Repository.fakeJdk(folder.resolve("jre-25"), "25");
    Files.delete(runtime.resolve("bin/javac"));
    environment.put("JAVA_HOME", runtime.toString());

    assertTrue(
        run("--version").err().contains("JAVA_HOME: Java 25 without javac in " + runtime),
        run("--version").err());
  }

  @Test
  void everyJavaOfPathIsTriedInOrder() {
    Path old = Repository.fakeJdk(folder.resolve("jdk-21"), "21");
    Path jdk = Repository.fakeJdk(folder.resolve("a jdk"), "25");
    environment.merge("PATH", old + "/bin:" + jdk + "/bin", (tools, jdks) -> jdks + ":" + tools);

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void aLinkInPathLeadsToItsJdk() throws IOException {
    Path jdk = Repository.fakeJdk(folder.resolve("jdk-25"), "25");
    Files.createSymbolicLink(folder.resolve("tools/java"), jdk.resolve("bin/java"));

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void theUsualFoldersOfAHomeAreTried() {
    Path jdk = Repository.fakeJdk(folder.resolve("home/.sdkman/candidates/java/25-tem"), "25");

    assertEquals(jdk, jdkUsed());
  }

  @Test
  void everyJvmGetsWhatArrowAndNativeAccessNeed() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk"), "25").toString());
    List<String> needed =
        List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    for (String command : List.of("list", "run", "daemon", "coordinator")) {
      assertTrue(run(command).out().lines().toList().containsAll(needed), command);
    }
  }

  @Test
  void onlyShortCommandsDoWithoutTheOptimisingCompiler() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk"), "25").toString());

    assertTrue(run("list").out().contains("-XX:TieredStopAtLevel=1\n"));
    for (String command : List.of("run", "daemon", "coordinator")) {
      assertTrue(run(command).out().contains("-XX:+UseSerialGC\n"), command);
      assertTrue(!run(command).out().contains("-XX:TieredStopAtLevel=1\n"), command);
    }
  }

  @Test
  void aGarbageCollectorOfTheUsersChoiceIsNotContradicted() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk"), "25").toString());
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseZGC");

    for (String command : List.of("list", "run")) {
      assertTrue(!run(command).out().contains("-XX:+UseSerialGC"), command);
    }
  }

  @Test
  void argumentsArriveAsTheyWereGiven() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk"), "25").toString());

    List<String> called = run("run", "a  b.yml", "", "--env=X=*", "'\"").out().lines().toList();

    assertEquals(
        List.of("org.dora.cli.Dora", "run", "a  b.yml", "", "--env=X=*", "'\""),
        called.subList(called.size() - 6, called.size()));
  }

  @Test
  void theProgramLearnsWhereItsFileIs() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("jdk"), "25").toString());

    assertTrue(run("list").out().contains("-Ddora.file=" + dora + "\n"));
  }

  @Test
  void aColonInThePathIsRefusedSinceNoJvmCouldReadIt() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a:b")).resolve("dora");
    Files.createSymbolicLink(odd, dora);

    Run run = Run.of(folder, environment, List.of(odd.toString(), "--version"));

    assertEquals(1, run.exit());
    assertTrue(
        run.err().startsWith("error: Java cannot run a file with a colon in its path: " + odd),
        run.err());
  }

  private Path jdkUsed() {
    Run run = run("--version");
    assertEquals("", run.err());
    return Path.of(run.out().lines().findFirst().orElseThrow());
  }

  private Run run(String... arguments) {
    return Run.of(folder, environment, Command.of(dora, arguments));
  }
}
