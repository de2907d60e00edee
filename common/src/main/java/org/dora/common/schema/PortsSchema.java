package org.dora.common.schema;

import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorKeys;

/** Describes the inputs and outputs of a node or of an operator, and what is said of them. */
final class PortsSchema {
  private static final String TYPE_EXAMPLE = "std/media/v1/Image";

  /** Reads text in operators, where scalars keep their type and nothing is no collection. */
  private final boolean typed;

  private PortsSchema(boolean typed) {
    this.typed = typed;
  }

  static void addToNode(Properties properties) {
    new PortsSchema(false).add(properties);
  }

  static void addToOperator(Properties properties) {
    new PortsSchema(true).add(properties);
  }

  private void add(Properties properties) {
    properties
        .add(
            "outputs",
            collection(Schema.list(Values.dataId(text())))
                .described("Ids of the outputs. Others read them as `<node>/<output>`.")
                .example(List.of("image", "camera/info")))
        .add("inputs", inputs())
        .add(
            "output_types",
            collection(Values.byDataId(text()))
                .described(
                    "Type of the data on each output, as a URN. Only a mismatch with a reader's"
                        + " `input_types` is reported; nothing is converted.")
                .example(Map.of("image", TYPE_EXAMPLE)))
        .add(
            "input_types",
            collection(Values.byDataId(text()))
                .described("Type of the data that each input expects, as a URN.")
                .example(Map.of("image", TYPE_EXAMPLE)))
        .add(
            "output_framing",
            collection(Values.byDataId(Schema.choice(DescriptorKeys.OUTPUT_FRAMINGS)))
                .described(
                    "How the messages of an output are laid out: `raw` Arrow buffers, or"
                        + " `arrow-ipc`, a stream with its schema. `raw` if not given."))
        .add(
            "output_metadata",
            collection(Values.byDataId(collection(Schema.list(text()))))
                .described("Names of the metadata that each output promises to send along.")
                .example(Map.of("image", List.of("width", "height", "encoding"))))
        .add(
            "pattern",
            text()
                .orNull()
                .described(
                    "The pattern that inputs and outputs follow: `service-server`,"
                        + " `service-client`, `action-server` or `action-client`.")
                .example("service-server", "service-client", "action-server", "action-client"));
  }

  private Schema inputs() {
    return collection(Values.byDataId(Schema.reference("input")))
        .described(
            "Where each input comes from: an output `<node>/<output>`, a timer"
                + " `dora/timer/<unit>/<value>`, or log lines `dora/logs/<level>/<node>`.")
        .example(Map.of("image", "camera/image"), Map.of("tick", "dora/timer/millis/100"));
  }

  private Schema text() {
    return typed ? Values.quotedText() : Values.text();
  }

  private Schema collection(Schema schema) {
    return typed ? schema : schema.orNull();
  }

  /** One input: its source, or a map with options. */
  static Schema input() {
    Properties options =
        new Properties()
            .add(
                "source",
                Values.mapping()
                    .described("Where the input comes from.")
                    .example("camera/image", "dora/timer/hz/30", "dora/logs/warn"))
            .add(
                "queue_size",
                Schema.of("integer", "null")
                    .atLeast(0)
                    .byDefault(10)
                    .described("How many messages wait at most while the node is busy."))
            .add(
                "input_timeout",
                Values.seconds()
                    .described(
                        "Seconds without a message after which the input counts as closed. Never"
                            + " if not given.")
                    .example(2.5))
            .add(
                "queue_policy",
                Schema.any(Schema.choice(DescriptorKeys.QUEUE_POLICIES), Schema.of("null"))
                    .byDefault("drop_oldest")
                    .described(
                        "What happens when the queue is full: `drop_oldest` keeps the newest"
                            + " messages, `backpressure` holds up to ten times as many (at least"
                            + " 100)."));
    return Schema.any(
        Values.mapping().example("camera/image", "dora/timer/millis/100", "dora/timer/hz/30"),
        options.object(DescriptorKeys.INPUT).required("source"));
  }
}
