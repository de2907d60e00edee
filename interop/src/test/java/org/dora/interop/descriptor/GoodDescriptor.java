package org.dora.interop.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.dora.interop.peers.Executable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A descriptor of the corpus that the released program finds valid, to be broken on purpose.
 *
 * @param folder with the files that it names
 * @param text of its {@code dataflow.yml}
 * @param tree the same, parsed
 */
record GoodDescriptor(Path folder, String text, YamlNode.Mapping tree) {
  private static final Path CORPUS = Executable.repository().resolve("interop/vectors/dataflow");

  /** Returns those that stand alone and have at least one node, in the order of their names. */
  static List<GoodDescriptor> all() {
    List<GoodDescriptor> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CORPUS)) {
      for (Path folder : folders.sorted().toList()) {
        Path expected = folder.resolve("expected.json");
        if (Files.exists(expected)
            && isValid(JsonMapper.shared().readTree(Files.readString(expected)))) {
          String text = Files.readString(folder.resolve("dataflow.yml"));
          YamlNode.Mapping tree = (YamlNode.Mapping) YamlParser.parse(text);
          GoodDescriptor descriptor = new GoodDescriptor(folder, text, tree);
          if (!descriptor.nodes().isEmpty() && standsAlone(text)) {
            all.add(descriptor);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /**
   * Whether the text alone decides. An error in a module is told in the module's file, one in a
   * variable that is not set hides others.
   */
  private static boolean standsAlone(String text) {
    return !text.contains("module:") && !text.contains("CASE_");
  }

  private static boolean isValid(JsonNode expected) {
    for (JsonNode command : expected.get("commands")) {
      JsonNode argv = command.get("argv");
      if (argv.size() == 2
          && argv.get(0).asString().equals("validate")
          && argv.get(1).asString().equals("dataflow.yml")) {
        return command.get("exit").asInt() == 0;
      }
    }
    return false;
  }

  /** The mappings under {@code nodes}. */
  List<YamlNode.Mapping> nodes() {
    List<YamlNode.Mapping> nodes = new ArrayList<>();
    if (tree.entry("nodes").orElseThrow().value() instanceof YamlNode.Sequence sequence) {
      for (YamlNode node : sequence.items()) {
        if (node instanceof YamlNode.Mapping mapping) {
          nodes.add(mapping);
        }
      }
    }
    return nodes;
  }

  /** Copies the files into a folder that exists. */
  void copyTo(Path target) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
