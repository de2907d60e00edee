package org.dora.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.log.ServiceLog;
import org.dora.cli.log.ServiceLogOptions;
import org.dora.common.token.AuthToken;
import org.dora.common.token.TokenFiles;
import org.dora.coordinator.Coordinator;
import org.dora.coordinator.CoordinatorSettings;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.store.Store;
import org.dora.coordinator.store.StoreException;
import org.dora.daemon.process.SignalHandling;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora coordinator}: owns dataflows until it is told to end (cli.md section 4.4). */
@Command(
    description = {
      "Run the coordinator in the foreground.",
      "",
      "Ctrl-C ends it, all daemons and all dataflows. Without it daemons and dataflows go on.",
      ""
    })
final class CoordinatorCommand implements Callable<Integer> {
  private static final Path LOG_FILE = Path.of("out", "dora-coordinator.txt");

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorCommand.class);

  @Option(
      names = "--interface",
      paramLabel = "<IP>",
      defaultValue = "${env:DORA_COORDINATOR_INTERFACE:-127.0.0.1}",
      description = "Address to listen on [env: DORA_COORDINATOR_INTERFACE] [default: 127.0.0.1]")
  private String bind = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "<PORT>",
      defaultValue = "${env:DORA_COORDINATOR_PORT:-6013}",
      description = "Port to listen on [env: DORA_COORDINATOR_PORT] [default: 6013]")
  private int port;

  @Mixin private ServiceLogOptions log = new ServiceLogOptions();

  @Option(
      names = "--auth",
      description = "Ask every client for a token, also when only this machine can connect")
  private boolean auth;

  @Option(
      names = "--insecure",
      description = "Ask nobody for a token, also when other machines can connect")
  private boolean insecure;

  @Option(
      names = "--spread",
      paramLabel = "<HOW>",
      defaultValue = "load",
      description =
          "Of several daemons that fit take the one with the fewest nodes (load) or first")
  private String spread = "load";

  @Option(
      names = "--auto-place",
      description = "Nodes without `deploy` may go to any daemon if all have machine ids")
  private boolean autoPlace;

  @Option(
      names = "--store",
      paramLabel = "<STORE>",
      defaultValue = "${env:" + StoreArgument.VARIABLE + ":-sqlite}",
      description = {
        "Where to keep dataflows and parameters: memory, sqlite or sqlite:PATH",
        "[env: DORA_COORDINATOR_STORE]",
        "[default: sqlite, in the folder dora of $XDG_STATE_HOME or ~/.local/state]"
      })
  private String store = "sqlite";

  @Option(
      names = "--recreate-store",
      description = "Begin with an empty store; one that is there is renamed to .backup")
  private boolean recreateStore;

  @Mixin private CoordinatorLimits limits = new CoordinatorLimits();

  private final Console console;
  private final Map<String, String> environment;

  CoordinatorCommand(Console console) {
    this.console = console;
    this.environment = System.getenv();
  }

  @Override
  public Integer call() {
    log.check();
    InetSocketAddress address = new InetSocketAddress(address(), port);
    Placement placement = new Placement(spreads(), autoPlace);
    CoordinatorSettings settings =
        CoordinatorSettings.of(
            limits.at(address), token(address.getAddress()), placement, environment);
    ServiceLog.begin(LOG_FILE, log);
    try (Coordinator coordinator = new Coordinator(settings, openStore());
        SignalHandling _ =
            SignalHandling.install((name, count) -> signalled(coordinator, name, count))) {
      LOG.info(
          "listening on {}:{}, {} token",
          coordinator.address().getAddress().getHostAddress(),
          coordinator.address().getPort(),
          settings.token() == null ? "without a" : "with a");
      if (!log.isQuiet() && !log.isJson()) {
        console.out().println("Listening on port " + coordinator.address().getPort());
        console.out().flush();
      }
      coordinator.destroyed().join();
    } catch (IOException | StoreException e) {
      throw CliException.failure(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private static void signalled(Coordinator coordinator, String name, int count) {
    LOG.info("received {}", name);
    if (count > 1) {
      // No shutdown hooks: whoever asks twice does not want to wait.
      Runtime.getRuntime().halt(CliException.FAILURE);
    }
    coordinator.destroy();
  }

  private Store openStore() {
    Path state = StoreArgument.state(environment);
    StoreArgument argument = StoreArgument.of(store, state);
    if (argument.notice() != null) {
      console.err().println(argument.notice());
      console.err().flush();
    }
    return argument.open(recreateStore, state);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException _) {
      throw CliException.usage(
          "invalid value '" + bind + "' for '--interface <IP>': invalid IP address syntax");
    }
  }

  private boolean spreads() {
    return switch (spread) {
      case "load" -> true;
      case "first" -> false;
      default ->
          throw CliException.usage(
              "invalid value '" + spread + "' for '--spread <HOW>': expected load or first");
    };
  }

  /** Beyond loopback every client has to show a token, unless the user says otherwise. */
  private @Nullable AuthToken token(InetAddress address) {
    if (insecure || !auth && address.isLoopbackAddress()) {
      if (insecure && !address.isLoopbackAddress()) {
        console.err().println("warning: everybody who reaches " + bind + " may run programs here");
      }
      return null;
    }
    TokenFiles files = new TokenFiles(Path.of("").toAbsolutePath(), environment);
    AuthToken token = files.left().orElseGet(AuthToken::random);
    try {
      files.write(token, auth);
    } catch (IOException e) {
      console.err().println("warning: the token could not be written: " + e.getMessage());
    }
    return token;
  }
}
