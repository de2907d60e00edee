package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * mvnw on a machine that the test furnishes with JDKs and Mavens that print how they were called.
 */
class MavenWrapperTest {
  private static final String FAKE_MVN = "echo \"$0 on $JAVA_HOME:\" \"$@\"";
  private static final String ARCHIVE =
      "org/apache/maven/apache-maven/3.9.11/apache-maven-3.9.11-bin.tar.gz";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path jdk = Path.of("");

  @BeforeEach
  void moveToAMachineWithoutMaven() throws IOException {
    for (String file : List.of("mvnw", "cli/src/main/sh/find-jdk.sh")) {
      String text =
          Files.readString(Repository.ROOT.resolve(file))
              .replaceAll("(?<=\\s)/(?=(usr|opt|Library)/)", folder.resolve("machine") + "/");
      Files.writeString(Repository.script(folder.resolve("clone").resolve(file), ""), text);
    }
    Path tools =
        Repository.tools(
            folder.resolve("tools"),
            "readlink",
            "mkdir",
            "mktemp",
            "rm",
            "mv",
            "tar",
            "gzip",
            "curl",
            "sha512sum");
    jdk = Repository.fakeJdk(folder.resolve("jdk"), "25");
    environment.put("PATH", tools.toString());
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("JAVA_HOME", jdk.toString());
  }

  @Test
  void withoutJdkItSaysInOneLineWhatToInstall() {
    environment.put("JAVA_HOME", Repository.fakeJdk(folder.resolve("old"), "21").toString());

    assertEquals(
        new Run(
            1,
            "",
            "mvnw: needs a JDK 25 or newer: install a JDK 25 or newer (Eclipse Temurin), or set"
                + " DORA_JAVA_HOME to the folder of one\n"),
        mvnw());
  }

  @Test
  void withoutMavenItSaysInOneLineHowToGetIt() {
    assertEquals(
        new Run(
            1,
            "",
            "mvnw: needs Maven 3.8 or newer: install it, or set MVNW_REPOURL to a Maven repository to"
                + " download it from\n"),
        mvnw());
  }

  @Test
  void theMavenOfPathRunsOnTheJdkThatWasFound() throws IOException {
    Path maven = maven("some maven", "3.8.7");
    Files.createSymbolicLink(folder.resolve("tools/mvn"), maven.resolve("bin/mvn"));

    assertEquals(new Run(0, maven + "/bin/mvn on " + jdk + ": -q a b\n", ""), mvnw("-q", "a b"));
  }

  @Test
  void anOlderMavenOfPathIsSkipped() throws IOException {
    Files.createSymbolicLink(folder.resolve("tools/mvn"), maven("old", "3.6.3").resolve("bin/mvn"));
    Path maven = maven("machine/opt/maven-3.9.6", "3.9.6");

    assertEquals(maven + "/bin/mvn on " + jdk + ":\n", mvnw().out());
  }

  @Test
  void mavenHomeIsTried() throws IOException {
    Path maven = maven("elsewhere", "4.0.0");
    environment.put("MAVEN_HOME", maven.toString());

    assertEquals(maven + "/bin/mvn on " + jdk + ":\n", mvnw().out());
  }

  @Test
  void whatAnEarlierWrapperDownloadedIsUsed() throws IOException {
    Path maven =
        maven("home/.m2/wrapper/dists/apache-maven-3.9.9-bin/1a2b/apache-maven-3.9.9", "3.9.9");

    assertEquals(maven + "/bin/mvn on " + jdk + ":\n", mvnw().out());
  }

  @Test
  void aDownloadIsUsedAndKept() throws IOException, NoSuchAlgorithmException {
    Path archive = archive();
    pin(
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive))));
    environment.put("MVNW_REPOURL", "file://" + folder.resolve("repository") + "/");

    Run first = mvnw("--version");
    Files.delete(archive);
    Run second = mvnw("--version");

    assertEquals("mvnw: downloading Maven 3.9.11\n", first.err());
    assertTrue(first.out().endsWith("/bin/mvn on " + jdk + ": --version\n"), first.out());
    assertEquals(new Run(0, first.out(), ""), second);
  }

  @Test
  void aDownloadWithAnotherChecksumIsRefusedAndThrownAway() throws IOException {
    archive();
    environment.put("MVNW_REPOURL", "file://" + folder.resolve("repository"));

    Run run = mvnw();

    assertEquals(1, run.exit());
    assertTrue(run.err().contains("is not Maven 3.9.11: SHA-512 is "), run.err());
    try (var left = Files.list(folder.resolve("home/.m2/wrapper/dists"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() {
    environment.put("MVNW_REPOURL", "file://" + folder.resolve("nowhere"));

    Run run = mvnw();

    assertEquals(1, run.exit());
    assertTrue(
        run.err().contains("cannot download Maven 3.9.11 from the repository in MVNW_REPOURL"),
        run.err());
  }

  @Test
  void theUsersMavenOptionsStayBehindOurs() throws IOException {
    Path maven = maven("machine/opt/maven-3.9.6", "3.9.6");
    Repository.script(maven.resolve("bin/mvn"), "echo \"$MAVEN_OPTS\"");
    environment.put("MAVEN_OPTS", "-Xmx1g");

    assertEquals(
        "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Xmx1g\n",
        mvnw().out());
  }

  @Test
  void theScriptNamesNoHost() throws IOException {
    String text = Files.readString(Repository.ROOT.resolve("mvnw"));

    assertFalse(text.contains("://"), text);
  }

  private Run mvnw(String... arguments) {
    return Run.of(folder, environment, Command.of(folder.resolve("clone/mvnw"), arguments));
  }

  private Path maven(String where, String version) throws IOException {
    Path maven = folder.resolve(where);
    Repository.script(maven.resolve("bin/mvn"), FAKE_MVN);
    Files.createDirectories(maven.resolve("lib"));
    Files.createFile(maven.resolve("lib/maven-core-" + version + ".jar"));
    return maven;
  }

  private Path archive() throws IOException {
    maven("repository/apache-maven-3.9.11", "3.9.11");
    Path archive = folder.resolve("repository").resolve(ARCHIVE);
    Files.createDirectories(archive.getParent());
    Run packed =
        Run.of(
            folder.resolve("repository"),
            environment,
            List.of("/usr/bin/env", "tar", "-czf", archive.toString(), "apache-maven-3.9.11"));
    assertEquals(new Run(0, "", ""), packed);
    return archive;
  }

  private void pin(String sha512) throws IOException {
    Path mvnw = folder.resolve("clone/mvnw");
    String text = Files.readString(mvnw);
    Files.writeString(
        mvnw, text.replaceFirst("maven_sha512=[0-9a-f]{128}", "maven_sha512=" + sha512));
  }
}
