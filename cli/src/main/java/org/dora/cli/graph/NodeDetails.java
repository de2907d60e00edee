package org.dora.cli.graph;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OutputFraming;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Writes all that the descriptor says of a node, for the panel that opens with a click on it. */
final class NodeDetails {
  private final Markup out;
  private final Descriptor descriptor;
  private final Map<NodeId, NodeYaml> yaml;
  private final PageKeys keys;

  NodeDetails(Markup out, Descriptor descriptor, Map<NodeId, NodeYaml> yaml, PageKeys keys) {
    this.out = out;
    this.descriptor = descriptor;
    this.yaml = yaml;
    this.keys = keys;
  }

  /** Writes the section of a card or of the frame of a runtime. */
  void write(String key, Vertex vertex, NodeLook look) {
    out.begin("section", "id", "d-" + key, "class", "details " + look.style(), "hidden", "");
    head(vertex, look);
    inputs(vertex);
    outputs(vertex);
    for (NodeSettings.Group group : NodeSettings.of(vertex)) {
      settings(group);
    }
    environment(vertex);
    source(vertex);
    out.end().line();
  }

  private void head(Vertex vertex, NodeLook look) {
    out.element("h2", vertex.label(), "tabindex", "-1");
    out.element("p", kind(vertex, look), "class", "kind");
    paragraph("name", vertex.node().name());
    paragraph("about", vertex.node().description());
    OperatorDescriptor operator = vertex.operator();
    if (operator != null) {
      paragraph("name", operator.name());
      paragraph("about", operator.description());
    }
  }

  private static String kind(Vertex vertex, NodeLook look) {
    boolean hosted = !vertex.label().equals(vertex.node().id().value());
    return hosted ? look.kind() + " in the runtime " + vertex.node().id() : look.kind();
  }

  private void paragraph(String style, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      out.element("p", text.strip(), "class", style);
    }
  }

  private void inputs(Vertex vertex) {
    NodePorts ports = vertex.ports();
    if (ports.inputs().isEmpty()) {
      return;
    }
    out.element("h3", "Inputs").begin("ul", "class", "ports");
    for (Edge edge : keys.inputsOf(vertex)) {
      out.begin("li", "data-edge", keys.of(edge));
      out.element("code", edge.input().value(), "class", "port");
      type(ports.inputTypes().get(edge.input()));
      out.begin("p").text("from ");
      origin(edge);
      out.end();
      note(waiting(edge.settings()));
      out.end();
    }
    out.end();
  }

  private void origin(Edge edge) {
    switch (edge.origin()) {
      case Origin.Output(Vertex source, DataId output) -> {
        link(source);
        out.text(" ").element("code", output.value());
      }
      case Origin.Timer(var mapping) -> out.element("code", mapping.toString());
      case Origin.Logs(var mapping) -> out.element("code", mapping.toString());
      case Origin.Missing(var mapping) ->
          out.element("code", mapping.toString())
              .element("strong", "does not exist", "class", "missing");
    }
  }

  private static String waiting(InputDescriptor input) {
    String policy =
        switch (input.effectivePolicy()) {
          case DROP_OLDEST -> "drops the oldest";
          case BACKPRESSURE -> "the sender waits";
        };
    String timeout =
        input.inputTimeout() == null
            ? ""
            : ", closed after " + input.inputTimeout() + " s of silence";
    return "queue of " + input.capacity() + ", " + policy + timeout;
  }

  private void outputs(Vertex vertex) {
    NodePorts ports = vertex.ports();
    if (ports.outputs().isEmpty()) {
      return;
    }
    out.element("h3", "Outputs").begin("ul", "class", "ports");
    for (DataId output : ports.outputs()) {
      out.begin("li").element("code", output.value(), "class", "port");
      type(ports.outputTypes().get(output));
      readers(keys.readers().of(vertex, output));
      OutputFraming framing = ports.outputFraming().get(output);
      note(framing == null || framing == OutputFraming.RAW ? "" : "framing " + framing.text());
      List<String> metadata = ports.outputMetadata().getOrDefault(output, List.of());
      note(metadata.isEmpty() ? "" : "metadata " + String.join(", ", metadata));
      out.end();
    }
    out.end();
    if (ports.pattern() != null) {
      out.begin("p").text("pattern ").element("code", ports.pattern()).end();
    }
  }

  private void readers(List<Edge> readers) {
    out.begin("p");
    if (readers.isEmpty()) {
      out.text("nobody reads it");
    }
    String before = "to ";
    for (Edge edge : readers) {
      out.text(before);
      link(edge.target());
      before = ", ";
      if (edge.origin() instanceof Origin.Output(_, DataId output)
          && !output.equals(edge.input())) {
        out.text(" as ").element("code", edge.input().value());
      }
    }
    out.end();
  }

  private void link(Vertex vertex) {
    out.element("a", vertex.label(), "href", "#" + keys.of(vertex));
  }

  private void type(@Nullable String urn) {
    if (urn != null) {
      out.text(" ").element("code", urn, "class", "type");
    }
  }

  private void note(String text) {
    if (!text.isEmpty()) {
      out.element("p", text, "class", "note");
    }
  }

  private void settings(NodeSettings.Group group) {
    out.element("h3", group.title()).begin("dl");
    for (NodeSettings.Setting setting : group.settings()) {
      out.element("dt", setting.key()).element("dd", setting.value());
    }
    out.end();
  }

  private void environment(Vertex vertex) {
    SortedMap<String, EnvValue> own =
        vertex.node().env() == null ? new TreeMap<>() : vertex.node().env();
    SortedMap<String, EnvValue> all = descriptor.environmentOf(vertex.node());
    if (all.isEmpty()) {
      return;
    }
    out.element("h3", "Environment").begin("dl");
    all.forEach((name, value) -> {
      out.element("dt", name).begin("dd").text(value.rendered());
      if (!own.containsKey(name)) {
        out.text(" ").element("span", "of the dataflow", "class", "note");
      }
      out.end();
    });
    out.end();
  }

  private void source(Vertex vertex) {
    NodeYaml written = yaml.get(vertex.node().id());
    if (written != null) {
      out.begin("details", "open", "");
      out.begin("summary").text("YAML ").element("span", written.place(), "class", "note").end();
      out.element("pre", written.text());
      out.end();
    }
  }
}
