package org.dora.common.daemonlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonKeyTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(5000));

  @TempDir Path folder;

  @Test
  void aDaemonIsTheSameAfterItsEnd() throws IOException {
    UUID first = uuidOf(null);
    assertEquals(first, uuidOf(null));
    assertEquals(8, first.version());
    assertEquals(2, first.variant());
  }

  @Test
  void twoThatLiveAtOnceDiffer() throws IOException {
    try (DaemonKey one = DaemonKey.take(folder, null);
        DaemonKey other = DaemonKey.take(folder, null)) {
      assertNotEquals(one.prove(CLOCK).uuid(), other.prove(CLOCK).uuid());
    }
  }

  @Test
  void daemonsOfDifferentNamesShareNoKey() throws IOException {
    assertNotEquals(uuidOf("arm"), uuidOf("base"));
  }

  @Test
  void aProofHoldsForItsMachineAndItsTimeOnly() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, "arm")) {
      DaemonIdentity identity = key.prove(CLOCK);
      assertTrue(identity.isProven("arm"));
      assertFalse(identity.isProven("base"));
      assertFalse(identity.isProven(null));
      assertFalse(
          new DaemonIdentity(identity.key(), identity.time() + 1, identity.proof())
              .isProven("arm"));
      assertFalse(new DaemonIdentity("no key", 1, "no proof").isProven("arm"));
    }
  }

  @Test
  void eachProofIsNewerThanTheLast() throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, null)) {
      assertTrue(key.prove(CLOCK).time() < key.prove(CLOCK).time());
    }
    try (DaemonKey later = DaemonKey.take(folder, null)) {
      assertEquals(5002, later.prove(InstantSource.fixed(Instant.EPOCH)).time());
    }
  }

  @Test
  void aBrokenFileIsReplacedAndNobodyElseReadsIt() throws IOException {
    UUID lost = uuidOf(null);
    Path file = folder.resolve("daemon.1.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Files.writeString(file, "half a k");
    UUID fresh = uuidOf(null);
    assertNotEquals(lost, fresh);
    assertEquals(fresh, uuidOf(null));
  }

  private UUID uuidOf(@Nullable String machineId) throws IOException {
    try (DaemonKey key = DaemonKey.take(folder, machineId)) {
      return key.prove(CLOCK).uuid();
    }
  }
}
