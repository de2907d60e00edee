package org.dora.daemon.direct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dora.daemon.cleanup.RuntimeFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file by which the sessions of released nodes are set up beyond what dora's variables say.
 * Without it all nodes of a dataflow gossip each other's endpoints and become a full mesh: 50 nodes
 * take seconds to find 1200 links that carry nothing. And a burst loses messages: two that a link
 * has not taken are enough. Safe for use by any thread.
 */
final class ZenohOverlay {
  static final String VARIABLE = "DORA_ZENOH_CONFIG_OVERLAY";

  /** Replaces all else, {@link #VARIABLE} with it is an error to the nodes. */
  private static final String WHOLE_CONFIGURATION = "ZENOH_CONFIG";

  private static final String CONTENT =
      """
      // Made by dora for the nodes of one dataflow; removed when it ends.
      {
        // The daemon plans every link.
        scouting: { gossip: { enabled: false } },
        // A message that finds the link busy waits, in microseconds; a reader that takes nothing for
        // longer loses messages, at once, until it takes some again. Zenoh's 1000 lose messages
        // whenever a thread gets no core for a millisecond.
        transport: { link: { tx: { queue: { congestion_control: { drop: {
          wait_before_drop: 500000,
          max_wait_before_drop_fragments: 500000,
        } } } } } },
      }
      """;

  private static final Logger LOG = LoggerFactory.getLogger(ZenohOverlay.class);

  private final RuntimeFolder folder;
  private final Map<UUID, Path> files = new HashMap<>();

  ZenohOverlay(RuntimeFolder folder) {
    this.folder = folder;
  }

  /** Returns whether a node's environment leaves its session to the daemon. */
  static boolean isWelcome(Map<String, String> environment) {
    return !environment.containsKey(WHOLE_CONFIGURATION) && !environment.containsKey(VARIABLE);
  }

  /** Returns the file for a dataflow's nodes; empty, with a warning, if it cannot be made. */
  synchronized Optional<Path> file(UUID dataflow) {
    Path known = files.get(dataflow);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Path file = Files.writeString(folder.file(dataflow + ".json5"), CONTENT);
      files.put(dataflow, file);
      return Optional.of(file);
    } catch (IOException e) {
      LOG.warn("nodes will find each other by gossip, which is slow with many: {}", e.toString());
      return Optional.empty();
    }
  }

  synchronized void end(UUID dataflow) {
    Path file = files.remove(dataflow);
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, e.toString());
    }
  }
}
