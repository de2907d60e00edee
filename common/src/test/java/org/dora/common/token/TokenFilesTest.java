package org.dora.common.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFilesTest {
  @TempDir Path folder;

  private Map<String, String> environment = Map.of();
  private Path local = Path.of("");
  private Path shared = Path.of("");

  @BeforeEach
  void useFolders() throws IOException {
    environment = Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString());
    local = Files.createDirectory(work()).resolve(".dora-token");
    shared = folder.resolve("config/dora/.dora-token");
  }

  @Test
  void bothFilesHoldTheTokenAndAreForTheirOwnerOnly() throws IOException {
    AuthToken token = AuthToken.random();
    files().write(token, true);
    for (Path file : List.of(local, shared)) {
      assertEquals(token.secret() + "\n", Files.readString(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals(List.of(".dora-token"), names(work()));
  }

  @Test
  void anOldFileAndALinkAreReplacedNotWrittenThrough() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "v");
    Files.createSymbolicLink(local, victim);
    Files.createDirectories(folder.resolve("config/dora"));
    Files.writeString(shared, "old");
    AuthToken token = AuthToken.random();
    files().write(token, true);
    assertEquals("v", Files.readString(victim));
    assertFalse(Files.isSymbolicLink(local));
    assertEquals(token.secret(), found());
    assertTrue(files().left().isPresent());
  }

  @Test
  void oneFileThatCannotBeWrittenIsNoFailure() throws IOException {
    Files.writeString(folder.resolve("config"), "no folder");
    files().write(AuthToken.of("abc"), true);
    assertEquals("abc", found());

    Files.delete(local);
    Files.createDirectories(local.resolve("no/file"));
    assertThrows(IOException.class, () -> files().write(AuthToken.of("abc"), true));
  }

  @Test
  void theVariableWinsOverTheFolderAndThatOverTheUser() throws IOException {
    assertEquals(Optional.empty(), files().find(environment));
    writePrivate(shared, "shared");
    assertEquals("shared", found());
    writePrivate(local, "  local \n");
    assertEquals("local", found());
    assertEquals(
        "variable ", files().find(Map.of("DORA_AUTH_TOKEN", "variable ")).orElseThrow().secret());
    assertEquals("local", files().find(Map.of("DORA_AUTH_TOKEN", "")).orElseThrow().secret());
  }

  @Test
  void filesThatOthersCanReadOrThatAreEmptyArePassedOver() throws IOException {
    writePrivate(shared, "shared");
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx-----x")) {
      writePrivate(local, "local");
      Files.setPosixFilePermissions(local, PosixFilePermissions.fromString(mode));
      assertEquals("shared", found(), mode);
    }
    writePrivate(local, " \n");
    assertEquals("shared", found());
  }

  @Test
  void aTokenThatWasLeftIsFoundAgainAndStays() throws IOException {
    AuthToken token = AuthToken.random();
    files().write(token, false);
    assertFalse(Files.exists(local));
    assertEquals(token.secret(), files().left().orElseThrow().secret());
    assertEquals(Optional.of(shared), files().file());
    Object before = Files.readAttributes(shared, "unix:ino,lastModifiedTime");
    files().write(token, true);
    assertEquals(before, Files.readAttributes(shared, "unix:ino,lastModifiedTime"));
    assertEquals(Optional.of(local), files().file());
  }

  @Test
  void filesOfOthersArePassedOver() throws IOException {
    writePrivate(local, "local");
    boolean root = Files.getAttribute(local, "unix:uid").equals(0);
    if (root) {
      Files.setAttribute(local, "unix:uid", 12345);
      assertEquals(Optional.empty(), files().left());
    }
    Path foreign = root ? local : Path.of("/etc/hostname");
    assertEquals(Optional.empty(), TokenFile.read(foreign));
  }

  @Test
  void onlyTheHeaderPresentsAToken() {
    AuthToken token = AuthToken.random();
    String secret = token.secret();
    assertEquals(64, secret.length());
    assertTrue(secret.matches("[0-9a-f]{64}"), "64 digits");
    assertTrue(token.isPresentedBy("Bearer " + secret));
    assertTrue(token.isPresentedBy(token.headerValue()));
    for (String other :
        List.of(secret, "bearer " + secret, "Bearer  " + secret, "Bearer " + secret + " ", "")) {
      assertFalse(token.isPresentedBy(other), "another form");
    }
    assertFalse(token.isPresentedBy(null));
    assertFalse(token.isPresentedBy(AuthToken.random().headerValue()));
    assertFalse(token.toString().contains(secret), "the text form hides it");
  }

  private Path work() {
    return folder.resolve("work");
  }

  private TokenFiles files() {
    return new TokenFiles(work(), environment);
  }

  private String found() {
    return files().find(environment).orElseThrow().secret();
  }

  private void writePrivate(Path file, String text) throws IOException {
    Files.createDirectories(folder.resolve("config/dora"));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
