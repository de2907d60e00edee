package org.dora.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SignalHandlingTest {
  @Test
  void signalsAreCountedInsteadOfEndingTheJvm() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (SignalHandling _ = SignalHandling.install((name, n) -> heard.add(name + " " + n))) {
      int self = Math.toIntExact(ProcessHandle.current().pid());
      assertEquals(0, NativePosix.kill(self, Signals.TERMINATE));
      assertEquals("SIGTERM 1", heard.poll(10, TimeUnit.SECONDS));
      assertEquals(0, NativePosix.kill(self, Signals.TERMINATE));
      assertEquals("SIGTERM 2", heard.poll(10, TimeUnit.SECONDS));
    }
  }
}
