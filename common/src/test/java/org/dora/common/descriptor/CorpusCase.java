package org.dora.common.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case of the recorded corpus in {@code interop/vectors/dataflow}. */
record CorpusCase(Path folder, JsonNode expected) {
  private static final Path CORPUS = Path.of("..", "interop", "vectors", "dataflow");

  private static final List<String> MORE_THAN_PROGRAMS =
      List.of(
          "operators",
          "operator",
          "ros2",
          "build",
          "git",
          "hub",
          "branch",
          "tag",
          "rev",
          "module",
          "params");

  static List<CorpusCase> all() {
    List<CorpusCase> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CORPUS)) {
      for (Path folder : folders.sorted().toList()) {
        Path expected = folder.resolve("expected.json");
        if (Files.exists(expected)) {
          cases.add(
              new CorpusCase(folder, JsonMapper.shared().readTree(Files.readString(expected))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** The recorded outcome of {@code dora validate} for the case's file, if this case has it. */
  Optional<JsonNode> validated() {
    return command("validate", "dataflow.yml")
        .or(() -> command("validate", "--offline", "dataflow.yml"));
  }

  /** The recorded outcome of {@code dora <arguments>}, if this case has it. */
  Optional<JsonNode> command(String... arguments) {
    for (JsonNode command : expected.get("commands")) {
      List<String> recorded = command.get("argv").valueStream().map(JsonNode::asString).toList();
      if (recorded.equals(List.of(arguments))) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    JsonNode recorded = expected.get("env");
    if (recorded != null) {
      recorded.forEachEntry((name, value) -> environment.put(name, value.asString()));
    }
    return environment;
  }

  Path file() {
    return folder.resolve("dataflow.yml");
  }

  ParsedDescriptor read() {
    return read("dataflow.yml");
  }

  /** Reads another file than the usual one. */
  ParsedDescriptor read(String path) {
    return DescriptorParser.read(folder.resolve(path), environment());
  }

  /** Whether a node of the file is more than a program, or a program from elsewhere. */
  boolean usesMoreThanPrograms() {
    return hasNodeKey(MORE_THAN_PROGRAMS);
  }

  /** Whether nodes stand for the nodes of other files. */
  boolean usesModules() {
    return hasNodeKey(List.of("module"));
  }

  /** Whether the file uses the 0.x name of {@code deploy}, which dora refuses and we read. */
  boolean usesOldDeploy() {
    return tree().filter(root -> hasKey(root, DescriptorParser.OLD_DEPLOY)).isPresent()
        || hasNodeKey(List.of(DescriptorParser.OLD_DEPLOY));
  }

  private boolean hasNodeKey(List<String> keys) {
    return tree()
        .filter(YamlNode.Mapping.class::isInstance)
        .flatMap(root -> ((YamlNode.Mapping) root).entry("nodes"))
        .map(YamlNode.Entry::value)
        .filter(YamlNode.Sequence.class::isInstance)
        .map(nodes -> ((YamlNode.Sequence) nodes).items())
        .orElse(List.of())
        .stream()
        .anyMatch(node -> keys.stream().anyMatch(key -> hasKey(node, key)));
  }

  private static boolean hasKey(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping mapping && mapping.entry(key).isPresent();
  }

  private Optional<YamlNode> tree() {
    Path file = folder.resolve("dataflow.yml");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(YamlParser.parse(Files.readString(file)));
    } catch (YamlException e) {
      return Optional.empty(); // no YAML at all, so no key either
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
