package org.dora.common.manifest;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeDefinitionReader;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.TextFile;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlProblems;
import org.dora.common.yaml.YamlValue;

/** Reads a manifest: its form only, since {@link ManifestCheck} says whether it makes sense. */
public final class ManifestReader {
  /** Longest manifest, in bytes (dataflow.md section 2). */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final BigInteger U64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private ManifestReader() {}

  /**
   * Reads a file.
   *
   * @throws ManifestException if it cannot be read or holds no manifest
   */
  public static ParsedManifest read(Path file) {
    String text;
    try {
      text = TextFile.read(file, MAX_BYTES);
    } catch (TextFile.UnreadableException e) {
      throw ManifestException.unreadable(file.toString(), e);
    }
    return parse(text, file.toString());
  }

  /**
   * Reads a text.
   *
   * @param file name for messages
   * @throws ManifestException if it holds no manifest
   */
  public static ParsedManifest parse(String text, String file) {
    YamlProblems problems = new YamlProblems();
    try {
      SourceText source = new SourceText(file, text, YamlParser.parse(text));
      NodeManifest manifest = read(YamlValue.root(source.tree(), problems));
      if (problems.isEmpty()) {
        return new ParsedManifest(manifest, source);
      }
    } catch (YamlException e) {
      problems.add(e);
    }
    List<Problem> all = new ArrayList<>();
    for (YamlException problem : problems.inOrder()) {
      all.add(Problem.of(file, text, problem));
    }
    throw ManifestException.invalid(file, all);
  }

  /**
   * Reads a manifest that is a document or a part of one.
   *
   * @throws YamlException if it is none and no problems are gathered
   */
  public static NodeManifest read(YamlValue document) {
    YamlFields fields = document.fields("struct NodeManifest");
    fields.requireKnown(NodeManifest.KEYS);
    return new NodeManifest(
        required(document, fields, "apiVersion", 0L, ManifestReader::version),
        fields.text("name"),
        required(document, fields, "namespace", "", YamlValue::text),
        about(fields),
        program(document, fields),
        new NodeManifest.Contract(
            map(fields, "inputs", ManifestReader::port),
            map(fields, "outputs", ManifestReader::port),
            fields.readOr("types", Collections.emptySortedMap(), TypeDefinitionReader::readAll)));
  }

  /** Stands in for a key that is missing or refused, so that reading goes on; it is a problem. */
  private static <T> T required(
      YamlValue owner,
      YamlFields fields,
      String key,
      T substitute,
      Function<YamlValue, T> reading) {
    T read = owner.read(_ -> reading.apply(fields.required(key)));
    return read == null ? substitute : read;
  }

  private static NodeManifest.About about(YamlFields fields) {
    Optional<YamlFields> requirements =
        fields.readOr("requirements", Optional.empty(), ManifestReader::requirements);
    return new NodeManifest.About(
        fields.text("description"),
        list(
            fields,
            "categories",
            value -> ManifestName.read(value, NodeManifest.Category.values())),
        list(fields, "keywords", YamlValue::text),
        requirements.isEmpty() ? List.of() : list(requirements.get(), "hardware", YamlValue::text),
        requirements.isEmpty()
            ? Collections.emptySortedMap()
            : map(requirements.get(), "system", YamlValue::text),
        fields.text("example"));
  }

  private static Optional<YamlFields> requirements(YamlValue value) {
    YamlFields fields = value.fields("struct Requirements");
    fields.requireKnown(NodeManifest.About.REQUIREMENT_KEYS);
    return Optional.of(fields);
  }

  private static NodeManifest.Program program(YamlValue document, YamlFields fields) {
    return new NodeManifest.Program(
        required(
            document,
            fields,
            "runtime",
            NodeManifest.Runtime.PYTHON,
            value -> ManifestName.read(value, NodeManifest.Runtime.values())),
        required(document, fields, "entrypoint", "", YamlValue::text),
        fields.text("build"),
        list(fields, "platforms", YamlValue::text),
        fields.text("dora"),
        map(fields, "env", ManifestReader::variable));
  }

  private static NodeManifest.Port port(YamlValue value) {
    YamlFields fields = value.fields("struct PortDef");
    fields.requireKnown(NodeManifest.Port.KEYS);
    return new NodeManifest.Port(
        fields.text("type"), fields.bool("required"), fields.text("description"));
  }

  private static NodeManifest.Variable variable(YamlValue value) {
    YamlFields fields = value.fields("struct EnvVarDef");
    fields.requireKnown(NodeManifest.Variable.KEYS);
    return new NodeManifest.Variable(
        fields.read("type", type -> ManifestName.read(type, NodeManifest.VariableType.values())),
        fields.read("default", each -> literal(each, value.path())),
        fields.text("description"));
  }

  /** Defaults stay as they are written, the same on every machine: no variables, no coercion. */
  private static EnvValue literal(YamlValue value, String owner) {
    if (!(value.node() instanceof YamlNode.Scalar scalar)) {
      throw value
          .refusal(value.found() + " where a scalar was expected")
          .hiddenBy(owner, "data did not match any variant of untagged enum EnvDefault");
    }
    return switch (scalar.value()) {
      case ScalarValue.Bool(boolean bool) -> new EnvValue.Bool(bool);
      case ScalarValue.Int(BigInteger integer) when integer.bitLength() < Long.SIZE ->
          new EnvValue.Int(integer.longValue());
      case ScalarValue.Int(BigInteger integer) -> {
        if (integer.signum() < 0 || integer.compareTo(U64_MAX) > 0) {
          throw value.invalidType("any value");
        }
        yield new EnvValue.Real(integer.doubleValue());
      }
      case ScalarValue.Real(double real) -> new EnvValue.Real(real);
      case ScalarValue.Text(String text) -> new EnvValue.Text(text);
      case ScalarValue.Null _ -> throw new IllegalStateException("null stands for absence");
    };
  }

  private static Long version(YamlValue value) {
    if (value.node() instanceof YamlNode.Scalar scalar
        && scalar.value() instanceof ScalarValue.Int(BigInteger number)
        && number.signum() >= 0
        && number.compareTo(U64_MAX) <= 0) {
      return number.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
    throw value.invalidType("u64");
  }

  private static <T> List<T> list(YamlFields fields, String key, Function<YamlValue, T> reading) {
    return fields.readOr(key, List.of(), value -> value.items(reading));
  }

  private static <T> SortedMap<String, T> map(
      YamlFields fields, String key, Function<YamlValue, T> reading) {
    return fields.readOr(
        key,
        Collections.emptySortedMap(),
        value -> {
          SortedMap<String, T> map = new TreeMap<>();
          for (YamlFields.Field field : value.fields().all()) {
            field.read(each -> map.put(each.name(), reading.apply(each.value())));
          }
          return map;
        });
  }
}
