package org.dora.cli.system;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dora.cli.CoordinatorAddress;

/** Whether the ports are free, or by whom they are held, that coordinator and daemon listen on. */
final class PortCheck implements Check {
  /** Where dynamic nodes look for the daemon of their machine. */
  private static final int DAEMON_PORT = 53291;

  /** Our program, the released one, or the latter behind the Python that starts it. */
  private static final Pattern DORA = Pattern.compile("^`(\\S+ )?(\\S*/)?dora[ `]");

  private final Machine machine;
  private final CoordinatorAddress coordinator;

  PortCheck(Machine machine, CoordinatorAddress coordinator) {
    this.machine = machine;
    this.coordinator = coordinator;
  }

  @Override
  public List<Diagnosis> diagnose() {
    List<Diagnosis> found = new ArrayList<>();
    if (!Files.isReadable(machine.at("/proc/net/tcp"))) {
      return found;
    }
    if (isHere(coordinator.host())) {
      found.add(
          judge(
              coordinator.port(),
              "the coordinator's",
              "a coordinator needs it: end that program, or take another port with"
                  + " DORA_COORDINATOR_PORT"));
    }
    found.add(
        judge(
            DAEMON_PORT,
            "the daemon's, for dynamic nodes",
            "dynamic nodes would talk to that program: end it, or start the daemon with"
                + " --local-listen-port"));
    return found;
  }

  private Diagnosis judge(int port, String use, String advice) {
    String subject = "Port " + port;
    Optional<String> holder = new ListeningSocket(machine).holder(port);
    if (holder.isEmpty()) {
      return Diagnosis.pass(subject, "free (" + use + ")");
    }
    String detail = "in use by " + holder.get() + " (" + use + ")";
    return DORA.matcher(holder.get()).find()
        ? Diagnosis.pass(subject, detail)
        : Diagnosis.warn(subject, detail, advice);
  }

  private static boolean isHere(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0.0.0.0")
        || host.startsWith("127.");
  }
}
