package org.dora.common.descriptor.module;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;

/** A project with modules, made by a test. */
record ProjectFolder(Path root) {
  void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  void link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  ParsedDescriptor expand(String dataflow) {
    Path file = root.resolve(dataflow);
    return Modules.expand(DescriptorParser.read(file, Map.of()), file.resolveSibling(""), Map.of());
  }

  /** The node of an expanded {@code dataflow.yml}. */
  NodeDescriptor node(String id) {
    return expand("dataflow.yml").descriptor().node(new NodeId(id)).orElseThrow();
  }

  /** What is wrong with {@code dataflow.yml}: place within the project and message, each a line. */
  List<String> problems() {
    return problemsOf("dataflow.yml");
  }

  List<String> problemsOf(String dataflow) {
    return told(assertThrows(ModuleException.class, () -> expand(dataflow)));
  }

  /** What is wrong with a module's file on its own. */
  List<String> problemsOfModule(String file) {
    return told(
        assertThrows(ModuleException.class, () -> Modules.check(root.resolve(file), Map.of())));
  }

  private List<String> told(ModuleException failure) {
    return failure.problems().stream()
        .map(problem -> problem.place() + ": " + problem.message())
        .map(line -> line.replace(root + "/", ""))
        .toList();
  }
}
