package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.command;
import static org.dora.daemon.process.Recording.messageOf;
import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CommandsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Processes processes = new Processes();
  private final Commands commands = new Commands(processes);

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void theAnswerHasBothStreamsAndTheExit() throws Exception {
    Commands.Answer answer = commands.run(shell("echo a; echo b; echo c >&2; exit 3"), LONG);
    assertEquals(new Commands.Answer(new ExitStatus.Code(3), "a\nb", "c"), answer);
  }

  @Test
  void aProgramThatDoesNotEndIsKilledAndNamed() {
    ProcessException failure =
        assertThrows(
            ProcessException.class,
            () -> commands.run(command("sleep", "600"), Duration.ofMillis(50)));
    assertTrue(messageOf(failure).startsWith("`sleep 600` in `"), messageOf(failure));
    assertTrue(
        messageOf(failure).endsWith("did not end within 50 ms and was killed"), messageOf(failure));
  }

  @Test
  void aMissingProgramIsRefusedAsForAnySpawn() {
    assertThrows(SpawnException.class, () -> commands.run(command("/no/uv", "python"), LONG));
  }
}
