package org.dora.cli.graph;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;

/**
 * Writes a dataflow as one page that needs nothing else: no network, no server, no other file. Its
 * own policy forbids the browser to run or load anything but what is written here.
 */
public final class GraphPage {
  private final Path file;
  private final ParsedDescriptor flat;
  private final DataflowGraph graph;

  private GraphPage(Path file, ParsedDescriptor flat, DataflowGraph graph) {
    this.file = file;
    this.flat = flat;
    this.graph = graph;
  }

  /**
   * Returns the page.
   *
   * @param file of the dataflow
   * @param flat its descriptor without modules
   * @param graph the same as a graph
   */
  public static String of(Path file, ParsedDescriptor flat, DataflowGraph graph) {
    return new GraphPage(file, flat, graph).text();
  }

  private String text() {
    String name = String.valueOf(file.getFileName());
    Drawing drawing = GraphLayout.of(graph);
    String style = PageTemplate.resource("page.css");
    // What XML would take for markup is hidden from it; for HTML these are comments.
    String script = "//<![CDATA[\n" + PageTemplate.resource("page.js") + "//]]>\n";
    Map<String, String> parts = new HashMap<>();
    parts.put("title", escaped(name + " – dora graph"));
    parts.put("name", escaped(name));
    parts.put("counts", escaped(counts()));
    parts.put("alarm", alarm());
    parts.put("drawing", drawing(drawing, name));
    parts.put("details", details(drawing));
    parts.put("mermaid", escaped(MermaidText.of(graph)));
    parts.put("style", style);
    parts.put("style-hash", PageTemplate.hash(style));
    parts.put("script", script);
    parts.put("script-hash", PageTemplate.hash(script));
    return PageTemplate.filled(PageTemplate.resource("page.html"), parts);
  }

  private String drawing(Drawing drawing, String name) {
    Markup out = new Markup();
    new SvgWriter(out).write(drawing, "Dataflow " + name, counts());
    return out.toString();
  }

  private String details(Drawing drawing) {
    Markup out = new Markup();
    Descriptor descriptor = flat.descriptor();
    NodeDetails details = new NodeDetails(out, descriptor, yaml(), new PageKeys(graph, drawing));
    for (Drawing.Card card : drawing.cards()) {
      details.write(card.key(), card.shape().vertex(), card.shape().look());
    }
    for (Drawing.Frame frame : drawing.frames()) {
      NodeDescriptor runtime = frame.shape().node();
      if (runtime != null) {
        details.write(frame.key(), new Vertex(runtime, null), NodeLook.of(runtime));
      }
    }
    return out.toString();
  }

  private Map<NodeId, NodeYaml> yaml() {
    Map<NodeId, NodeYaml> yaml = new HashMap<>();
    for (int i = 0; i < flat.places().size(); i++) {
      NodePlace place = flat.places().get(i);
      yaml.put(flat.descriptor().nodes().get(i).id(), NodeYaml.of(place));
    }
    return yaml;
  }

  private String counts() {
    long operators = operators();
    return Stream.of(
            counted(graph.parts().size(), "node"),
            operators == 0 ? "" : counted(operators, "operator"),
            counted(graph.edges().size(), "connection"),
            graph.modules().isEmpty() ? "" : counted(graph.modules().size(), "module"))
        .filter(text -> !text.isEmpty())
        .reduce((left, right) -> left + " · " + right)
        .orElse("");
  }

  private long operators() {
    return graph.parts().stream()
        .flatMap(part -> part.vertices().stream())
        .filter(vertex -> vertex.operator() != null)
        .count();
  }

  private String alarm() {
    long missing =
        graph.edges().stream().filter(edge -> edge.origin() instanceof Origin.Missing).count();
    if (missing == 0) {
      return "";
    }
    return new Markup()
        .element(
            "button",
            missing == 1 ? "1 input has no source" : missing + " inputs have no source",
            "id",
            "alarm",
            "type",
            "button",
            "class",
            "alarm")
        .toString();
  }

  private static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String escaped(String text) {
    return new Markup().text(text).toString();
  }
}
