package org.dora.cli.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.dora.cli.CliException;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.GitSource;

/** A build by the daemons of a coordinator (control-protocol.md section 14). */
final class RemoteBuild {
  /** A coordinator gives up after 20 minutes unless told otherwise. */
  private static final Duration LIMIT = Duration.ofHours(2);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** The build has ended before anybody listened. */
  private static final String NOT_RUNNING = "no running build with id";

  private final ControlClient client;
  private final LogPrinter printer;
  private final Consumer<String> notes;

  RemoteBuild(ControlClient client, LogPrinter printer, Consumer<String> notes) {
    this.client = client;
    this.printer = printer;
    this.notes = notes;
  }

  /**
   * Builds and returns the build's id; blocks.
   *
   * @throws CliException if the build fails
   */
  UUID run(
      Descriptor descriptor,
      DataflowSession session,
      SortedMap<NodeId, GitSource> sources,
      Path file,
      boolean uv) {
    UUID build =
        client
            .ask(
                new ControlRequest.Build(
                    session.sessionId(),
                    client.isOurs() ? descriptor : descriptor.forRelay(),
                    sources,
                    session.gitSources(),
                    SharedFolder.of(client, descriptor, file),
                    uv),
                ControlReply.DataflowBuildTriggered.class)
            .buildId();
    notes.accept("dataflow build triggered: " + build);
    listen(build);
    String error =
        client
            .ask(
                new ControlRequest.WaitForBuild(build),
                ControlReply.DataflowBuildFinished.class,
                LIMIT,
                this::show)
            .result()
            .error();
    for (LogMessage late = client.nextLog(AT_ONCE); late != null; late = client.nextLog(AT_ONCE)) {
      show(late);
    }
    if (error != null) {
      throw new RefusedException(error);
    }
    notes.accept("dataflow build finished successfully");
    return build;
  }

  private void listen(UUID build) {
    try {
      client.subscribe(new ControlRequest.BuildLogSubscribe(build, LogFilter.INFO));
    } catch (RefusedException e) {
      if (!e.says(NOT_RUNNING)) {
        throw e;
      }
    }
  }

  private void show(LogMessage message) {
    printer.accept(message);
    printer.flush();
  }
}
