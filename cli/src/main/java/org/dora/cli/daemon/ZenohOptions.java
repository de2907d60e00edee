package org.dora.cli.daemon;

import java.util.ArrayList;
import java.util.List;
import org.dora.cli.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How daemons of several machines find each other; a mixin. Accepted, since commands of clusters
 * say them, but our daemons do not exchange messages between machines yet.
 */
final class ZenohOptions {
  private static final String REASON = "daemons of several machines are not wired yet";

  @Option(
      names = "--zenoh-peer",
      paramLabel = "<ENDPOINT>",
      description = "Endpoint at which all daemons meet")
  private @Nullable String peer;

  @Option(
      names = "--zenoh-listen",
      paramLabel = "<IP[:PORT]>",
      description = "Where this daemon listens for other daemons")
  private @Nullable String listen;

  @Option(
      names = "--zenoh-connect",
      paramLabel = "<ENDPOINT>",
      split = ",",
      description = "Endpoints of other daemons")
  private List<String> connect = new ArrayList<>();

  @Option(names = "--zenoh-no-multicast", description = "Look for nobody by multicast")
  private boolean noMulticast;

  @Option(
      names = "--zenoh-config-overlay",
      paramLabel = "<PATH>",
      description = "File with further settings of Zenoh")
  private @Nullable String overlay;

  /** Says what has no effect. */
  void check(Console console) {
    note(console, "--zenoh-peer", peer != null);
    note(console, "--zenoh-listen", listen != null);
    note(console, "--zenoh-connect", !connect.isEmpty());
    note(console, "--zenoh-config-overlay", overlay != null);
    // Without multicast is what happens anyway.
  }

  private static void note(Console console, String option, boolean given) {
    if (given) {
      console.noEffect(option, REASON);
    }
  }
}
