package org.dora.common.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes a dataflow's file. */
final class DescriptorSchema {
  private DescriptorSchema() {}

  static Schema document() {
    Properties properties = new Properties();
    addNodes(properties);
    addSettings(properties);
    List<String> known = new ArrayList<>(DescriptorKeys.DOCUMENT);
    known.add(DescriptorKeys.OLD_DEPLOY);
    Schema document = properties.object(known).required("nodes");
    return PublishedSchema.headed(
            "dora dataflow", "A dataflow of dora: its nodes and how they are wired.")
        .andAll(document)
        .with("$defs", definitions());
  }

  private static void addNodes(Properties properties) {
    properties
        .add(
            "nodes",
            Schema.list(Schema.reference("node")).orNull().described("The nodes of the dataflow."))
        .add(
            "deploy",
            DeploySchema.reference().described("Has no effect: give each node its own `deploy`."))
        .add(DescriptorKeys.OLD_DEPLOY, DeploySchema.old())
        .add(
            "env",
            Schema.reference("env")
                .described("Environment variables of all nodes; a node's own `env` wins."));
  }

  private static void addSettings(Properties properties) {
    properties
        .add("debug", debug())
        .add(
            "health_check_interval",
            Schema.any(Schema.of("number").with("exclusiveMinimum", 0), Schema.of("null"))
                .byDefault(5)
                .described("Seconds between two looks at the health of nodes."))
        .add(
            "strict_types",
            Values.bool()
                .orNull()
                .byDefault(false)
                .described("Whether warnings about types of inputs and outputs are errors."))
        .add(
            "exit_when_nodes_finish",
            Values.bool()
                .orNull()
                .byDefault(false)
                .described("Whether a node ends although a timer still feeds it."))
        .add(
            "type_rules",
            Schema.list(typeRule())
                .orNull()
                .described("Types that pass for another, beside those that dora knows."));
  }

  private static Schema debug() {
    return new Properties()
        .add(
            "enable_debug_inspection",
            Values.bool()
                .byDefault(false)
                .described(
                    "Whether all outputs can be watched with `dora topic echo`, `hz` and `info`."))
        .object(DescriptorKeys.DEBUG)
        .orNull()
        .described("Aids for finding errors.");
  }

  private static Schema typeRule() {
    return new Properties()
        .add("from", Values.optionalText().described("Type of an output.").example("acme/v1/Grey"))
        .add(
            "to",
            Values.optionalText()
                .described("Type of an input that takes it.")
                .example("std/media/v1/Image"))
        .object(DescriptorKeys.TYPE_RULE)
        .required("from", "to");
  }

  private static Map<String, Schema> definitions() {
    Map<String, Schema> definitions = new LinkedHashMap<>();
    definitions.put("node", NodeSchema.node());
    definitions.put("input", PortsSchema.input());
    definitions.put("operator", OperatorSchema.single());
    definitions.put("operator_entry", OperatorSchema.entry());
    definitions.put("ros2", Ros2Schema.bridge());
    definitions.put("ros2_topic", Ros2Schema.topic());
    definitions.put("ros2_qos", Ros2Schema.qos());
    definitions.put("deploy", DeploySchema.deploy());
    definitions.put("env", env());
    return definitions;
  }

  private static Schema env() {
    return Schema.map(Values.text())
        .orNull()
        .example(Map.of("MODEL", "${HOME}/models/small.onnx"))
        .described(
            "Names and values. `$NAME`, `${NAME}` and `${NAME:-default}` stand for variables of the"
                + " process that reads the file, `$$` for a dollar sign.");
  }
}
