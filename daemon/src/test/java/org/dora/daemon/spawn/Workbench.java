package org.dora.daemon.spawn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.jvm.JavaLauncher;
import org.dora.daemon.cleanup.RuntimeFolder;
import org.dora.daemon.direct.DirectPaths;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.Processes;
import org.jspecify.annotations.Nullable;

/**
 * A daemon's surroundings in a temporary folder: {@code flow/} of the dataflow, {@code bin/} on the
 * PATH, {@code cwd/} of the daemon.
 */
final class Workbench implements AutoCloseable {
  static final UUID DATAFLOW = UUID.fromString("01a20103-ae8e-77c2-8676-1ae90c04d77e");
  static final InetSocketAddress LISTENER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40123);
  static final JavaLauncher JAVA =
      new JavaLauncher(Path.of("/jdk/bin/java"), List.of(Path.of("/opt/dora")));
  static final Duration LIMIT = Duration.ofSeconds(30);

  final Path flow;
  final Path bin;
  final Path cwd;
  final Map<String, String> environment = new HashMap<>();
  boolean allowShellNodes;
  @Nullable Long runParentPid;
  @Nullable String machineId;

  private final Processes processes = new Processes();
  final Commands commands = new Commands(processes);
  private final RuntimeFolder runtime;
  private final DirectPaths directPaths;

  Workbench(Path folder) throws IOException {
    Path root = folder.toRealPath();
    flow = Files.createDirectory(root.resolve("flow"));
    bin = Files.createDirectory(root.resolve("bin"));
    cwd = Files.createDirectory(root.resolve("cwd"));
    environment.put("PATH", bin.toString());
    runtime =
        RuntimeFolder.of(
            Map.of("XDG_RUNTIME_DIR", Files.createDirectory(root.resolve("runtime")).toString()));
    directPaths = new DirectPaths(runtime);
  }

  /** Writes an executable shell script. */
  Path script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Writes a stand-in for a program that notes its arguments and working directory. */
  void tool(String name, String... lines) throws IOException {
    String[] all = new String[lines.length + 1];
    all[0] = "echo \"$* in $(pwd)\" >> '" + bin.resolve(name + ".log") + "'";
    System.arraycopy(lines, 0, all, 1, lines.length);
    Path _ = script(bin.resolve(name), all);
  }

  /** Returns how a stand-in was called. */
  List<String> calls(String name) throws IOException {
    Path log = bin.resolve(name + ".log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  SpawnSettings settings() {
    return new SpawnSettings(environment, cwd, allowShellNodes, runParentPid, machineId, JAVA);
  }

  NodePreparer preparer() {
    return new NodePreparer(settings(), commands, directPaths);
  }

  DataflowContext dataflow(String yaml) {
    return new DataflowContext(DATAFLOW, descriptor(yaml), flow, true);
  }

  static Descriptor descriptor(String yaml) {
    return DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
  }

  /** Prepares the only node of a dataflow. */
  PreparedNode prepare(String yaml) {
    return prepare(preparer(), dataflow(yaml));
  }

  static PreparedNode prepare(NodePreparer preparer, DataflowContext dataflow) {
    return preparer.prepare(dataflow, onlyNode(dataflow), LISTENER);
  }

  static NodeDescriptor onlyNode(DataflowContext dataflow) {
    return dataflow.descriptor().nodes().getFirst();
  }

  static List<String> texts(List<SpawnNotice> notices) {
    return notices.stream().map(SpawnNotice::text).toList();
  }

  @Override
  public void close() {
    processes.close();
    runtime.close();
  }
}
