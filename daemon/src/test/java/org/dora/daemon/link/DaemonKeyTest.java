package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.dora.common.daemonlink.DaemonIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonKeyTest {
  @TempDir private Path folder;

  private String keyOf(@Nullable String machine) {
    try (DaemonKey key = DaemonKey.of(machine, folder.resolve("keys"))) {
      return key.identity("").key();
    }
  }

  @Test
  void aDaemonKeepsItsKeyAndNoOtherHasIt() throws Exception {
    String first = keyOf("a/b");
    assertEquals(first, keyOf("a/b"));
    assertNotEquals(first, keyOf("a"));
    assertNotEquals(first, keyOf(null));
    try (var files = Files.list(folder.resolve("keys"))) {
      List<Path> keys = files.toList();
      assertEquals(3, keys.size());
      for (Path key : keys) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
      }
    }
  }

  @Test
  void twoThatLiveAtATimeAreToldApart() {
    try (DaemonKey first = DaemonKey.of(null, folder)) {
      String key = first.identity("").key();
      assertNotEquals(key, keyOfSecond());
      assertEquals(key, first.identity("other").key());
    }
  }

  private String keyOfSecond() {
    try (DaemonKey second = DaemonKey.of(null, folder)) {
      return second.identity("").key();
    }
  }

  @Test
  void aBrokenKeyIsReplacedByAPassingOne() throws Exception {
    Files.writeString(folder.resolve("unnamed.key"), "not a key\n");
    try (DaemonKey key = DaemonKey.of(null, folder)) {
      assertTrue(key.identity("x").isProven(null, "x"));
    }
    assertEquals("not a key\n", Files.readString(folder.resolve("unnamed.key")));
  }

  @Test
  void aProofIsGoodForOneNameAndOneConnection() {
    try (DaemonKey key = DaemonKey.of("robot", folder);
        DaemonKey other = DaemonKey.of("other", folder)) {
      DaemonIdentity identity = key.identity("now");
      assertTrue(identity.isProven("robot", "now"));
      assertFalse(identity.isProven("robot", "later"));
      assertFalse(identity.isProven("other", "now"));
      assertFalse(identity.isProven(null, "now"));
      assertFalse(
          new DaemonIdentity(other.identity("now").key(), identity.proof())
              .isProven("robot", "now"));
      assertFalse(new DaemonIdentity("?", "?").isProven("robot", "now"));
    }
  }
}
