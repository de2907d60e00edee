package org.dora.daemon.log;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * Who reads what the nodes of a dataflow say, by {@code dora/logs} inputs. The conductor changes it
 * when the graph changes; any thread may look.
 */
public final class LogSubscribers {

  /** An input that reads logs, and which of them. */
  public record Subscriber(NodeId node, DataId input, InputMapping.Logs source) {
    private boolean reads(NodeId writer, LogLevel level) {
      return !writer.equals(node)
          && (source.node() == null || source.node().equals(writer))
          && level.passes(source.minimum());
    }
  }

  private volatile List<Subscriber> all = List.of();

  /** Adds an input of a node. */
  public void add(Subscriber subscriber) {
    List<Subscriber> more = new ArrayList<>(all);
    more.add(subscriber);
    all = List.copyOf(more);
  }

  /** Removes all inputs of a node. */
  public void remove(NodeId node) {
    all = all.stream().filter(subscriber -> !subscriber.node.equals(node)).toList();
  }

  /** Returns the inputs of a node. */
  public List<Subscriber> inputsOf(NodeId node) {
    return all.stream().filter(subscriber -> subscriber.node.equals(node)).toList();
  }

  /** Returns whether anybody reads messages of that level of a node. */
  boolean anyReads(NodeId writer, LogLevel level) {
    for (Subscriber subscriber : all) {
      if (subscriber.reads(writer, level)) {
        return true;
      }
    }
    return false;
  }

  /** Returns who reads messages of that level of a node; never the node itself. */
  public List<Subscriber> readersOf(NodeId writer, LogLevel level) {
    return all.stream().filter(subscriber -> subscriber.reads(writer, level)).toList();
  }
}
