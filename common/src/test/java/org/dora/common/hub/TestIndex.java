package org.dora.common.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.types.UserTypes;

/** An index in a folder, with a configuration that binds the namespace {@code acme} to it. */
final class TestIndex {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String SOURCE = "source: {git: 'https://example.org/r', rev: " + COMMIT + "}\n";

  final Path folder;
  final Map<String, String> environment = new HashMap<>();

  TestIndex(Path folder) {
    this.folder = folder;
    write("hub.toml", "[[index]]\nalias = 'mine'\npath = 'index'\nnamespaces = ['acme']\n");
    write("index/README", "");
    environment.put("DORA_HUB_CONFIG", folder.resolve("hub.toml").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String manifest(String name) {
    return """
    manifest:
      apiVersion: 1
      name: %s
      namespace: acme
      runtime: python
      entrypoint: main.py
      build: echo building
      inputs: {t: {type: std/core/v1/UInt64, required: false}}
      outputs: {o: {type: std/core/v1/Bool}}
    """
        .formatted(name);
  }

  /** Publishes a version; {@code rest} is what follows the manifest. */
  void publish(String name, String version, String rest) {
    write("index/acme/" + name + "/" + version + ".yml", manifest(name) + rest);
  }

  HubResolution resolve(String yaml, HubOptions options) {
    return HubResolution.resolve(flow(yaml), options, () -> UserTypes.NONE, environment);
  }

  static ParsedDescriptor flow(String yaml) {
    return DescriptorParser.parse(yaml, "flow.yml", Map.of());
  }
}
