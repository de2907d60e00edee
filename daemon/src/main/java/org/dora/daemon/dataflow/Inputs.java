package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.id.DataId;

/** Which inputs of a node are open; timers and logs never close (daemon.md, section 8.1). */
final class Inputs {
  private final SortedSet<DataId> all = new TreeSet<>();
  private final SortedSet<DataId> open = new TreeSet<>();

  /** Those among the open ones that other nodes feed. */
  private final SortedSet<DataId> openData = new TreeSet<>();

  /** Those among the open ones that count as closed until something comes. */
  private final SortedSet<DataId> broken = new TreeSet<>();

  /** Whether there ever was an input fed by another node. */
  private boolean readsNodes;

  Inputs(Map<DataId, InputDescriptor> inputs) {
    inputs.forEach((id, input) -> {
      all.add(id);
      open.add(id);
      if (input.source() instanceof InputMapping.User) {
        openData.add(id);
      }
    });
    readsNodes = !openData.isEmpty();
  }

  /** Adds an input that is fed by another node, or opens it again. */
  void connect(DataId input) {
    all.add(input);
    open.add(input);
    openData.add(input);
    broken.remove(input);
    readsNodes = true;
  }

  /**
   * Closes an input for good.
   *
   * @return whether that is news to the node
   */
  boolean close(DataId input) {
    openData.remove(input);
    boolean wasBroken = broken.remove(input);
    return open.remove(input) && !wasBroken;
  }

  /**
   * Closes an input until something comes.
   *
   * @return false if it is closed already
   */
  boolean breakOff(DataId input) {
    return open.contains(input) && broken.add(input);
  }

  /**
   * Opens a broken input.
   *
   * @return false if it is not broken
   */
  boolean recover(DataId input) {
    return broken.remove(input);
  }

  /** Returns the inputs that count as closed until something comes. */
  List<DataId> broken() {
    return List.copyOf(broken);
  }

  boolean isOpen(DataId input) {
    return open.contains(input);
  }

  /** Returns the inputs from which the node expects nothing at present. */
  List<DataId> closed() {
    List<DataId> closed = new ArrayList<>();
    for (DataId input : all) {
      if (!open.contains(input) || broken.contains(input)) {
        closed.add(input);
      }
    }
    return closed;
  }

  /** Returns whether a node feeds this one, or did. */
  boolean readsNodes() {
    return readsNodes;
  }

  /** Returns whether an input is left that is a timer or a log, which never end. */
  boolean hasEndless() {
    return open.size() > openData.size();
  }

  /**
   * Returns whether there were inputs and nothing will come any more.
   *
   * @param endlessCount whether an open timer or log input counts as open
   */
  boolean isDrained(boolean endlessCount) {
    if (endlessCount) {
      return !all.isEmpty() && open.isEmpty();
    }
    return readsNodes && openData.isEmpty();
  }
}
