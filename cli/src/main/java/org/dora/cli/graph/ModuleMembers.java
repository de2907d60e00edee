package org.dora.cli.graph;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;

/**
 * Tells which nodes of a flat dataflow came out of which module. Their ids alone do not: {@code
 * amp.pre} may stand in the dataflow's own file, too.
 */
public final class ModuleMembers {
  private ModuleMembers() {}

  /**
   * Returns the ids of the nodes that came out of each module of the dataflow's own file, those of
   * nested modules included.
   *
   * @param written as the file says it, with module nodes
   * @param flat the same after expansion
   */
  public static Map<String, Set<NodeId>> of(ParsedDescriptor written, ParsedDescriptor flat) {
    SortedMap<String, Set<NodeId>> members = new TreeMap<>();
    for (NodeDescriptor node : written.descriptor().nodes()) {
      if (node.composition().module() != null) {
        members.put(node.id().value(), new TreeSet<>());
      }
    }
    for (int i = 0; i < flat.places().size(); i++) {
      NodePlace place = flat.places().get(i);
      if (!place.source().file().equals(written.file())) {
        NodeId id = flat.descriptor().nodes().get(i).id();
        Set<NodeId> module = members.get(moduleOf(id.value(), members.keySet()));
        if (module != null) {
          module.add(id);
        }
      }
    }
    return members;
  }

  /** The longest module id that the node's begins with; ids of modules may hold dots themselves. */
  private static String moduleOf(String node, Set<String> modules) {
    String longest = "";
    for (String module : modules) {
      if (node.startsWith(module + ".") && module.length() > longest.length()) {
        longest = module;
      }
    }
    return longest;
  }
}
