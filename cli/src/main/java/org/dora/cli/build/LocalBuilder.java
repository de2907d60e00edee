package org.dora.cli.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.cli.log.LogPrinter;
import org.dora.common.DoraException;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.InheritedBuildLines;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.hub.HubResolution;
import org.dora.common.id.NodeId;
import org.dora.common.session.BuildFingerprint;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.GitFingerprint;
import org.dora.common.session.GitReference;
import org.dora.common.session.GitSource;
import org.dora.common.session.LocalBuild;
import org.dora.common.session.LockFile;
import org.dora.common.session.ReplacedPackages;
import org.dora.common.session.SessionFile;
import org.dora.daemon.build.BuildListener;
import org.dora.daemon.build.BuildProcesses;
import org.dora.daemon.build.BuildRequest;
import org.dora.daemon.build.DataflowBuild;
import org.dora.daemon.build.GitCommits;

/**
 * Builds a dataflow, here or elsewhere, and keeps session and lock file (dataflow.md sections 8,
 * 9).
 */
public final class LocalBuilder {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  private final Path file;
  private final ParsedDescriptor written;
  private final HubResolution hub;
  private final ParsedDescriptor parsed;
  private final BuildOptions options;
  private final Console console;

  /**
   * @param file of the dataflow
   * @param written what stands in it, flat
   * @param hub the same with packages of the hub replaced, checked for the kinds of its nodes
   */
  public LocalBuilder(
      Path file,
      ParsedDescriptor written,
      HubResolution hub,
      BuildOptions options,
      Console console) {
    this.file = file;
    this.written = written;
    this.hub = hub;
    this.parsed = hub.dataflow();
    this.options = options;
    this.console = console;
  }

  /** Returns the folder of a dataflow's file, with symbolic links resolved. */
  public static Path folderOf(Path file) {
    try {
      return Objects.requireNonNull(file.toRealPath().getParent(), "a file is in a folder");
    } catch (IOException e) {
      throw CliException.failure(
          "cannot find the folder of `" + file + "`: " + DescriptorException.reasonOf(e));
    }
  }

  /**
   * Builds; blocks.
   *
   * @param parallel whether nodes are built side by side
   * @param listener hears what is done
   * @return the session after the build
   * @throws org.dora.common.DoraException if the build fails
   */
  public DataflowSession build(boolean parallel, BuildListener listener) {
    return interruptibly(processes -> build(processes, parallel, listener));
  }

  private DataflowSession build(
      BuildProcesses processes, boolean parallel, BuildListener listener) {
    Path folder = folderOf(file);
    SortedMap<NodeId, GitSource> sources = sources(processes, folder);
    SessionFile sessionFile = new SessionFile(file, InstantSource.system());
    DataflowSession session = sessionFile.read(console::warn);
    BuildRequest request =
        new BuildRequest(
            parsed.descriptor(),
            folder,
            sources,
            session.gitSources(),
            hub.overrides(),
            InheritedBuildLines.of(parsed),
            options.uv(),
            parallel);
    LocalBuild build = new DataflowBuild(request, ENVIRONMENT, processes, listener).run();
    String fingerprint = BuildFingerprint.of(parsed.descriptor());
    return remember(
        sessionFile, session.built(sources, build, fingerprint, InstantSource.system()));
  }

  /** Writes a session down, with packages replaced. */
  private DataflowSession remember(SessionFile sessionFile, DataflowSession session) {
    DataflowSession built =
        hub.isEmpty()
            ? session
            : session.withPackages(ReplacedPackages.of(written.descriptor(), parsed.descriptor()));
    sessionFile.write(built);
    return built;
  }

  /**
   * Has a coordinator's daemons build; blocks.
   *
   * @param printer shows what they say
   * @param notes takes what is said of the build as a whole
   * @return the session after the build
   * @throws org.dora.common.DoraException if the build fails
   */
  public DataflowSession buildThrough(
      ControlClient client, LogPrinter printer, Consumer<String> notes) {
    SortedMap<NodeId, GitSource> sources = lock();
    SessionFile sessionFile = new SessionFile(file, InstantSource.system());
    DataflowSession session = sessionFile.read(console::warn);
    UUID build =
        new RemoteBuild(client, printer, notes)
            .run(parsed.descriptor(), session, sources, file, options.uv());
    String fingerprint = BuildFingerprint.of(parsed.descriptor());
    return remember(sessionFile, session.builtElsewhere(build, sources, fingerprint));
  }

  /** Chooses what nodes are built from and writes that down, without building anything. */
  public SortedMap<NodeId, GitSource> lock() {
    return interruptibly(processes -> sources(processes, folderOf(file)));
  }

  private static <T> T interruptibly(Function<BuildProcesses, T> work) {
    try (BuildProcesses processes = new BuildProcesses();
        BuildSignals signals = new BuildSignals(processes)) {
      try {
        return work.apply(processes);
      } catch (DoraException e) {
        signals.report();
        throw e;
      }
    }
  }

  /**
   * Returns the commits of all git nodes: those of packages, of the lock file, or what the
   * repositories say.
   */
  private SortedMap<NodeId, GitSource> sources(BuildProcesses processes, Path folder) {
    String fingerprint = GitFingerprint.of(parsed.descriptor());
    LockFile lock = options.lock(file);
    if (lock != null) {
      lock.requireWrittenFor(fingerprint);
    }
    GitCommits commits = new GitCommits(ENVIRONMENT, processes, folder);
    SortedMap<NodeId, GitSource> sources = new TreeMap<>(hub.sources());
    for (NodeDescriptor node : parsed.descriptor().nodes()) {
      String repo = node.source().git();
      if (repo != null && !sources.containsKey(node.id())) {
        sources.put(
            node.id(),
            lock != null
                ? lock.sourceOf(node.id(), repo)
                : commits.resolve(node.id(), repo, GitReference.of(node.source())));
      }
    }
    if (options.writeLockfile()) {
      new LockFile(fingerprint, sources, hub.binaries()).write(options.lockfileOf(file));
    }
    return sources;
  }
}
