package org.dora.common.descriptor;

import org.dora.common.yaml.BlockWriter;
import org.dora.common.yaml.FlowWriter;
import org.dora.common.yaml.TreeWriter;

/**
 * Writes a descriptor with the keys, order and defaults of {@code dora expand} (dataflow.md section
 * 1.2), in whichever form. What {@link DescriptorParser} reads back is the same descriptor as long
 * as no env text holds a {@code $}, which every reader substitutes (section 3.4).
 */
public final class DescriptorWriter {
  private final FieldWriter fields;
  private final TreeWriter out;

  private DescriptorWriter(FieldWriter fields) {
    this.fields = fields;
    this.out = fields.out();
  }

  /**
   * Returns one line of JSON (RFC 8259): the form that travels to nodes.
   *
   * @param compact whether keys that say nothing are left out
   */
  public static String json(Descriptor descriptor, boolean compact) {
    return write(descriptor, new FlowWriter(), compact);
  }

  /**
   * Returns block YAML with a line feed at the end, unless compact the bytes that {@code dora
   * expand} prints: fingerprints are taken from them.
   *
   * @param compact whether keys that say nothing are left out
   */
  public static String yaml(Descriptor descriptor, boolean compact) {
    return write(descriptor, new BlockWriter(), compact);
  }

  /** Writes a descriptor into a message, whose reader substitutes in {@code env} once more. */
  static void message(TreeWriter out, Descriptor descriptor) {
    new DescriptorWriter(FieldWriter.message(out)).document(descriptor);
  }

  private static String write(Descriptor descriptor, TreeWriter out, boolean compact) {
    new DescriptorWriter(new FieldWriter(out, compact)).document(descriptor);
    return out.toString();
  }

  private void document(Descriptor descriptor) {
    out.beginMap();
    NodeWriter nodes = new NodeWriter(fields);
    fields.list("nodes", descriptor.nodes(), (_, node) -> nodes.write(node));
    NodeWriter.deploy(fields, descriptor.deploy());
    if (!fields.isCompact() || descriptor.debugInspection()) {
      out.key("debug").beginMap().key("enable_debug_inspection").bool(descriptor.debugInspection());
      out.endMap();
    }
    fields.secondsOrNull("health_check_interval", descriptor.healthCheckInterval());
    fields.bool("strict_types", descriptor.strictTypes());
    fields.bool("exit_when_nodes_finish", descriptor.exitWhenNodesFinish());
    if (!descriptor.typeRules().isEmpty()) {
      fields.list("type_rules", descriptor.typeRules(), DescriptorWriter::typeRule);
    }
    fields.env("env", descriptor.env());
    out.endMap();
  }

  private static void typeRule(TreeWriter out, TypeRule rule) {
    out.beginMap().key("from").text(rule.from()).key("to").text(rule.to()).endMap();
  }
}
