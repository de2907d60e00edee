package org.dora.cli.dataflow;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DataflowFile;
import org.dora.cli.DescriptorOptions;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.session.BuildFingerprint;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.ReplacedPackages;
import org.dora.common.session.SessionFile;
import org.dora.common.session.SourceFingerprint;

/**
 * What is to be started: a dataflow that has been read and checked before anybody is asked to start
 * it, with what is remembered of its build (cli.md section 5).
 *
 * @param descriptor what runs
 * @param session of the dataflow's file, without a build that was of something else
 */
record StartPlan(Descriptor descriptor, DataflowSession session) {
  /**
   * Reads and checks a dataflow.
   *
   * @param file the dataflow's
   * @param options what is changed for this once
   * @throws CliException if it cannot run
   */
  static StartPlan of(
      Path file, DescriptorOptions options, Map<String, String> environment, Console console) {
    ParsedDescriptor written =
        DataflowFile.readFlat(file, environment, DataflowFile.MODULES_FAILED);
    SessionFile sessionFile = new SessionFile(file, InstantSource.system());
    DataflowSession remembered = sessionFile.read(console::warn);
    ParsedDescriptor resolved = withoutPackages(written, remembered, sessionFile, environment);
    DataflowFile.warn(
        console, DataflowFile.check(resolved, _ -> "Dataflow could not be validated."));
    Descriptor descriptor = resolved.descriptor();
    if (descriptor.nodes().isEmpty()) {
      throw CliException.failure("`" + file + "` has no nodes: there is nothing to start");
    }
    DataflowSession session = remembered.validFor(BuildFingerprint.of(descriptor));
    if (!session.equals(remembered)) {
      sessionFile.write(session);
    }
    if (session.localBuild() != null && isDeployed(descriptor.nodes())) {
      throw new CliException(
          CliException.FAILURE,
          "this dataflow was built locally, but it has `deploy` sections and is started through the"
              + " coordinator — remote daemons cannot use a local build.",
          "run `dora build` against the running coordinator (without `--local`), so that each"
              + " machine builds its nodes");
    }
    return new StartPlan(options.apply(descriptor, console), session);
  }

  /** Packages of the hub are replaced by what the last build has made of them. */
  private static ParsedDescriptor withoutPackages(
      ParsedDescriptor written,
      DataflowSession session,
      SessionFile sessionFile,
      Map<String, String> environment) {
    if (written.descriptor().isFlat()) {
      return written;
    }
    String resolved = session.resolvedText();
    if (resolved == null) {
      throw CliException.failure(ReplacedPackages.MISSING);
    }
    if (!SourceFingerprint.of(written.descriptor()).equals(session.sourceFingerprint())) {
      throw CliException.failure(ReplacedPackages.OUTDATED);
    }
    return DataflowFile.remembered(resolved, sessionFile.path(), environment);
  }

  private static boolean isDeployed(List<NodeDescriptor> nodes) {
    for (NodeDescriptor node : nodes) {
      if (node.deploy() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether daemons differ, so that lines of the log should say where they come from. */
  boolean isDistributed() {
    return isDeployed(descriptor.nodes());
  }
}
