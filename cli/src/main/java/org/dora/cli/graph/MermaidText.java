package org.dora.cli.graph;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.dora.common.descriptor.InputMapping;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dataflow as a Mermaid flowchart, byte for byte as the released program does (dataflow.md
 * section 11), since such texts stand in READMEs and are compared.
 */
public final class MermaidText {
  /** Left and right brackets of a shape. */
  private record Shape(String left, String right) {
    private static final Shape SOURCE = new Shape("[\\", "/]");
    private static final Shape SINK = new Shape("[/", "\\]");
    private static final Shape PLAIN = new Shape("[", "]");

    static Shape of(Vertex vertex) {
      if (vertex.isSource()) {
        return SOURCE;
      }
      return vertex.isSink() ? SINK : PLAIN;
    }

    String around(String label) {
      return left + label + right;
    }
  }

  private final StringBuilder out = new StringBuilder("flowchart TB\n");

  private MermaidText() {}

  /** Returns the chart, each line with a line feed. */
  public static String of(DataflowGraph graph) {
    MermaidText text = new MermaidText();
    graph.modules().forEach(text::module);
    graph.free().forEach(text::part);
    text.timers(graph.timers());
    graph.edges().forEach(text::edge);
    return text.out.toString();
  }

  private void module(String id, List<Part> members) {
    line("subgraph " + subgraphId(id) + " [" + id + "]");
    members.forEach(this::part);
    line("end");
  }

  private void part(Part part) {
    switch (part) {
      case Part.Single(Vertex vertex) -> single(vertex);
      case Part.Runtime runtime -> runtime(runtime);
    }
  }

  private void single(Vertex vertex) {
    String id = vertex.node().id().value();
    String description = vertex.node().description();
    String label;
    if (vertex.operator() == null) {
      label = "\"**" + id + "**" + described(description) + "\"";
    } else {
      label = labelOfRuntime(id, description);
    }
    line("  " + vertex.id() + Shape.of(vertex).around(label));
  }

  private void runtime(Part.Runtime runtime) {
    String id = runtime.node().id().value();
    String label = labelOfRuntime(id, runtime.node().description());
    line("subgraph " + subgraphId(id) + " [" + label + "]");
    for (Vertex vertex : runtime.vertices()) {
      String name = vertex.id().substring(id.length() + 1);
      line("  " + vertex.id() + Shape.of(vertex).around(name));
    }
    line("end");
  }

  private static String labelOfRuntime(String id, @Nullable String description) {
    return description == null ? id : "\"" + id + described(description) + "\"";
  }

  private void timers(SortedSet<Duration> intervals) {
    if (intervals.isEmpty()) {
      return;
    }
    line("subgraph ___dora___ [dora]");
    line("  subgraph ___timer_timer___ [timer]");
    for (Duration interval : intervals) {
      String id = new InputMapping.Timer(interval).toString();
      line("    " + id + "[\\" + id.substring("dora/timer/".length()) + "/]");
    }
    line("  end");
    line("end");
  }

  private void edge(Edge edge) {
    String input = edge.input().value();
    String start =
        switch (edge.origin()) {
          case Origin.Timer(InputMapping.Timer mapping) -> mapping + " -- " + input;
          case Origin.Logs(InputMapping.Logs mapping) -> mapping + " -- " + input;
          case Origin.Missing _ -> "missing>missing] -- " + input;
          case Origin.Output output -> output.vertex().id() + " -- " + label(output, input);
        };
    line("  " + start + " --> " + edge.target().id());
  }

  private static String label(Origin.Output origin, String input) {
    String output = origin.output().value();
    String type = origin.type().map(declared -> " [" + declared.shortName() + "]").orElse("");
    return (output.equals(input) ? output : output + " as " + input) + type;
  }

  /** Mermaid has no dots in ids of subgraphs. */
  private static String subgraphId(String id) {
    return id.replace('.', '_');
  }

  private static String described(@Nullable String description) {
    if (description == null) {
      return "";
    }
    return "<hr/>*"
        + description
            .replace("#", "#35;")
            .replace("&", "#amp;")
            .replace("\"", "#quot;")
            .replace("<", "#lt;")
            .replace(">", "#gt;")
            .replace("\r", "")
            .replace("\n", "<br/>")
        + "*";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
