package org.dora.common.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes the file that {@code dora cluster} reads (cli.md section 17.1). */
final class ClusterSchema {
  static final List<String> DOCUMENT = List.of("coordinator", "zenoh_peer", "machines");
  static final List<String> COORDINATOR = List.of("addr", "port");
  static final List<String> MACHINE =
      List.of("id", "host", "user", "port", "daemon_port", "labels", "zenoh_addr", "zenoh_port");

  private static final String ADDRESS =
      "^(([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)$";
  private static final String NOT_AN_OPTION = "^[^-]";
  private static final String NAME = "^[A-Za-z0-9_.-]+$";

  private ClusterSchema() {}

  static Schema document() {
    Properties properties =
        new Properties()
            .add("coordinator", coordinator())
            .add(
                "zenoh_peer",
                Values.optionalText()
                    .described(
                        "A rendezvous that all daemons share, in place of addresses of the"
                            + " machines.")
                    .example("tcp/192.168.1.10:5456"))
            .add(
                "machines",
                Schema.list(machine())
                    .with("minItems", 1)
                    .described("The machines on which a daemon is started, over ssh."));
    return PublishedSchema.headed("dora cluster", "The machines of a cluster for `dora cluster`.")
        .andAll(properties.object(DOCUMENT).required("coordinator", "machines"))
        .with("if", Schema.having("zenoh_peer"))
        .with("then", withoutAddresses());
  }

  /** With a rendezvous, machines need no addresses for each other. */
  private static Schema withoutAddresses() {
    Map<String, Object> refused = new LinkedHashMap<>();
    refused.put("zenoh_addr", false);
    refused.put("zenoh_port", false);
    Schema machine = Schema.NOTHING_SAID.with("properties", refused);
    Schema machines = Schema.NOTHING_SAID.with("items", machine);
    return Schema.NOTHING_SAID.with("properties", Map.of("machines", machines));
  }

  private static Schema coordinator() {
    return new Properties()
        .add(
            "addr",
            Schema.of("string")
                .pattern(ADDRESS)
                .described("IP address at which the machines reach the coordinator.")
                .example("192.168.1.10"))
        .add("port", port(0).byDefault(6013).described("Port of the coordinator."))
        .object(COORDINATOR)
        .required("addr")
        .described("Where the coordinator runs: on this machine.");
  }

  private static Schema machine() {
    Properties properties = new Properties();
    addAccess(properties);
    addDaemon(properties);
    return properties.object(MACHINE).required("id", "host");
  }

  private static void addAccess(Properties properties) {
    properties
        .add(
            "id",
            Values.text()
                .pattern("^[A-Za-z0-9_.][A-Za-z0-9_.-]*$")
                .described("Id of the machine, unique; nodes name it in `deploy.machine`.")
                .example("robot"))
        .add(
            "host",
            Values.text()
                .pattern(NOT_AN_OPTION)
                .described("Name or address of the machine for ssh.")
                .example("robot.local", "192.168.1.20"))
        .add(
            "user",
            Values.optionalText()
                .pattern(NOT_AN_OPTION)
                .described("User for ssh; that of the ssh configuration if not given.")
                .example("pi"))
        .add("port", port(0).orNull().described("Port for ssh.").example(22));
  }

  private static void addDaemon(Properties properties) {
    properties
        .add(
            "daemon_port",
            port(1)
                .orNull()
                .byDefault(53291)
                .described("Port at which the daemon listens for its nodes."))
        .add(
            "labels",
            Schema.map(Values.text().pattern(NAME))
                .with(
                    "propertyNames", Schema.NOTHING_SAID.pattern("^[A-Za-z0-9_.][A-Za-z0-9_.-]*$"))
                .orNull()
                .described("Labels of the machine, which nodes ask for in `deploy.labels`.")
                .example(Map.of("gpu", "true")))
        .add(
            "zenoh_addr",
            Schema.of("string", "null")
                .pattern(ADDRESS)
                .described(
                    "IP address at which the other daemons reach this one; `host` if that is"
                        + " one."))
        .add(
            "zenoh_port",
            port(1)
                .orNull()
                .byDefault(5456)
                .described("Port at which the other daemons reach this one."));
  }

  private static Schema port(int least) {
    return Schema.of("integer").atLeast(least).atMost(65535);
  }
}
