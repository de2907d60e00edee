package org.dora.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dora.cli.graph.Browser;
import org.dora.cli.graph.DataflowGraph;
import org.dora.cli.graph.GraphFile;
import org.dora.cli.graph.GraphPage;
import org.dora.cli.graph.MermaidText;
import org.dora.cli.graph.ModuleMembers;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora graph}: draws a dataflow, as a page or as Mermaid text (dataflow.md section 11). */
@Command(
    description = {
      "Draw a dataflow.",
      "",
      "Writes a page that works offline into the current directory and prints its address.",
      "A source that does not exist is drawn as missing.",
      ""
    })
final class GraphCommand implements Callable<Integer> {
  private static final String ADVICE =
      "Paste the above output on https://mermaid.live/ or in a ```mermaid code block on GitHub to"
          + " display it.";

  @Parameters(index = "0", paramLabel = "<PATH>", description = "The dataflow's YAML file")
  private Path file = Path.of("");

  @Option(names = "--mermaid", description = "Print a Mermaid flowchart instead")
  private boolean mermaid;

  @Option(names = "--open", description = "Open the page in the browser")
  private boolean open;

  private final Console console;
  private final Path folder;

  GraphCommand(Console console) {
    this(console, Path.of(""));
  }

  /**
   * For tests.
   *
   * @param folder where pages go
   */
  GraphCommand(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = variablesAsWritten(System.getenv());
    ParsedDescriptor written = DataflowFile.read(file, environment);
    ParsedDescriptor flat =
        DataflowFile.flat(written, file, environment, "failed to expand modules");
    refuse(flat);
    DataflowGraph graph = DataflowGraph.of(flat.descriptor(), ModuleMembers.of(written, flat));
    if (mermaid) {
      console.out().println(MermaidText.of(graph));
      console.err().println(ADVICE);
    } else {
      page(flat, graph);
    }
    return 0;
  }

  /**
   * Lets {@code $TOKEN} in a node's variables stand for itself, as long as it is set: a page is
   * passed on, and what is secret must not travel with it.
   */
  private static Map<String, String> variablesAsWritten(Map<String, String> environment) {
    Map<String, String> names = new HashMap<>();
    for (String name : environment.keySet()) {
      names.put(name, "${" + name + "}");
    }
    return names;
  }

  /** Refuses what cannot be resolved; a source that does not exist can be drawn. */
  private static void refuse(ParsedDescriptor flat) {
    List<Problem> problems = new ArrayList<>();
    for (Finding finding : DescriptorCheck.unresolvable(flat.descriptor())) {
      // A node with both `hub` and `path` can be drawn as what the path says.
      if (finding.kind() != Finding.Kind.HUB || !finding.path().endsWith(".path")) {
        problems.add(flat.problem(finding));
      }
    }
    if (!problems.isEmpty()) {
      throw CliException.ofProblems("failed to visualize descriptor", problems);
    }
  }

  private void page(ParsedDescriptor flat, DataflowGraph graph) {
    Path page;
    try {
      page = GraphFile.write(folder, file, GraphPage.of(file, flat, graph));
    } catch (IOException e) {
      throw new CliException(
          CliException.FAILURE,
          "failed to create graph HTML file",
          "change to a directory that you may write to",
          e);
    }
    String address = GraphFile.address(page);
    console.out().println("View graph by opening the following in your browser:");
    console.out().println("  " + address);
    if (open) {
      Optional<String> failure =
          new Browser(System.getProperty("os.name", ""), System.getenv()).open(address);
      if (failure.isPresent()) {
        throw CliException.failure("cannot open a browser: " + failure.get());
      }
    }
  }
}
