package org.dora.daemon;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.log.LogMessage;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.SpawnSettings;

/**
 * Prints which threads of a daemon run in real time, by name, tab, policy, priority, and the same
 * of a node. Its own process, since what it tries cannot be taken back.
 */
final class RealTimeProbe {
  // Places in `stat` behind the name, see proc(5).
  private static final int PRIORITY = 37;
  private static final int POLICY = 38;

  private RealTimeProbe() {}

  private static final class Nodes implements LogSink {
    @Override
    public void accept(LogMessage message) {
      if (message.message().contains("(cat)")) {
        System.out.println(policy("node", message.message()));
      }
    }

    @Override
    public void flush() {}
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    UUID dataflow = UuidV7.next(InstantSource.system());
    SpawnSettings settings =
        new SpawnSettings(System.getenv(), folder, false, null, null, JavaLauncher.ofThisProcess());
    try (Daemon daemon = Daemon.inRealTime(settings, new Nodes(), System.out::println)) {
      String yaml = "nodes: [{id: a, path: /bin/cat, args: /proc/self/stat}]";
      daemon
          .run(
              new DataflowSpec(
                  dataflow,
                  new DataflowContext(
                      dataflow,
                      DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor(),
                      folder,
                      false)))
          .join();
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
        for (Path thread : threads) {
          System.out.println(
              policy(
                  Files.readString(thread.resolve("comm")).strip(),
                  Files.readString(thread.resolve("stat"))));
        }
      }
    }
  }

  private static String policy(String name, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
    return name + "\t" + fields[POLICY] + " " + fields[PRIORITY];
  }
}
