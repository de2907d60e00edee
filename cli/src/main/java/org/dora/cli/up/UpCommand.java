package org.dora.cli.up;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.jvm.JavaLauncher;
import org.dora.daemon.process.Processes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dora up}: a coordinator and a daemon that run in the background (cli.md 4.1). */
@Command(
    description = {
      "Start a coordinator and a daemon in the background, each unless it runs already.",
      "",
      "Where: DORA_COORDINATOR_ADDR and DORA_COORDINATOR_PORT. Logs and token lie in",
      "~/.local/state/dora/<port>, or below $XDG_STATE_HOME.",
      ""
    })
public final class UpCommand implements Callable<Integer> {
  private static final String LISTEN_VARIABLE = "DORA_DAEMON_LOCAL_LISTEN_PORT";

  @Option(names = "--auth", description = "Have the coordinator ask for a token")
  private boolean auth;

  @Option(
      names = "--interface",
      paramLabel = "<IP>",
      defaultValue = "${env:DORA_COORDINATOR_INTERFACE}",
      description = "Address to listen on [env: DORA_COORDINATOR_INTERFACE] [default: 127.0.0.1]")
  private @Nullable String bind;

  @Option(
      names = "--recreate-store",
      description =
          "Have the coordinator begin anew where it cannot use what an older one has left")
  private boolean recreateStore;

  @Option(names = "--config", hidden = true, description = "Without effect")
  private String config = "";

  private final Console console;
  private final Map<String, String> environment;
  private final List<String> program;

  /** Makes the command for this process. */
  public UpCommand(Console console) {
    this(console, System.getenv(), ownProgram(System.getenv()));
  }

  /**
   * For tests.
   *
   * @param program what is started with {@code coordinator} and {@code daemon} behind it
   */
  public UpCommand(Console console, Map<String, String> environment, List<String> program) {
    this.console = console;
    this.environment = environment;
    this.program = program;
  }

  private static List<String> ownProgram(Map<String, String> environment) {
    String file = System.getProperty(JavaLauncher.FILE_PROPERTY, "");
    return file.isEmpty()
        ? JavaLauncher.ofThisProcess().command("org.dora.cli.Dora", environment)
        : List.of(file);
  }

  @Override
  public Integer call() throws InterruptedException {
    InetAddress listening = bind == null ? null : literal(bind);
    CoordinatorAddress address = address(listening);
    checkStore(address);
    try (ControlClient client = coordinator(address, listening)) {
      daemon(client);
    }
    return 0;
  }

  private CoordinatorAddress address(@Nullable InetAddress listening) {
    CoordinatorAddress chosen;
    try {
      chosen = new CoordinatorOptions().address(environment);
    } catch (CliException e) {
      throw CliException.failure(
          "invalid "
              + CoordinatorOptions.HOST_VARIABLE
              + " or "
              + CoordinatorOptions.PORT_VARIABLE
              + ": "
              + e.getMessage());
    }
    String variable = environment.get(CoordinatorOptions.HOST_VARIABLE);
    if (listening == null || listening.isAnyLocalAddress()) {
      return chosen;
    }
    if (variable != null && !literal(variable).equals(listening)) {
      throw CliException.failure(
          "`--interface "
              + bind
              + "` contradicts "
              + CoordinatorOptions.HOST_VARIABLE
              + "="
              + variable
              + ": a coordinator that listens on the one cannot be reached at the other");
    }
    return new CoordinatorAddress(listening.getHostAddress(), chosen.port());
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw CliException.usage(
          "invalid value '" + text + "' for '--interface <IP>': invalid IP address syntax");
    }
  }

  /** What runs is connected to; what is in its way is told; else it is started. */
  private ControlClient coordinator(CoordinatorAddress address, @Nullable InetAddress listening)
      throws InterruptedException {
    try {
      ControlClient running = ControlClient.connect(address, environment);
      console.out().println("coordinator already running on " + address);
      if (recreateStore) {
        console
            .out()
            .println(
                "--recreate-store skipped: the running coordinator holds the store; run `dora down`"
                    + " first, then rerun `dora up --recreate-store`");
      }
      return running;
    } catch (NoCoordinatorException e) {
      if (e.reason() != NoCoordinatorException.Reason.UNREACHABLE) {
        throw e;
      }
      requireOwnMachine(address, e);
    }
    refuseLoopbackOfSamePort(address);
    return started(address, listening);
  }

  private static void requireOwnMachine(CoordinatorAddress address, NoCoordinatorException e) {
    try {
      InetAddress host = InetAddress.getByName(address.host());
      if (host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null) {
        return;
      }
    } catch (UnknownHostException | SocketException _) {
      // As good as another machine.
    }
    throw new CliException(
        CliException.FAILURE,
        String.valueOf(e.getMessage()),
        "it is another machine's: `dora up` starts coordinators on this one only");
  }

  private void refuseLoopbackOfSamePort(CoordinatorAddress address) {
    if (isLoopback(address) && address.host().equals(CoordinatorAddress.DEFAULT.host())) {
      return;
    }
    CoordinatorAddress loopback =
        new CoordinatorAddress(CoordinatorAddress.DEFAULT.host(), address.port());
    try {
      ControlClient.connect(loopback, environment).close();
    } catch (NoCoordinatorException e) {
      if (e.reason() == NoCoordinatorException.Reason.UNREACHABLE) {
        return;
      }
    }
    throw new CliException(
        CliException.FAILURE,
        "a coordinator is already running on port "
            + address.port()
            + " bound to loopback, so it cannot be reached at "
            + address,
        "stop it with `dora down` and re-run, or drop --interface to use it as it is");
  }

  private static boolean isLoopback(CoordinatorAddress address) {
    try {
      return InetAddress.getByName(address.host()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private ControlClient started(CoordinatorAddress address, @Nullable InetAddress listening)
      throws InterruptedException {
    StateFolder folder = StateFolder.of(address.port(), environment);
    List<String> words = new ArrayList<>(List.of("coordinator", "--quiet"));
    if (listening != null) {
      words.addAll(List.of("--interface", listening.getHostAddress()));
    } else if (!address.host().equals(CoordinatorAddress.DEFAULT.host())) {
      words.addAll(List.of("--interface", address.host()));
    }
    words.addAll(List.of("--port", Integer.toString(address.port())));
    if (auth) {
      words.add("--auth");
    }
    BackgroundProgram coordinator = start("coordinator", words, folder);
    ControlClient client = new Readiness(address, environment).ofCoordinator(coordinator);
    boolean reachable = listening != null && !listening.isLoopbackAddress();
    console
        .out()
        .println(
            "started dora coordinator on "
                + (reachable
                    ? listening.getHostAddress() + " (reachable from other machines)"
                    : address));
    console.out().println("  log: " + coordinator.log());
    Path token = folder.path().resolve(".dora-token");
    if (Files.exists(token)) {
      console.out().println("  token: " + token);
    }
    if (reachable && !listening.isAnyLocalAddress()) {
      console
          .out()
          .println(
              "  for other commands: export "
                  + CoordinatorOptions.HOST_VARIABLE
                  + "="
                  + listening.getHostAddress());
    }
    return client;
  }

  private void daemon(ControlClient client) throws InterruptedException {
    boolean connected =
        client
            .ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class)
            .connected();
    if (connected) {
      console.out().println("daemon already running");
      return;
    }
    CoordinatorAddress address = client.address();
    List<String> words = new ArrayList<>(List.of("daemon", "--quiet"));
    words.addAll(List.of("--coordinator-port", Integer.toString(address.port())));
    words.addAll(List.of("--coordinator-addr", address.host()));
    String listen = environment.get(LISTEN_VARIABLE);
    if (listen != null) {
      words.addAll(List.of("--local-listen-port", listen));
    }
    BackgroundProgram daemon = start("daemon", words, StateFolder.of(address.port(), environment));
    new Readiness(address, environment).ofDaemon(daemon, client);
    console.out().println("started dora daemon");
    console.out().println("  log: " + daemon.log());
  }

  private BackgroundProgram start(String name, List<String> words, StateFolder folder) {
    List<String> command = new ArrayList<>(program);
    command.addAll(words);
    return BackgroundProgram.start(new Processes(), name, command, folder, environment);
  }

  private void checkStore(CoordinatorAddress address) {
    if (recreateStore && !isLoopback(address)) {
      throw new CliException(
          CliException.FAILURE,
          "--recreate-store only applies to the local default coordinator store, but "
              + CoordinatorOptions.HOST_VARIABLE
              + " is set to the non-loopback address "
              + address.host(),
          "unset it, or run this command on the machine of the coordinator");
    }
  }
}
