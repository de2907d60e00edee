package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class ModuleMembersTest {
  private static final ParsedDescriptor WRITTEN =
      Flows.parse(
          """
          nodes:
            - {id: amp, module: amp.yml}
            - {id: amp.two, module: amp.yml}
            - {id: amp.own, path: x}
            - {id: none, module: empty.yml}
          """);

  /** The nodes after expansion; all but {@code amp.own} stand in another file. */
  private static ParsedDescriptor expanded(String... ids) {
    ParsedDescriptor module =
        DescriptorParser.parse("nodes: [{id: x, path: x}]", "amp.yml", Map.of());
    NodeDescriptor any = module.descriptor().nodes().getFirst();
    List<NodeDescriptor> nodes = new ArrayList<>();
    List<NodePlace> places = new ArrayList<>();
    for (String id : ids) {
      nodes.add(
          new NodeDescriptor(
              new NodeId(id),
              any.name(),
              any.description(),
              any.program(),
              any.source(),
              any.composition(),
              any.env(),
              any.ports(),
              any.logging(),
              any.restart(),
              any.limits(),
              any.deploy()));
      places.add(id.equals("amp.own") ? WRITTEN.places().get(2) : module.places().getFirst());
    }
    return new ParsedDescriptor(
        WRITTEN.descriptor().withNodes(nodes), WRITTEN.source(), places, List.of());
  }

  private static Set<NodeId> ids(String... ids) {
    return Set.of(List.of(ids).stream().map(NodeId::new).toArray(NodeId[]::new));
  }

  @Test
  void aNodeOfTheDataflowItselfBelongsToNoModuleWhateverItsId() {
    Map<String, Set<NodeId>> members =
        ModuleMembers.of(WRITTEN, expanded("amp.pre", "amp.inner.x", "amp.two.pre", "amp.own"));
    assertEquals(
        Map.of(
            "amp", ids("amp.pre", "amp.inner.x"), "amp.two", ids("amp.two.pre"), "none", Set.of()),
        members);
  }
}
