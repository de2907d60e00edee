package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SinkThreadTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final GatedSink sink = new GatedSink();

  @Test
  void whatIsHandedOverIsShownInOrder() throws InterruptedException {
    SinkThread thread = thread(1000, LONG);
    sink.gate.release(100);
    accept(thread, 0, 100);
    assertTrue(thread.close(LONG));
    assertEquals(texts(0, 100), sink.shown);
  }

  @Test
  void aStuckSinkLosesWhatDoesNotFitAndTheLossIsSaidInPlace() throws InterruptedException {
    SinkThread thread = thread(5, Duration.ofMillis(1));
    accept(thread, 0, 50);
    sink.gate.release(1000);
    sink.awaitShown("4");
    accept(thread, 50, 51);
    assertTrue(thread.close(LONG));
    assertEquals(List.of("0", "1", "2", "3", "4", "45 lost", "50"), sink.shown);
  }

  @Test
  void aLossAtTheEndIsSaidToo() throws InterruptedException {
    SinkThread thread = thread(2, Duration.ofMillis(1));
    accept(thread, 0, 10);
    sink.gate.release(1000);
    assertTrue(thread.close(LONG));
    assertEquals(List.of("0", "1", "8 lost"), sink.shown);
  }

  @Test
  void aSlowSinkIsWaitedFor() throws InterruptedException {
    SinkThread thread = thread(3, LONG);
    Thread writer = Thread.ofPlatform().start(() -> accept(thread, 0, 200));
    for (int i = 0; i < 200; i++) {
      sink.gate.release();
      sink.awaitShown("" + i);
    }
    writer.join();
    assertTrue(thread.close(LONG));
    assertEquals(texts(0, 200), sink.shown);
  }

  @Test
  void theEndDoesNotWaitForAStuckSinkForever() throws InterruptedException {
    SinkThread thread = thread(1000, LONG);
    accept(thread, 0, 3);
    assertFalse(thread.close(Duration.ofMillis(1)));
    sink.gate.release(10);
  }

  @Test
  void aSinkThatFailsIsNotUsedAgainAndHoldsNobodyUp() throws InterruptedException {
    sink.fail = true;
    sink.gate.release(1000);
    SinkThread thread = thread(2, LONG);
    accept(thread, 0, 100);
    assertTrue(thread.close(LONG));
    assertEquals(List.of(), sink.shown);
    assertEquals(999, sink.gate.availablePermits(), "calls: one");
  }

  private SinkThread thread(int room, Duration patience) {
    return new SinkThread(sink, lost -> message(lost + " lost"), room, patience);
  }

  private static void accept(SinkThread thread, int from, int to) {
    texts(from, to).forEach(text -> thread.accept(message(text)));
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static LogMessage message(String text) {
    return LogMessage.of(LogLevel.INFO, null, text, Instant.EPOCH);
  }

  /** Takes as many messages as the gate has permits. */
  private static final class GatedSink implements LogSink {
    private final Semaphore gate = new Semaphore(0);
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile boolean fail;

    @Override
    public void accept(LogMessage message) {
      gate.acquireUninterruptibly();
      if (fail) {
        throw new IllegalStateException("expected in this test");
      }
      shown.add(message.message());
    }

    @Override
    public void flush() {}

    void awaitShown(String text) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!shown.contains(text)) {
        assertTrue(System.nanoTime() < end, "never shown: " + text);
        Thread.onSpinWait();
      }
    }
  }
}
