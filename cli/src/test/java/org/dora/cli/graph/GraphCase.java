package org.dora.cli.graph;

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
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ParsedDescriptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One recorded call of {@code dora graph} in {@code interop/vectors/dataflow}. */
public record GraphCase(String name, Path folder, JsonNode expected, JsonNode call) {
  private static final Path CORPUS = Path.of("..", "interop", "vectors", "dataflow");

  /** All calls of {@code graph}, with whatever options. */
  public static List<GraphCase> all() {
    List<GraphCase> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CORPUS)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("expected.json");
        if (Files.exists(file)) {
          JsonNode expected = JsonMapper.shared().readTree(Files.readString(file));
          for (JsonNode command : expected.get("commands")) {
            if (command.get("argv").get(0).asString().equals("graph")) {
              cases.add(new GraphCase(folder.getFileName().toString(), folder, expected, command));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** The recorded chart, if the call printed one. */
  Optional<String> mermaid() {
    return Optional.ofNullable(call.get("mermaid")).map(JsonNode::asString);
  }

  /** The causes of the recorded refusal, if the call failed. */
  public Optional<List<String>> refusal() {
    return Optional.ofNullable(call.get("error"))
        .map(error -> error.get("causes").valueStream().map(JsonNode::asString).toList());
  }

  public Path file() {
    return folder.resolve("dataflow.yml");
  }

  ParsedDescriptor read() {
    return DescriptorParser.read(file(), environment());
  }

  /** The descriptor without modules, as {@code dora expand} printed it. */
  Optional<ParsedDescriptor> expanded() {
    for (JsonNode command : expected.get("commands")) {
      JsonNode yaml = command.get("expanded_yaml");
      if (yaml != null) {
        return Optional.of(DescriptorParser.parse(yaml.asString(), "expanded.yml", environment()));
      }
    }
    return Optional.empty();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    JsonNode recorded = expected.get("env");
    if (recorded != null) {
      recorded.forEachEntry((name, value) -> environment.put(name, value.asString()));
    }
    return environment;
  }

  @Override
  public String toString() {
    return name;
  }
}
