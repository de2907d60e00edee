package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel kills a process that was to die with the thread that spawned it. */
@Timeout(60)
final class DieWithParentTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void aProcessThatShallDieWithItsParentDiesWithTheSpawner() throws Exception {
    assumeTrue(Processes.canDieWithParent(), "setpriv of util-linux is not installed");
    Waiter waiter = new Waiter(false);
    Spawner spawner = new Spawner(waiter, ProcessRecords.NONE);
    waiter.start();
    spawner.start();
    Recording recording = new Recording();
    ProcessSpec spec = shell("echo up; exec sleep 600").withDieWithParent(true);
    ChildProcess child = spawner.order(spec, recording).join();
    assertEquals("up", recording.nextLine());
    assertTrue(child.isAlive());
    spawner.end();
    assertEquals(new ExitStatus.Signal(Signals.KILL), recording.awaitExit());
    assertTrue(waiter.close(LIMIT));
  }

  @Test
  void suchAProcessSeesItsNameAsItWasGiven() throws Exception {
    assumeTrue(Processes.canDieWithParent(), "setpriv of util-linux is not installed");
    try (Processes processes = new Processes()) {
      ProcessSpec spec = shell("echo $0").withDieWithParent(true);
      assertEquals("sh", new Commands(processes).run(spec, LIMIT).stdout());
    }
  }
}
