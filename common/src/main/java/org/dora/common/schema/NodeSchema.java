package org.dora.common.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes a node: its keys, and which of them belong to which kind of node. */
final class NodeSchema {
  private NodeSchema() {}

  static Schema node() {
    Properties properties = new Properties();
    addIdentity(properties);
    addProgram(properties);
    addComposition(properties);
    PortsSchema.addToNode(properties);
    LoggingSchema.add(properties, Values.text());
    addSource(properties);
    addRestart(properties);
    addLimits(properties);
    properties.add(
        "deploy", DeploySchema.reference().described("Which machine the node runs on, and how."));
    properties.add(DescriptorKeys.OLD_DEPLOY, DeploySchema.old());
    List<String> known = new ArrayList<>(DescriptorKeys.NODE);
    known.add(DescriptorKeys.OLD_DEPLOY);
    return properties
        .object(known)
        .required("id")
        .with("oneOf", kinds())
        .with("allOf", keysOfKinds());
  }

  /** A node is exactly one thing. */
  private static List<Schema> kinds() {
    List<Schema> kinds = new ArrayList<>();
    for (String kind : DescriptorKeys.NODE_KINDS) {
      kinds.add(Schema.having(kind));
    }
    kinds.add(Schema.having("hub"));
    return kinds;
  }

  /** Each kind of node has keys that it must not have. */
  private static List<Schema> keysOfKinds() {
    List<Schema> conditions = new ArrayList<>();
    for (String kind : DescriptorKeys.NODE_KINDS) {
      Map<String, Object> refused = new LinkedHashMap<>();
      for (String key : DescriptorKeys.notAllowedBeside(kind)) {
        refused.put(key, false);
      }
      conditions.add(
          Schema.NOTHING_SAID
              .with("if", Schema.having(kind))
              .with("then", Schema.NOTHING_SAID.with("properties", refused)));
    }
    return conditions;
  }

  private static void addIdentity(Properties properties) {
    properties
        .add(
            "id",
            Values.nodeId()
                .described(
                    "Id of the node, unique in the dataflow. Others read its outputs as"
                        + " `<id>/<output>`.")
                .example("camera"))
        .add("name", Values.optionalText().described("Name for people."))
        .add(
            "description",
            Values.optionalText()
                .described("What the node does, for people; `dora graph` shows it."))
        .add(
            "env",
            Schema.reference("env")
                .described(
                    "Environment variables of the node; they win over those of the dataflow."));
  }

  private static void addProgram(Properties properties) {
    properties
        .add(
            "path",
            Values.optionalText()
                .described(
                    "The program: a file relative to the dataflow, a name on the PATH, a URL to"
                        + " download, `dynamic` for a node that is started by hand, or `shell` for"
                        + " a script in `args`. Python (`.py`) and Java (`.java`, `.jar`) files are"
                        + " started with their runtime.")
                .example("camera.py", "target/release/detector", "Viewer.java", "dynamic"))
        .add(
            "path_sha256",
            Values.optionalText()
                .pattern("^[0-9A-Fa-f]{64}$")
                .described("SHA-256 digest, in hex, that a downloaded program must have."))
        .add(
            "args",
            Values.optionalText()
                .described(
                    "Arguments, split as a POSIX shell does; variables and wildcards are not"
                        + " expanded.")
                .example("--device /dev/video0 --title 'front camera'"));
  }

  private static void addComposition(Properties properties) {
    properties
        .add(
            "operators",
            Schema.list(Schema.reference("operator_entry"))
                .described("A runtime node: operators that share a process."))
        .add(
            "operator",
            Schema.reference("operator").described("A runtime node with a single operator."))
        .add("ros2", Schema.reference("ros2").described("A bridge to ROS 2."))
        .add(
            "module",
            Values.text()
                .described("A module file, relative to this one, whose nodes this node stands for.")
                .example("modules/perception.yml"))
        .add(
            "params",
            Schema.map(Values.text())
                .orNull()
                .described(
                    "Parameters of the module: its nodes find them as environment variables"
                        + " `PARAM_<KEY>` and as `${_param.<key>}` in `args`.")
                .example(Map.of("width", "640")));
  }

  private static void addSource(Properties properties) {
    properties
        .add(
            "build",
            Values.optionalText()
                .described(
                    "Commands for `dora build` and `dora run`, one in each line; no shell is used,"
                        + " so `&&`, `|` and `$X` mean nothing.")
                .example("pip install -e .", "cargo build --release"))
        .add(
            "git",
            Values.optionalText()
                .described("Repository that holds the program; it is cloned when building.")
                .example("https://github.com/dora-rs/dora-hub.git"))
        .add(
            "hub",
            Values.text()
                .described("A package of the dora hub: `[namespace/]name[@versions]`.")
                .example("dora-rs/opencv-video-capture@^0.4"))
        .add("branch", Values.optionalText().described("Branch of the repository.").example("main"))
        .add("tag", Values.optionalText().described("Tag of the repository.").example("v1.0"))
        .add(
            "rev",
            Values.optionalText().described("Commit of the repository.").example("64a2dc9c"));
  }

  private static void addRestart(Properties properties) {
    properties
        .add(
            "restart_policy",
            Schema.choice(DescriptorKeys.RESTART_POLICIES)
                .byDefault("never")
                .described("Whether the node is started again after it has ended."))
        .add(
            "max_restarts",
            Values.count()
                .byDefault(0)
                .described("How often at most within `restart_window`; 0 is unlimited."))
        .add(
            "restart_delay",
            Values.seconds()
                .described("Seconds before the first restart; doubles with each further one.")
                .example(1.0))
        .add(
            "max_restart_delay",
            Values.seconds().described("The longest delay before a restart.").example(30))
        .add(
            "restart_window",
            Values.seconds()
                .described("Seconds in which restarts are counted; all count if not given.")
                .example(300));
  }

  private static void addLimits(Properties properties) {
    properties
        .add(
            "health_check_timeout",
            Values.seconds()
                .described("Seconds of silence after which a connected node counts as hung.")
                .example(30))
        .add(
            "startup_timeout",
            Values.seconds()
                .described("Seconds within which the node must connect; not for `path: dynamic`.")
                .example(60))
        .add(
            "finish_grace_secs",
            Values.seconds()
                .byDefault(120)
                .described("Seconds that the node may run on after its inputs have closed."))
        .add(
            "shared_memory_pool_size",
            Schema.any(
                    Schema.of("integer", "null").atLeast(0), Values.byteSize(Values.quotedText()))
                .described("Size of the node's pool of shared memory, in bytes or with a unit.")
                .example("256MB"))
        .add(
            "cpu_affinity",
            Schema.list(Schema.of("integer").atLeast(0))
                .orNull()
                .described("Cores that the node may run on (Linux only).")
                .example(List.of(2, 3)));
  }
}
