package org.dora.common.session;

import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * What the commands remember of one dataflow between calls (dataflow.md section 9.1).
 *
 * @param buildId of the last build; null if there was none
 * @param sessionId made once for each dataflow's file
 * @param gitSources the commits that nodes were built from
 * @param localBuild where they were built; null if elsewhere or not at all
 * @param buildFingerprint of what was built, {@link BuildFingerprint}; null in files of older
 *     versions and before the first build
 * @param resolvedDataflow the descriptor with packages of the hub replaced; null without any
 * @param sourceFingerprint of the descriptor before that
 */
public record DataflowSession(
    @Nullable UUID buildId,
    UUID sessionId,
    SortedMap<NodeId, GitSource> gitSources,
    @Nullable LocalBuild localBuild,
    @Nullable String buildFingerprint,
    @Nullable YamlNode resolvedDataflow,
    @Nullable String sourceFingerprint) {

  public DataflowSession {
    gitSources = Collections.unmodifiableSortedMap(new TreeMap<>(gitSources));
  }

  /** A session of which nothing was built yet. */
  static DataflowSession begin(InstantSource clock) {
    return new DataflowSession(null, UuidV7.next(clock), new TreeMap<>(), null, null, null, null);
  }

  /**
   * Returns this session after a build on this machine. Its first build gives it a build id, which
   * later ones keep.
   *
   * @param sources the commits that nodes were built from
   * @param fingerprint of what was built
   */
  public DataflowSession built(
      SortedMap<NodeId, GitSource> sources,
      LocalBuild build,
      String fingerprint,
      InstantSource clock) {
    return new DataflowSession(
        buildId == null ? UuidV7.next(clock) : buildId,
        sessionId,
        sources,
        build,
        fingerprint,
        null,
        null);
  }

  /**
   * Returns this session after a build on the machines of a coordinator's daemons.
   *
   * @param build its id
   * @param sources the commits that nodes were built from
   * @param fingerprint of what was built
   */
  public DataflowSession builtElsewhere(
      UUID build, SortedMap<NodeId, GitSource> sources, String fingerprint) {
    return new DataflowSession(build, sessionId, sources, null, fingerprint, null, null);
  }

  /** Returns this session after a build of a dataflow with packages of the hub. */
  public DataflowSession withPackages(ReplacedPackages hub) {
    return new DataflowSession(
        buildId,
        sessionId,
        gitSources,
        localBuild,
        buildFingerprint,
        hub.resolvedDataflow(),
        hub.sourceFingerprint());
  }

  /**
   * Returns this session for a descriptor of that fingerprint: without the build if something else
   * was built.
   */
  public DataflowSession validFor(String fingerprint) {
    return fingerprint.equals(buildFingerprint)
        ? this
        : new DataflowSession(
            null, sessionId, new TreeMap<>(), null, fingerprint, null, sourceFingerprint);
  }

  /** Returns {@link #resolvedDataflow} as YAML. */
  public @Nullable String resolvedText() {
    return resolvedDataflow == null ? null : BlockYaml.text(resolvedDataflow);
  }
}
