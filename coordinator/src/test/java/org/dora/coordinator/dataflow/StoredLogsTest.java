package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users get of the logs that daemons keep, however these answer. */
class StoredLogsTest extends ComingAndGoing {
  private static final LogSection SECTION = new LogSection(null, 4096);
  private static final Bytes LINES = Bytes.utf8("lines");

  private final PlayedDaemon daemon = unnamed();
  private final UUID flow = coordinator.start(ONE_MACHINE);

  private CompletableFuture<Bytes> read(@Nullable LogSection section) {
    return new StoredLogs(coordinator.dataflows)
        .read(new ControlRequest.Logs(flow, null, "a", null, section));
  }

  private static void assertFails(String reason, CompletableFuture<?> future) {
    assertEquals(reason, Failures.messageOf(assertThrows(CompletionException.class, future::join)));
  }

  @Test
  void allLinesComeAsTheyAreAndBecomeThePartThatWasAskedFor() {
    assertEquals(LINES, read(null).join());
    assertEquals(new LogPart("", LINES), LogPart.read(read(SECTION).join()));
  }

  @Test
  void aPartIsPassedOn() {
    daemon.inBinary = new LogPart("further", LINES).toBytes();
    assertEquals(daemon.inBinary, read(SECTION).join());
  }

  @Test
  void theReasonWhyThereIsNoneIsPassedOn() {
    daemon.outcome = Outcome.failed("no such file");
    assertFails("no such file", read(null));
  }

  @Test
  void nothingButLogsIsAnsweredInBinary() {
    daemon.inBinary = LINES;
    assertFails("unexpected reply: a part of a log", coordinator.nodes.stop(flow, A, null));
  }
}
