package org.dora.common.daemonlink;

import java.util.SortedMap;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Omit;
import org.dora.common.codec.Unsigned;
import org.dora.common.message.Metadata;
import org.dora.common.version.DoraVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon says of itself when it connects (control-protocol.md section 10).
 *
 * @param doraVersion whose formats it speaks
 * @param machineId name of its machine; null if it has none
 * @param labels by which nodes are placed on it
 * @param supportsHubSources whether it builds packages of the hub and parts of repositories
 * @param metadataVersion layout of metadata that it speaks
 * @param zenohListenEndpoint where other machines reach it
 * @param zenohLoopbackListenEndpoint where only daemons of its own machine reach it
 * @param identity by which our coordinator knows it again; null from released daemons
 */
@Json
public record DaemonRegistration(
    String doraVersion,
    @Nullable String machineId,
    @Default SortedMap<String, String> labels,
    @Default boolean supportsHubSources,
    @Default @Unsigned(16) int metadataVersion,
    @Nullable String zenohListenEndpoint,
    @Nullable String zenohLoopbackListenEndpoint,
    @Omit @Nullable DaemonIdentity identity) {

  /**
   * What our daemon says, but for its {@link #with identity}.
   *
   * @param endpoints where it listens
   */
  public static DaemonRegistration ours(
      @Nullable String machineId, SortedMap<String, String> labels, ZenohEndpoints endpoints) {
    return new DaemonRegistration(
        DoraVersion.announced(),
        machineId,
        labels,
        true,
        Metadata.VERSION,
        endpoints.endpoint(),
        endpoints.loopbackEndpoint(),
        null);
  }

  /** Returns whether the daemon is who it says; one that says nothing is. */
  public boolean isGenuine() {
    return identity == null || identity.isProven(machineId);
  }

  /** Returns this with an identity. */
  public DaemonRegistration with(DaemonIdentity proven) {
    return new DaemonRegistration(
        doraVersion,
        machineId,
        labels,
        supportsHubSources,
        metadataVersion,
        zenohListenEndpoint,
        zenohLoopbackListenEndpoint,
        proven);
  }
}
