package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrphanGuardTest {
  private static final Duration INTERVAL = Duration.ofMillis(5);

  private final CountDownLatch orphaned = new CountDownLatch(1);

  @Test
  void theDeathOfTheParentIsNoticed() throws Exception {
    Process parent = waitingProcess();
    OrphanGuard.start(Optional.of(Long.toString(parent.pid())), INTERVAL, orphaned::countDown);
    assertEquals(1, orphaned.getCount());
    parent.destroyForcibly().waitFor();

    orphaned.await();
  }

  @Test
  void aParentThatIsAlreadyGoneIsNoticedAtOnce() throws Exception {
    Process parent = waitingProcess();
    parent.destroyForcibly().waitFor();
    OrphanGuard.start(Optional.of(Long.toString(parent.pid())), INTERVAL, orphaned::countDown);

    assertEquals(0, orphaned.getCount());
  }

  @Test
  void withoutAParentNothingIsWatched() {
    OrphanGuard.start(Optional.empty(), INTERVAL, orphaned::countDown);

    assertEquals(1, orphaned.getCount());
  }

  @Test
  void whatIsNoProcessIdIsIgnored() {
    OrphanGuard.start(Optional.of("init"), INTERVAL, orphaned::countDown);

    assertTrue(orphaned.getCount() > 0);
  }

  /** A process that ends when nobody holds its standard input any more. */
  private static Process waitingProcess() throws IOException {
    return new ProcessBuilder("cat").start();
  }
}
