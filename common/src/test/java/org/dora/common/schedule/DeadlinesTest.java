package org.dora.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long MILLI = 1_000_000;

  private long now = 42;
  private final Deadlines deadlines = new Deadlines(() -> now);
  private final List<String> done = new ArrayList<>();

  private void at(long millis) {
    now = 42 + millis * MILLI;
    deadlines.runDue();
  }

  @Test
  void actionsAreDoneInTheOrderOfTheirTimes() {
    deadlines.after(Duration.ofMillis(20), () -> done.add("b"));
    deadlines.after(Duration.ofMillis(10), () -> done.add("a"));
    deadlines.after(Duration.ofMillis(20), () -> done.add("c"));
    at(9);
    assertEquals(List.of(), done);
    assertEquals(MILLI, deadlines.untilNext(Long.MAX_VALUE));
    at(30);
    assertEquals(List.of("a", "b", "c"), done);
  }

  @Test
  void aCancelledActionIsNotDone() {
    Deadlines.Deadline action = deadlines.after(Duration.ofMillis(1), () -> done.add("a"));
    action.cancel();
    at(5);
    assertEquals(List.of(), done);
    assertEquals(7, deadlines.untilNext(7));
  }

  @Test
  void aRepetitionStartsAtOnceAndKeepsItsRate() {
    deadlines.every(Duration.ofMillis(10), () -> done.add("tick"));
    at(0);
    assertEquals(1, done.size());
    for (int millis = 1; millis <= 95; millis++) {
      at(millis);
    }
    assertEquals(10, done.size());
  }

  @Test
  void missedTimesAreSkippedAndThePhaseIsKept() {
    deadlines.every(Duration.ofMillis(10), () -> done.add("tick"));
    at(0);
    at(57);
    assertEquals(2, done.size());
    assertEquals(3 * MILLI, deadlines.untilNext(Long.MAX_VALUE));
  }

  @Test
  void aRepetitionMayEndItselfWhileItRuns() {
    List<Deadlines.Repeating> self = new ArrayList<>();
    self.add(
        deadlines.every(
            Duration.ofMillis(10),
            () -> {
              done.add("tick");
              self.getFirst().cancel();
            }));
    at(0);
    at(100);
    assertEquals(1, done.size());
  }
}
