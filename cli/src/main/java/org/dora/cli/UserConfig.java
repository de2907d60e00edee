package org.dora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.Problem;
import org.dora.common.files.UserFolders;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What a user has written down once for all commands: {@code dora/config.yml} in the folder of
 * configuration, {@code coordinator: {addr: …, port: …}}.
 *
 * @param host of the coordinator; null if the file does not say
 * @param port of the coordinator; null if the file does not say
 */
record UserConfig(@Nullable String host, @Nullable String port) {
  private static final UserConfig NONE = new UserConfig(null, null);

  /**
   * Reads the file if there is one.
   *
   * @throws CliException if it cannot be understood
   */
  static UserConfig read(Map<String, String> environment) {
    Path file = UserFolders.configuration(environment).resolve("dora").resolve("config.yml");
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException _) {
      return NONE;
    } catch (IOException e) {
      throw CliException.failure("cannot read `" + file + "`: " + DescriptorException.reasonOf(e));
    }
    try {
      return text.isBlank() ? NONE : parse(YamlValue.root(YamlParser.parse(text)));
    } catch (YamlException e) {
      throw CliException.ofProblems(
          "invalid configuration", List.of(Problem.of(file.toString(), text, e)));
    }
  }

  private static UserConfig parse(YamlValue document) {
    YamlFields fields = document.fields("configuration");
    fields.requireKnown(List.of("coordinator"));
    UserConfig read = fields.read("coordinator", UserConfig::coordinator);
    return read == null ? NONE : read;
  }

  private static UserConfig coordinator(YamlValue coordinator) {
    YamlFields fields = coordinator.fields("coordinator");
    fields.requireKnown(List.of("addr", "port"));
    Integer port = fields.read("port", YamlValue::unsigned16);
    return new UserConfig(fields.text("addr"), port == null ? null : port.toString());
  }
}
