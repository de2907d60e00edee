package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitReference;
import org.dora.common.session.GitSource;
import org.dora.common.session.LocalBuild;

/** Builds dataflows in a temporary folder and remembers the lines that were shown. */
final class BuildBench implements AutoCloseable {
  final Path folder;
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> environment = new HashMap<>(System.getenv());
  final BuildProcesses processes = new BuildProcesses();
  private SortedMap<NodeId, GitSource> previous = new TreeMap<>();
  Map<String, Integer> inherited = Map.of();

  /** Folders that nodes are built in whatever else is said of them. */
  final SortedMap<NodeId, Path> folders = new TreeMap<>();

  /** Commits that are known, so that no repository is asked. */
  final SortedMap<NodeId, GitSource> known = new TreeMap<>();

  boolean uv;
  boolean parallel;

  BuildBench(Path folder) {
    this.folder = folder;
  }

  /** Builds as {@code dora build} does: asks the repositories first. */
  LocalBuild build(String yaml) {
    Descriptor descriptor = DescriptorParser.parse(yaml, "flow.yml", Map.of()).descriptor();
    SortedMap<NodeId, GitSource> sources = new TreeMap<>();
    GitCommits commits = new GitCommits(environment, processes, folder);
    for (NodeDescriptor node : descriptor.nodes()) {
      String repo = node.source().git();
      if (known.containsKey(node.id())) {
        sources.put(node.id(), known.get(node.id()));
      } else if (repo != null) {
        sources.put(node.id(), commits.resolve(node.id(), repo, GitReference.of(node.source())));
      }
    }
    BuildRequest request =
        new BuildRequest(descriptor, folder, sources, previous, folders, inherited, uv, parallel);
    LocalBuild built = new DataflowBuild(request, environment, processes, this::note).run();
    previous = sources;
    return built;
  }

  private void note(NodeId node, LogLevel level, String text) {
    lines.add(node + " " + level + " " + text);
  }

  /** Returns where a node was built. */
  static Path directory(LocalBuild build, String node) {
    Path directory = build.nodeWorkingDirs().get(new NodeId(node));
    if (directory == null) {
      throw new AssertionError("node " + node + " was not built: " + build);
    }
    return directory;
  }

  /** Returns message and causes, outermost first. */
  static String causes(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getCause() == null ? message : message + "|" + causes(failure.getCause());
  }

  @Override
  public void close() {
    processes.close();
  }
}
