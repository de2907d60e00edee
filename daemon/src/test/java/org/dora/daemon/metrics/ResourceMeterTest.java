package org.dora.daemon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates of process trees, on files as Linux writes them. */
@SuppressWarnings("NullAway.Init") // each test gets a new folder
class ResourceMeterTest {
  private static final int NODE = 100;
  private static final int CHILD = 101;
  private static final int ORPHAN = 102;

  @TempDir private Path folder;
  private FakeProc proc;
  private ResourceMeter meter;
  private long now = 5_000_000_000L;

  @BeforeEach
  void start() throws IOException {
    proc = new FakeProc(folder);
    meter = new ResourceMeter(new LinuxProcesses(folder), () -> now);
    Path _ = Files.createDirectory(folder.resolve("sys"));
    proc.process(1, 0, 1, 1, 100_000, 0);
    proc.memory(1, 1000);
    proc.process(NODE, 1, NODE, 500, 60, 0);
    proc.memory(NODE, 2048);
    proc.io(NODE, 4096, 8192);
  }

  private ResourceUsage measure() {
    return Objects.requireNonNull(meter.measure(Set.of(NODE)).get(NODE));
  }

  private ResourceUsage measureAfter(Duration time) {
    now += time.toNanos();
    return measure();
  }

  @Test
  void theFirstSampleHasNoRates() {
    assertEquals(
        new ResourceUsage(0, 2048 * 1024, OptionalLong.empty(), OptionalLong.empty()), measure());
  }

  @Test
  void ratesAreOfTheTimeBetweenTwoSamples() throws Exception {
    measure();
    proc.process(NODE, 1, NODE, 500, 160, 0);
    proc.io(NODE, 4096 + 3000, 8192 + 50_000);
    assertEquals(
        new ResourceUsage(50, 2048 * 1024, OptionalLong.of(1500), OptionalLong.of(25_000)),
        measureAfter(Duration.ofSeconds(2)));
    assertEquals(
        new ResourceUsage(0, 2048 * 1024, OptionalLong.of(0), OptionalLong.of(0)),
        measureAfter(Duration.ofSeconds(2)));
  }

  @Test
  void childrenCountAndSoDoOrphansOfTheGroupWithTheirOwnChildren() throws Exception {
    measure();
    proc.process(CHILD, NODE, CHILD, 600, 30, 0);
    proc.memory(CHILD, 512);
    proc.io(CHILD, 0, 700);
    proc.process(ORPHAN, 1, NODE, 600, 20, 0);
    proc.memory(ORPHAN, 256);
    proc.process(103, ORPHAN, 103, 600, 10, 0);
    proc.memory(103, 128);
    proc.process(104, 1, 104, 600, 1_000, 0);
    proc.memory(104, 5000);
    ResourceUsage usage = measureAfter(Duration.ofSeconds(1));
    assertEquals(60, usage.cpuPercent());
    assertEquals((2048 + 512 + 256 + 128) * 1024, usage.memoryBytes());
    assertEquals(OptionalLong.of(700), usage.diskWriteBytes());
  }

  @Test
  void whatAChildHasUsedCountsOnceWhenItsParentHasWaitedForIt() throws Exception {
    proc.process(CHILD, NODE, NODE, 600, 10_000, 0);
    proc.io(CHILD, 1 << 20, 0);
    measure();
    proc.end(CHILD);
    proc.process(NODE, 1, NODE, 500, 60, 10_025);
    proc.io(NODE, 4096 + (1 << 20) + 10, 8192);
    ResourceUsage usage = measureAfter(Duration.ofSeconds(1));
    assertEquals(25, usage.cpuPercent());
    assertEquals(OptionalLong.of(10), usage.diskReadBytes());
  }

  @Test
  void aChildForWhichNobodyWaitsTakesNothingBack() throws Exception {
    proc.process(CHILD, NODE, NODE, 600, 10_000, 0);
    proc.io(CHILD, 1 << 20, 1 << 20);
    measure();
    proc.end(CHILD);
    ResourceUsage usage = measureAfter(Duration.ofSeconds(1));
    assertEquals(0, usage.cpuPercent());
    assertEquals(OptionalLong.of(0), usage.diskReadBytes());
    proc.process(NODE, 1, NODE, 500, 70, 0);
    assertEquals(10, measureAfter(Duration.ofSeconds(1)).cpuPercent());
  }

  @Test
  void anotherProcessOfTheSamePidIsNewAndHasNoRates() throws Exception {
    proc.process(NODE, 1, NODE, 500, 60_000, 0);
    measure();
    proc.process(NODE, 1, NODE, 501, 5, 0);
    proc.io(NODE, 1, 1);
    assertEquals(
        new ResourceUsage(0, 2048 * 1024, OptionalLong.empty(), OptionalLong.empty()),
        measureAfter(Duration.ofSeconds(1)));
    proc.process(NODE, 1, NODE, 501, 105, 0);
    assertEquals(100, measureAfter(Duration.ofSeconds(1)).cpuPercent());
  }

  @Test
  void twoSamplesInARowGiveTheSameRates() throws Exception {
    measure();
    proc.process(NODE, 1, NODE, 500, 160, 0);
    assertEquals(100, measureAfter(Duration.ofSeconds(1)).cpuPercent());
    proc.process(NODE, 1, NODE, 500, 170, 0);
    proc.memory(NODE, 4096);
    ResourceUsage usage = measureAfter(Duration.ofMillis(20));
    assertEquals(100, usage.cpuPercent());
    assertEquals(4096 * 1024, usage.memoryBytes());
    assertEquals(50, measureAfter(Duration.ofMillis(180)).cpuPercent());
  }

  @Test
  void whereInputAndOutputAreNotShownTheyAreUnknown() throws Exception {
    Files.delete(folder.resolve(NODE + "/io"));
    measure();
    assertEquals(OptionalLong.empty(), measureAfter(Duration.ofSeconds(1)).diskReadBytes());
  }

  @Test
  void aProcessThatHasEndedIsLeftOut() throws Exception {
    proc.end(NODE);
    assertEquals(Map.of(), meter.measure(Set.of(NODE)));
  }

  @Test
  void theJdkShowsThisProcessAndWhatItHasStarted() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessTrees trees = new ProcessTrees(new VisibleProcesses().read());
      ProcessTable.Entry self =
          Objects.requireNonNull(trees.find((int) ProcessHandle.current().pid()));
      assertEquals(1, trees.of(self).stream().filter(entry -> entry.pid() == child.pid()).count());
      assertEquals(true, self.cpuNanos() > 0);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
