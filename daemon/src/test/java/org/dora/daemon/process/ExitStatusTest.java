package org.dora.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ExitStatusTest {
  @Test
  void aWaitStatusTellsExitCodesFromSignals() {
    assertEquals(new ExitStatus.Code(143), ExitStatus.ofWaitStatus(0x8f00));
    assertEquals(new ExitStatus.Signal(15), ExitStatus.ofWaitStatus(15));
    assertEquals(new ExitStatus.Signal(11), ExitStatus.ofWaitStatus(0x80 | 11));
  }

  @Test
  void onlyExitCodeZeroIsSuccess() {
    assertTrue(new ExitStatus.Code(0).isSuccess());
    assertFalse(new ExitStatus.Code(1).isSuccess());
    assertFalse(new ExitStatus.Signal(15).isSuccess());
    assertFalse(new ExitStatus.Unknown().isSuccess());
  }

  @Test
  void aSignalHasTheNameThatTheReleasedDaemonGivesIt() {
    assertEquals("exited because of signal SIGKILL", new ExitStatus.Signal(9).toString());
    assertEquals("exited because of signal 10", new ExitStatus.Signal(10).toString());
    assertEquals("SIGABRT", Signals.name(22));
    assertEquals("NSIG", Signals.name(23));
  }
}
