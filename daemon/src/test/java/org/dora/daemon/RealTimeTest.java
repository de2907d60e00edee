package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class RealTimeTest {
  private static final String FIFO_50 = "1 50";
  private static final String ORDINARY = "0 0";

  @TempDir private Path folder;

  private List<String> probe(List<String> launcher) throws Exception {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            RealTimeProbe.class.getName(),
            folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private static boolean succeeds(List<String> launcher, String program) throws Exception {
    List<String> command = new ArrayList<>(launcher);
    command.add(program);
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Returns the distinct policies of the threads whose names begin so. */
  private static List<String> policies(List<String> output, String name) {
    return output.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .distinct()
        .toList();
  }

  @Test
  void conductorAndConnectionsRunInRealTimeAndNodesDoNot() throws Exception {
    assumeTrue(
        succeeds(List.of("chrt", "-f", "50"), "true"), "this user may not have real-time threads");
    List<String> output = probe(List.of());
    assertTrue(output.contains("RT: SCHED_FIFO priority 50 enabled"), output.toString());
    assertTrue(
        output.stream().anyMatch(line -> line.startsWith("RT: mlockall ")), output.toString());
    assertEquals(List.of(FIFO_50), policies(output, "dora-conductor"), output.toString());
    assertEquals(List.of(FIFO_50), policies(output, "ForkJoinPool-"), output.toString());
    assertEquals(List.of(ORDINARY), policies(output, "dora-spawner"), output.toString());
    assertEquals(List.of(ORDINARY), policies(output, "dora-log-writer"), output.toString());
    assertEquals(List.of(ORDINARY), policies(output, "node"), output.toString());
  }

  @Test
  void whatIsRefusedIsSaidAndTheDaemonRunsOn() throws Exception {
    List<String> withoutRights = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      withoutRights.addAll(
          List.of(
              "setpriv", "--inh-caps=-sys_nice,-ipc_lock", "--bounding-set=-sys_nice,-ipc_lock"));
      assumeTrue(succeeds(withoutRights, "true"), "no program to give up rights");
    }
    withoutRights.addAll(List.of("sh", "-c", "ulimit -l 64 && exec \"$@\"", "sh"));
    List<String> output = probe(withoutRights);
    assertTrue(
        output.contains(
            "RT: mlockall failed: Cannot allocate memory (errno 12)."
                + " Ensure CAP_IPC_LOCK or ulimit -l unlimited."),
        output.toString());
    assertTrue(
        output.contains(
            "RT: sched_setscheduler failed: Operation not permitted (errno 1)."
                + " Ensure CAP_SYS_NICE."),
        output.toString());
    assertEquals(List.of(ORDINARY), policies(output, "dora-conductor"), output.toString());
    assertEquals(List.of(ORDINARY), policies(output, "node"), output.toString());
  }
}
