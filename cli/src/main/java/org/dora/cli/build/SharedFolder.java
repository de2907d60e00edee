package org.dora.cli.build;

import java.nio.file.Path;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.jspecify.annotations.Nullable;

/** The folder of a dataflow, where the daemon can see it (control-protocol.md section 9). */
public final class SharedFolder {
  private SharedFolder() {}

  /**
   * Returns the folder of a dataflow's file; null if a node is for a certain machine, or the daemon
   * for the others is not on this one.
   */
  public static @Nullable String of(ControlClient client, Descriptor descriptor, Path file) {
    if (choosesMachines(descriptor)) {
      return null;
    }
    ControlReply.CliAndDefaultDaemonIps ips =
        client.ask(
            new ControlRequest.CliAndDefaultDaemonOnSameMachine(),
            ControlReply.CliAndDefaultDaemonIps.class);
    return ips.cli() != null && ips.cli().equals(ips.defaultDaemon())
        ? LocalBuilder.folderOf(file).toString()
        : null;
  }

  private static boolean choosesMachines(Descriptor descriptor) {
    for (NodeDescriptor node : descriptor.nodes()) {
      Deploy deploy = node.deploy();
      if (deploy != null && (deploy.machine() != null || !deploy.labels().isEmpty())) {
        return true;
      }
    }
    return false;
  }
}
