package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreArgumentTest {
  private static final Path STATE = Path.of("/state/dora");

  @Test
  void theUsualStoreIsAFileInTheStateFolder() {
    assertEquals(
        new StoreArgument(Path.of("/state/dora/coordinator.sqlite"), null),
        StoreArgument.of("sqlite", StoreArgument.state(Map.of("XDG_STATE_HOME", "/state"))));
    assertEquals(
        Path.of("/home/me/.local/state/dora"), StoreArgument.state(Map.of("HOME", "/home/me")));
  }

  @Test
  void aPathMayHoldColons() {
    assertEquals(Path.of("/a:b"), StoreArgument.of("sqlite:/a:b", STATE).file());
  }

  @Test
  void redbIsAFileOfOurKindAndItsUserIsTold() {
    StoreArgument argument = StoreArgument.of("redb:/a/coordinator.redb", STATE);
    assertEquals(Path.of("/a/coordinator.redb.sqlite"), argument.file());
    assertTrue(String.valueOf(argument.notice()).contains("/a/coordinator.redb.sqlite"));
    assertEquals(STATE.resolve("coordinator.sqlite"), StoreArgument.of("redb", STATE).file());
  }

  @Test
  void memoryIsNoFile() {
    assertNull(StoreArgument.of("memory", STATE).file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "memory:x", "sqlite:", "redb: ", ""})
  void nothingElseIsAStore(String text) {
    assertThrows(CliException.class, () -> StoreArgument.of(text, STATE));
  }
}
