package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 300 processes at once (a number of the architecture's decision 2), 15 without the campaign. */
@Timeout(60)
final class ManyProcessesTest {
  private static final int FULL_NUMBER = 300;
  private static final int LEAST_NUMBER = 15;

  @Test
  void manyProcessesStartTalkAndStopAtOnce() throws Exception {
    double scale = Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
    int number = Math.max(LEAST_NUMBER, (int) Math.round(FULL_NUMBER * scale));
    List<Recording> recordings = new ArrayList<>();
    List<ChildProcess> children = new ArrayList<>();
    long begin = System.nanoTime();
    try (Processes processes = new Processes()) {
      for (int i = 0; i < number; i++) {
        Recording recording = new Recording();
        recordings.add(recording);
        children.add(processes.spawn(shell("echo $$; exec sleep 600"), recording));
      }
      for (int i = 0; i < number; i++) {
        assertEquals(Integer.toString(children.get(i).pid()), recordings.get(i).nextLine());
      }
      Duration started = since(begin);
      begin = System.nanoTime();
      children.forEach(child -> child.signalGroup(Signals.TERMINATE));
      for (Recording recording : recordings) {
        assertEquals(new ExitStatus.Signal(Signals.TERMINATE), recording.awaitExit());
      }
      System.out.printf(
          "%d processes: all had spoken after %d ms, all had ended %d ms after the signal%n",
          number, started.toMillis(), since(begin).toMillis());
    }
    assertEquals(number, recordings.stream().mapToInt(recording -> recording.exits.get()).sum());
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
