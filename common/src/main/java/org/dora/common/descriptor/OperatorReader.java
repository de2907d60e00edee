package org.dora.common.descriptor;

import java.util.List;
import org.dora.common.id.OperatorId;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code operator} and the entries of {@code operators}. The released reader buffers them, so
 * scalars keep their YAML type there, and it drops keys that it does not know (dataflow.md section
 * 2).
 */
final class OperatorReader {
  static final List<String> SOURCES = List.of("python", "shared-library", "wasm");
  static final List<String> PYTHON_KEYS = List.of("source", "conda_env");

  private final List<Finding> warnings;

  OperatorReader(List<Finding> warnings) {
    this.warnings = warnings;
  }

  /** Reads {@code operator}, whose id may be left out. */
  OperatorDescriptor single(YamlValue operator) {
    YamlFields lenient = operator.fields("struct SingleOperatorDefinition");
    return read(operator, lenient.text("id"));
  }

  /** Reads an entry of {@code operators}. */
  OperatorDescriptor entry(YamlValue operator) {
    YamlFields lenient = operator.fields("struct OperatorDefinition");
    return read(operator, operator.read(_ -> lenient.required("id").text()));
  }

  private OperatorDescriptor read(YamlValue operator, @Nullable String id) {
    YamlValue typed = operator.isNull() ? operator : operator.typed();
    YamlFields fields = typed.fields();
    warnOfIgnored(fields, OperatorDescriptor.KEYS, "an operator");
    String name = fields.text("name");
    String description = fields.text("description");
    NodePorts ports = new PortsReader(warnings).read(fields);
    String build = fields.text("build");
    NodeLogging logging = NodeReader.logging(fields);
    // Last, since nothing stands for a source that is missing.
    OperatorSource source = source(operator, fields);
    return new OperatorDescriptor(
        id == null ? null : new OperatorId(id), name, description, ports, source, build, logging);
  }

  /** The first source in the text wins, as in the released reader. */
  private OperatorSource source(YamlValue operator, YamlFields fields) {
    for (YamlFields.Field field : fields.all()) {
      OperatorSource source =
          switch (field.name()) {
            case "python" -> python(field.value());
            case "shared-library" -> new OperatorSource.SharedLibrary(field.value().text());
            case "wasm" -> new OperatorSource.Wasm(field.value().text());
            default -> null;
          };
      if (source != null) {
        warnOfOtherSources(fields, field.name());
        return source;
      }
    }
    YamlException refusal =
        operator.refusal("no variant of enum OperatorSource found in flattened data");
    throw fields.present("shared_library").isPresent()
        ? refusal.withHint("use shared-library: (renamed in 1.0)")
        : refusal.withHint("an operator needs one of `python`, `shared-library` and `wasm`");
  }

  private OperatorSource.Python python(YamlValue value) {
    try {
      return pythonUntilFirstRefusal(value.untilFirstRefusal());
    } catch (YamlException e) {
      throw e.hiddenBy(
          value.path(), "data did not match any variant of untagged enum PythonSourceDef");
    }
  }

  private OperatorSource.Python pythonUntilFirstRefusal(YamlValue value) {
    if (value.node() instanceof YamlNode.Scalar) {
      return new OperatorSource.Python(value.text(), null);
    }
    YamlFields fields = value.fields("a file, or a map with `source`");
    OperatorSource.Python python =
        new OperatorSource.Python(fields.required("source").text(), fields.text("conda_env"));
    warnOfIgnored(fields, PYTHON_KEYS, "`python`");
    return python;
  }

  private void warnOfOtherSources(YamlFields fields, String taken) {
    for (YamlFields.Field field : fields.all()) {
      if (SOURCES.contains(field.name()) && !field.name().equals(taken)) {
        warnings.add(
            Finding.warning(
                field.value().path(),
                "`" + field.name() + "` is ignored, since `" + taken + "` comes first"));
      }
    }
  }

  private void warnOfIgnored(YamlFields fields, List<String> known, String owner) {
    for (YamlFields.Field field : fields.all()) {
      if (!known.contains(field.name())) {
        warnings.add(KeyAdvice.ignored(field, known, owner));
      }
    }
  }
}
