package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.yaml.TreeWriter;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * One input of a node: its source and how messages wait for it (dataflow.md section 4).
 *
 * @param source where it comes from
 * @param queueSize messages that wait at most; null for {@link #DEFAULT_QUEUE_SIZE}
 * @param inputTimeout after how long without a message the input counts as closed; null for never
 * @param queuePolicy what happens when the queue is full; null for {@link QueuePolicy#DROP_OLDEST}
 */
public record InputDescriptor(
    InputMapping source,
    @Nullable Long queueSize,
    @Nullable Seconds inputTimeout,
    @Nullable QueuePolicy queuePolicy) {
  public static final int DEFAULT_QUEUE_SIZE = 10;
  private static final int LEAST_BACKPRESSURE_CAPACITY = 100;

  static final List<String> KEYS = List.of("source", "queue_size", "input_timeout", "queue_policy");

  /** Returns an input with all options at their defaults. */
  public static InputDescriptor of(InputMapping source) {
    return new InputDescriptor(source, null, null, null);
  }

  /** Returns this input with another source. */
  InputDescriptor withSource(InputMapping other) {
    return new InputDescriptor(other, queueSize, inputTimeout, queuePolicy);
  }

  /** The policy that applies. */
  public QueuePolicy effectivePolicy() {
    return queuePolicy == null ? QueuePolicy.DROP_OLDEST : queuePolicy;
  }

  /** How many messages the input's queue holds under its policy. */
  public int capacity() {
    long size = queueSize == null ? DEFAULT_QUEUE_SIZE : Math.min(queueSize, Integer.MAX_VALUE);
    long capacity =
        switch (effectivePolicy()) {
          case DROP_OLDEST -> Math.max(size, 1);
          case BACKPRESSURE -> Math.max(10 * size, LEAST_BACKPRESSURE_CAPACITY);
        };
    return (int) Math.min(capacity, Integer.MAX_VALUE);
  }

  /**
   * Reads the short form, a mapping, or the long one with {@code source} and options.
   *
   * @throws YamlException in our own words, at the exact place
   */
  public static InputDescriptor read(YamlValue input) {
    YamlValue typed = input.typed();
    if (typed.node() instanceof YamlNode.Scalar) {
      return of(mapping(typed));
    }
    YamlFields fields = typed.fields("a mapping such as `node/output`, or a map with `source`");
    return new InputDescriptor(
        mapping(fields.required("source")),
        fields.read("queue_size", YamlValue::unsigned64),
        Seconds.of(fields.real("input_timeout")),
        fields.read("queue_policy", InputDescriptor::policy));
  }

  private static InputMapping mapping(YamlValue value) {
    try {
      return InputMapping.parse(value.text());
    } catch (InvalidMappingException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static QueuePolicy policy(YamlValue value) {
    String name = value.text();
    return QueuePolicy.of(name)
        .orElseThrow(() ->
            value.refusal(
                "unknown variant `" + name + "`, expected `drop_oldest` or `backpressure`"));
  }

  /** Writes the short form if no option is set, else the long one. */
  public void write(TreeWriter out) {
    if (queueSize == null && inputTimeout == null && queuePolicy == null) {
      out.text(source.toString());
      return;
    }
    out.beginMap().key("source").text(source.toString());
    if (queueSize != null) {
      out.key("queue_size").integer(queueSize);
    }
    if (inputTimeout != null) {
      out.key("input_timeout").real(inputTimeout.value());
    }
    if (queuePolicy != null) {
      out.key("queue_policy").text(queuePolicy.text());
    }
    out.endMap();
  }
}
