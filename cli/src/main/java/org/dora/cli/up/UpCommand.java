package org.dora.cli.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DoneOptions;
import org.dora.cli.StoreArgument;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.cli.daemon.DaemonCommand;
import org.dora.common.daemonlink.DaemonKey;
import org.dora.common.json.JsonWriter;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.token.TokenFiles;
import org.dora.coordinator.store.SqliteStore;
import org.dora.coordinator.store.StoreException;
import org.dora.daemon.process.Processes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      description = "Address to listen on [env: DORA_COORDINATOR_INTERFACE] [default: 127.0.0.1]")
  private @Nullable String bind;

  @Option(
      names = "--insecure",
      description = "Have the coordinator ask for no token, also when others can connect")
  private boolean insecure;

  @Option(
      names = "--recreate-store",
      description = "Have the coordinator begin anew; what it kept so far is renamed to .backup")
  private boolean recreateStore;

  @Mixin private DoneOptions done = new DoneOptions();

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
    done.check();
    String option = bind == null ? environment.get("DORA_COORDINATOR_INTERFACE") : bind;
    UpPlace place = UpPlace.of(option, environment);
    if (recreateStore && !place.isLoopback()) {
      throw new CliException(
          CliException.FAILURE,
          "--recreate-store only applies to the local default coordinator store, but "
              + CoordinatorOptions.HOST_VARIABLE
              + " is set to the non-loopback address "
              + place.address().host(),
          "unset it, or run this command on the machine of the coordinator");
    }
    StateFolder folder = StateFolder.of(place.address().port(), environment);
    try (FileChannel _ = folder.lock();
        ControlClient client = coordinator(place, folder)) {
      daemon(client, folder);
    } catch (IOException e) {
      throw new CliException(CliException.FAILURE, "cannot use `" + folder.path() + "`", "", e);
    }
    return 0;
  }

  /** What runs is used; what is in its way is told; else it is started. */
  private ControlClient coordinator(UpPlace place, StateFolder folder)
      throws IOException, InterruptedException {
    try {
      ControlClient running = ControlClient.connect(place.address(), environment);
      done.tell(
          console,
          "coordinator already running on " + place.address(),
          json ->
              part(json, "coordinator", "already running")
                  .key("address")
                  .text(place.address().toString()));
      if (recreateStore) {
        done.say(
            console,
            "--recreate-store skipped: the running coordinator holds the store; run `dora down`"
                + " first, then rerun `dora up --recreate-store`");
      }
      return running;
    } catch (NoCoordinatorException e) {
      if (e.reason() != NoCoordinatorException.Reason.UNREACHABLE) {
        throw e;
      }
      if (!place.isHere()) {
        throw new CliException(
            CliException.FAILURE,
            String.valueOf(e.getMessage()),
            "it is another machine's: `dora up` starts coordinators on this one only");
      }
    }
    refuseUsualOfSamePort(place);
    return start(place, folder);
  }

  private void refuseUsualOfSamePort(UpPlace place) {
    if (place.address().equals(place.usual())) {
      return;
    }
    try {
      ControlClient.connect(place.usual(), environment).close();
    } catch (NoCoordinatorException e) {
      if (e.reason() == NoCoordinatorException.Reason.UNREACHABLE) {
        return;
      }
    }
    throw new CliException(
        CliException.FAILURE,
        "a coordinator is already running on port "
            + place.address().port()
            + " bound to loopback, so it cannot be reached at "
            + place.address(),
        "stop it with `dora down` and re-run, or drop --interface to use it as it is");
  }

  /** One coordinator to a store: those of other ports than the usual one have stores of theirs. */
  private static String store(int port, StateFolder folder) {
    return port == CoordinatorAddress.DEFAULT.port()
        ? "sqlite"
        : "sqlite:" + folder.path().resolve("coordinator.sqlite");
  }

  private void setAside(Path store) {
    try {
      done.say(
          console,
          SqliteStore.setAside(store)
              .map(backup -> "archived coordinator store `" + store + "` as `" + backup + "`")
              .orElse("no coordinator store at `" + store + "`; nothing to archive"));
    } catch (StoreException e) {
      throw CliException.failure(String.valueOf(e.getMessage()));
    }
  }

  private ControlClient start(UpPlace place, StateFolder folder)
      throws IOException, InterruptedException {
    Map<String, String> its = new HashMap<>(environment);
    String store =
        its.computeIfAbsent(StoreArgument.VARIABLE, _ -> store(place.address().port(), folder));
    Path file = StoreArgument.of(store, StoreArgument.state(environment)).file();
    if (recreateStore && file != null) {
      setAside(folder.path().resolve(file));
    }
    List<String> words = new ArrayList<>(List.of("coordinator"));
    words.addAll(place.options());
    if (auth) {
      words.add("--auth");
    }
    if (insecure) {
      words.add("--insecure");
    }
    BackgroundProgram coordinator = start("coordinator", words, folder, its);
    Readiness readiness = new Readiness(place.address(), environment);
    ControlClient client = readiness.ofCoordinator(coordinator);
    Optional<Path> token =
        auth || place.isOpen()
            ? new TokenFiles(folder.path(), environment).file()
            : Optional.empty();
    done.tell(
        console,
        "started dora coordinator on "
            + place.description()
            + "\n  log: "
            + coordinator.log()
            + token.map(it -> "\n  token: " + it).orElse(""),
        json -> {
          part(json, "coordinator", "started").key("address").text(place.address().toString());
          json.key("log").text(coordinator.log().toString());
          token.ifPresent(it -> json.key("token").text(it.toString()));
        });
    if (DaemonKey.isInUse(DaemonCommand.keys(environment))) {
      readiness.ofReturningDaemon(client);
    }
    return client;
  }

  private void daemon(ControlClient client, StateFolder folder) throws InterruptedException {
    if (Readiness.hasDaemon(client)) {
      done.tell(console, "daemon already running", json -> part(json, "daemon", "already running"));
      return;
    }
    CoordinatorAddress address = client.address();
    List<String> words = new ArrayList<>(List.of("daemon"));
    words.addAll(List.of("--coordinator-port", Integer.toString(address.port())));
    words.addAll(List.of("--coordinator-addr", address.host()));
    String listen = environment.get(LISTEN_VARIABLE);
    if (listen != null) {
      words.addAll(List.of("--local-listen-port", listen));
    }
    BackgroundProgram daemon = start("daemon", words, folder, environment);
    new Readiness(address, environment).ofDaemon(daemon, client);
    done.tell(
        console,
        "started dora daemon\n  log: " + daemon.log(),
        json -> part(json, "daemon", "started").key("log").text(daemon.log().toString()));
  }

  private static JsonWriter part(JsonWriter json, String part, String state) {
    return json.key("part").text(part).key("state").text(state);
  }

  private BackgroundProgram start(
      String name, List<String> words, StateFolder folder, Map<String, String> its) {
    List<String> command = new ArrayList<>(program);
    command.addAll(words);
    return BackgroundProgram.start(new Processes(), name, command, folder, its);
  }
}
