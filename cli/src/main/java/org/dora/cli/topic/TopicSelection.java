package org.dora.cli.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dora.cli.CliException;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.InvalidMappingException;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/** Finds the outputs that a user's words mean (cli.md section 11). */
final class TopicSelection {
  private final List<NodeId> nodes;
  private final List<Topic> topics;

  TopicSelection(List<NodeId> nodes, List<Topic> topics) {
    this.nodes = nodes;
    this.topics = topics;
  }

  /**
   * Returns the outputs, by node and name.
   *
   * @param words each a node or {@code node/output}; none for all outputs
   * @throws CliException if one of them names nothing, or there is no output
   */
  List<Topic> find(List<String> words) {
    Set<Topic> found = new LinkedHashSet<>(words.isEmpty() ? topics : List.of());
    for (String word : words) {
      found.addAll(word.indexOf('/') < 0 ? outputsOf(node(word)) : List.of(output(word)));
    }
    if (found.isEmpty()) {
      throw new CliException(
          CliException.FAILURE,
          "no outputs found in this dataflow",
          "ensure nodes in the dataflow declare `outputs` in their YAML definition");
    }
    List<Topic> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Topic::node).thenComparing(Topic::name));
    return sorted;
  }

  private NodeId node(String word) {
    for (NodeId node : nodes) {
      if (node.value().equals(word)) {
        return node;
      }
    }
    throw new CliException(
        CliException.FAILURE, "unknown node `" + word + "`", "available nodes: " + joined(nodes));
  }

  private List<Topic> outputsOf(NodeId node) {
    List<Topic> outputs = new ArrayList<>();
    for (Topic topic : topics) {
      if (topic.node().equals(node)) {
        outputs.add(topic);
      }
    }
    return outputs;
  }

  private Topic output(String word) {
    if (!(mapping(word) instanceof InputMapping.User(NodeId source, DataId name))) {
      throw CliException.failure("Reserved input mapping cannot be inspected");
    }
    List<Topic> outputs = outputsOf(node(source.value()));
    List<DataId> names = new ArrayList<>();
    for (Topic topic : outputs) {
      if (topic.name().equals(name) || topic.wire().equals(name)) {
        return topic;
      }
      names.add(topic.name());
    }
    throw new CliException(
        CliException.FAILURE,
        "node `" + source + "` does not have output `" + name + "`",
        "available outputs: " + joined(names));
  }

  private static InputMapping mapping(String word) {
    try {
      return InputMapping.parse(word);
    } catch (InvalidMappingException e) {
      throw CliException.failure("Invalid output id `" + word + "`: " + e.getMessage());
    }
  }

  private static String joined(Collection<?> ids) {
    List<String> texts = new ArrayList<>();
    for (Object id : ids) {
      texts.add(id.toString());
    }
    return String.join(", ", texts);
  }
}
