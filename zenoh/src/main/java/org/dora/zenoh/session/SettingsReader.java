package org.dora.zenoh.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dora.zenoh.Config;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.session.Settings.Connect;
import org.dora.zenoh.session.Settings.Listen;
import org.dora.zenoh.session.Settings.Multicast;
import org.dora.zenoh.session.Settings.Retry;
import org.dora.zenoh.session.Settings.Scouting;
import org.dora.zenoh.session.Settings.TlsFiles;
import org.dora.zenoh.transport.Identity;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.transport.TransportSettings;
import org.dora.zenoh.transport.TransportSettings.Access;
import org.dora.zenoh.transport.TransportSettings.Credentials;
import org.dora.zenoh.transport.TransportSettings.Sending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what each key of a configuration means, and what holds without it. */
final class SettingsReader {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);
  private static final Set<WhatAmI> ROUTERS_AND_PEERS = Set.of(WhatAmI.ROUTER, WhatAmI.PEER);
  private static final String DEFAULT_GROUP = "224.0.0.224:7446";
  private static final long LARGEST_MESSAGE = 1 << 30;
  private static final int QUEUED_BATCHES = 16;

  private final ConfigReader config;

  private SettingsReader(Config config) {
    this.config = new ConfigReader(config);
  }

  static Settings read(Config config) {
    SettingsReader reader = new SettingsReader(config);
    Settings settings = reader.settings();
    reader.warnings().forEach(LOG::warn);
    return settings;
  }

  /** Returns what there is to say about keys that have no effect. */
  static List<String> warnings(Config config) {
    SettingsReader reader = new SettingsReader(config);
    reader.settings();
    return reader.warnings();
  }

  private List<String> warnings() {
    return config.untaken().stream()
        .map("the configuration key `%s` is not supported and has no effect"::formatted)
        .toList();
  }

  private Settings settings() {
    WhatAmI mode = config.kind("mode", WhatAmI.PEER);
    if (mode == WhatAmI.ROUTER) {
      throw new ZenohException(
          "the configuration key `mode` is `router`; expected peer or client, since a session does"
              + " not route");
    }
    config.mode(mode);
    ZenohId zid = config.text("id").map(ZenohId::parse).orElseGet(ZenohId::random);
    return new Settings(
        new Identity(zid, mode),
        connect(mode),
        listen(mode),
        scouting(mode),
        config.bool("timestamping/enabled", false),
        transport(),
        tls());
  }

  private Connect connect(WhatAmI mode) {
    Retry retry =
        new Retry(
            config.millis("connect/retry/period_init_ms", 1000),
            config.millis("connect/retry/period_max_ms", 4000),
            config.decimal("connect/retry/period_increase_factor", 2));
    boolean mustSucceed = config.bool("connect/exit_on_failure", mode == WhatAmI.CLIENT);
    return new Connect(config.locators("connect/endpoints", List.of()), mustSucceed, retry);
  }

  private Listen listen(WhatAmI mode) {
    List<String> absent = mode == WhatAmI.PEER ? List.of("tcp/[::]:0") : List.of();
    return new Listen(
        config.locators("listen/endpoints", absent), config.bool("listen/exit_on_failure", true));
  }

  private Scouting scouting(WhatAmI mode) {
    Set<WhatAmI> dialled = mode == WhatAmI.CLIENT ? Set.of(WhatAmI.ROUTER) : ROUTERS_AND_PEERS;
    Optional<Multicast> multicast = Optional.of(multicast(mode, dialled));
    boolean multicasts = config.bool("scouting/multicast/enabled", true);
    Set<WhatAmI> gossipFrom = config.kinds("scouting/gossip/autoconnect", ROUTERS_AND_PEERS);
    boolean gossips = config.bool("scouting/gossip/enabled", true) && mode == WhatAmI.PEER;
    return new Scouting(
        config.millis("scouting/delay", 500),
        multicasts ? multicast : Optional.empty(),
        gossips ? Optional.of(gossipFrom) : Optional.empty());
  }

  private Multicast multicast(WhatAmI mode, Set<WhatAmI> dialled) {
    String path = "scouting/multicast/address";
    String address = config.text(path).orElse(DEFAULT_GROUP);
    Locator group = new Locator("udp", address);
    return new Multicast(
        group.host(),
        group.port(),
        config.text("scouting/multicast/interface").orElse("auto"),
        (int) config.number("scouting/multicast/ttl", 1, 0, 255),
        config.bool("scouting/multicast/listen", mode != WhatAmI.CLIENT),
        config.kinds("scouting/multicast/autoconnect", dialled));
  }

  private TransportSettings transport() {
    Duration lease = config.millis("transport/link/tx/lease", 10_000);
    if (lease.isZero()) {
      throw new ZenohException(
          "the configuration key `transport/link/tx/lease` is 0; expected milliseconds");
    }
    return new TransportSettings(
        lease,
        config.millis("transport/unicast/open_timeout", 10_000),
        config.millis("transport/unicast/accept_timeout", 10_000),
        sending(),
        config.number("transport/link/rx/max_message_size", LARGEST_MESSAGE, 1, Integer.MAX_VALUE),
        access());
  }

  private Sending sending() {
    String queue = "transport/link/tx/queue/";
    String drop = queue + "congestion_control/drop/";
    return new Sending(
        (int) config.number("transport/link/tx/batch_size", 0xffff, 64, 0xffff),
        (int) config.number(queue + "size/data", QUEUED_BATCHES, 1, 1024),
        config.micros(drop + "wait_before_drop", 1000),
        config.micros(drop + "max_wait_before_drop_fragments", 50_000),
        config.micros(queue + "congestion_control/block/wait_before_close", 5_000_000));
  }

  private Access access() {
    String path = "transport/auth/usrpwd/";
    Optional<String> user = config.text(path + "user");
    Optional<String> password = config.text(path + "password");
    if (user.isPresent() != password.isPresent()) {
      throw new ZenohException(
          "of the configuration keys `%suser` and `%spassword` only one is set"
              .formatted(path, path));
    }
    String dictionary = path + "dictionary_file";
    return new Access(
        user.map(name -> new Credentials(name, password.orElseThrow())),
        config.file(dictionary).map(file -> passwords(dictionary, file)).orElse(Map.of()));
  }

  /** Reads lines of the form {@code user:password}. */
  private static Map<String, String> passwords(String path, Path file) {
    Map<String, String> passwords = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (line.isBlank()) {
          continue;
        }
        if (colon <= 0) {
          throw new ZenohException(
              "the file %s of the configuration key `%s` has a line that is not user:password"
                  .formatted(file, path));
        }
        passwords.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    } catch (IOException e) {
      throw new ZenohException(
          "the file %s of the configuration key `%s` cannot be read".formatted(file, path), e);
    }
    return passwords;
  }

  private TlsFiles tls() {
    String path = "transport/link/tls/";
    return new TlsFiles(
        config.file(path + "root_ca_certificate"),
        config.file(path + "listen_certificate"),
        config.file(path + "listen_private_key"),
        config.file(path + "connect_certificate"),
        config.file(path + "connect_private_key"),
        config.bool(path + "enable_mtls", false),
        config.bool(path + "verify_name_on_connect", true));
  }
}
