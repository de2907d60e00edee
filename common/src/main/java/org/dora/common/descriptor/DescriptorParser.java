package org.dora.common.descriptor;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;

/**
 * Reads a descriptor from YAML, or from the JSON that travels: shape, ids, mappings, env values.
 */
public final class DescriptorParser {
  /** The 0.x spelling of {@code deploy}, still accepted. */
  static final String OLD_DEPLOY = "_unstable_deploy";

  private final Map<String, String> environment;
  private final List<Finding> warnings = new ArrayList<>();

  private DescriptorParser(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws DescriptorException if the file cannot be opened or holds no descriptor
   */
  public static ParsedDescriptor read(Path file, Map<String, String> environment) {
    try {
      return parse(Files.readString(file), file.toString(), environment);
    } catch (NoSuchFileException e) {
      throw DescriptorException.unreadable(
          file.toString(), "No such file or directory (os error 2)", e);
    } catch (AccessDeniedException e) {
      throw DescriptorException.unreadable(file.toString(), "Permission denied (os error 13)", e);
    } catch (CharacterCodingException e) {
      throw DescriptorException.unreadable(
          file.toString(), "stream did not contain valid UTF-8", e);
    } catch (IOException e) {
      throw DescriptorException.unreadable(file.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param file name for messages
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws DescriptorException if the text is no descriptor, or uses what is not supported yet
   */
  public static ParsedDescriptor parse(String text, String file, Map<String, String> environment) {
    DescriptorParser parser = new DescriptorParser(environment);
    try {
      YamlNode tree = YamlParser.parse(text);
      Descriptor descriptor = parser.document(YamlValue.root(tree));
      return new ParsedDescriptor(descriptor, file, parser.warnings, tree);
    } catch (YamlException e) {
      throw DescriptorException.unparsable(file, e);
    }
  }

  private Descriptor document(YamlValue document) {
    YamlFields fields = document.fields("struct Descriptor");
    for (YamlFields.Field field : fields.all()) {
      if (!Descriptor.KEYS.contains(field.name()) && !field.name().equals(OLD_DEPLOY)) {
        throw KeyAdvice.unknown(field, Descriptor.KEYS);
      }
    }
    List<NodeDescriptor> nodes = new ArrayList<>();
    for (YamlValue node : fields.required("nodes").items()) {
      nodes.add(new NodeReader(environment, warnings).read(node));
    }
    return new Descriptor(
        nodes,
        DeployReader.read(document, fields, warnings),
        Objects.requireNonNullElse(fields.read("debug", DescriptorParser::debugInspection), false),
        Seconds.of(fields.real("health_check_interval")),
        fields.bool("strict_types"),
        fields.bool("exit_when_nodes_finish"),
        Objects.requireNonNullElse(
            fields.read("type_rules", DescriptorParser::typeRules), List.of()),
        fields.read("env", value -> EnvValue.readAll(value, environment)));
  }

  private static boolean debugInspection(YamlValue debug) {
    YamlFields fields = debug.fields("struct Debug");
    for (YamlFields.Field field : fields.all()) {
      if (!field.name().equals("enable_debug_inspection")) {
        throw KeyAdvice.unknown(field, List.of("enable_debug_inspection"));
      }
    }
    return fields.present("enable_debug_inspection").map(YamlValue::bool).orElse(false);
  }

  private static List<TypeRule> typeRules(YamlValue rules) {
    List<TypeRule> list = new ArrayList<>();
    for (YamlValue rule : rules.items()) {
      YamlFields fields = rule.fields("struct TypeRule");
      for (YamlFields.Field field : fields.all()) {
        if (!TypeRule.KEYS.contains(field.name())) {
          throw KeyAdvice.unknown(field, TypeRule.KEYS);
        }
      }
      list.add(new TypeRule(fields.required("from").text(), fields.required("to").text()));
    }
    return list;
  }
}
