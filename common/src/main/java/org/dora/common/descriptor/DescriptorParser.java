package org.dora.common.descriptor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dora.common.yaml.SourceText;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlProblems;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a descriptor from YAML, or from the JSON that travels: shape, ids, mappings, env values.
 */
public final class DescriptorParser {
  /** The 0.x spelling of {@code deploy}, still accepted. */
  static final String OLD_DEPLOY = "_unstable_deploy";

  private final EnvReading env;
  private final YamlProblems problems = new YamlProblems();
  private final List<Finding> warnings = new ArrayList<>();

  private DescriptorParser(EnvReading env) {
    this.env = env;
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
    } catch (IOException e) {
      throw DescriptorException.unreadable("failed to open given file", file.toString(), e);
    }
  }

  /**
   * Reads a file with a single node, as it would stand below {@code nodes}.
   *
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws DescriptorException if the file cannot be opened or holds no node
   */
  public static NodeDescriptor readNode(Path file, Map<String, String> environment) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw DescriptorException.unreadable("failed to open given file", file.toString(), e);
    }
    return new DescriptorParser(EnvReading.file(environment)).singleNode(text, file.toString());
  }

  private NodeDescriptor singleNode(String text, String file) {
    List<Problem> refusals = new ArrayList<>();
    try {
      NodeDescriptor node = node(YamlValue.root(YamlParser.parse(text, problems), problems));
      if (problems.isEmpty()) {
        return node;
      }
    } catch (YamlException e) {
      problems.add(e);
    }
    for (YamlException problem : problems.inOrder()) {
      refusals.add(Problem.of(file, text, problem));
    }
    throw DescriptorException.unparsable(file, refusals);
  }

  /**
   * Reads a text.
   *
   * @param file name for messages
   * @param environment that of this process, for {@code $NAME} in env values
   * @throws DescriptorException if the text is no descriptor
   */
  public static ParsedDescriptor parse(String text, String file, Map<String, String> environment) {
    return new DescriptorParser(EnvReading.file(environment)).parse(text, file);
  }

  /**
   * Reads a descriptor within a message: the form that {@link DescriptorJson} writes.
   *
   * @throws YamlException if it is none
   */
  static Descriptor message(YamlValue descriptor) {
    return Objects.requireNonNull(new DescriptorParser(EnvReading.MESSAGE).document(descriptor));
  }

  private ParsedDescriptor parse(String text, String file) {
    SourceText source;
    @Nullable Descriptor descriptor = null;
    try {
      source = new SourceText(file, text, YamlParser.parse(text, problems));
    } catch (YamlException e) {
      throw DescriptorException.unparsable(file, List.of(Problem.of(file, text, e)));
    }
    try {
      descriptor = document(YamlValue.root(source.tree(), problems));
    } catch (YamlException e) {
      problems.add(e);
    }
    if (descriptor == null || !problems.isEmpty()) {
      throw DescriptorException.unparsable(file, allProblems(descriptor, source));
    }
    return ParsedDescriptor.ofOneFile(descriptor, source, warnings);
  }

  /** What could not be read, then what the checks say of the nodes that could. */
  private List<Problem> allProblems(@Nullable Descriptor descriptor, SourceText source) {
    List<Problem> all = new ArrayList<>();
    Set<Integer> damaged = new HashSet<>();
    for (YamlException problem : problems.inOrder()) {
      all.add(Problem.of(source.file(), source.text(), problem));
      nodeOf(problem.path()).ifPresent(damaged::add);
    }
    if (descriptor != null && descriptor.isFlat()) {
      ParsedDescriptor parsed = ParsedDescriptor.ofOneFile(descriptor, source, List.of());
      for (Finding finding : DescriptorCheck.findings(descriptor, damaged)) {
        if (finding.isError()) {
          all.add(parsed.problem(finding));
        }
      }
    }
    return all;
  }

  /** The index in {@code nodes[2].inputs}. */
  private static OptionalInt nodeOf(String path) {
    int end = path.indexOf(']');
    return path.startsWith("nodes[") && end > 0
        ? OptionalInt.of(Integer.parseInt(path.substring("nodes[".length(), end)))
        : OptionalInt.empty();
  }

  private @Nullable Descriptor document(YamlValue document) {
    YamlFields fields = document.fields("struct Descriptor");
    List<String> known = new ArrayList<>(Descriptor.KEYS);
    known.add(OLD_DEPLOY);
    KeyAdvice.requireKnown(fields, known, Descriptor.KEYS);
    List<YamlValue> items = fields.required("nodes").items();
    List<NodeDescriptor> nodes = fields.required("nodes").items(this::node);
    Descriptor descriptor =
        new Descriptor(
            nodes,
            DeployReader.read(document, fields, warnings),
            fields.readOr("debug", false, DescriptorParser::debugInspection),
            Seconds.of(fields.real("health_check_interval")),
            fields.bool("strict_types"),
            fields.bool("exit_when_nodes_finish"),
            fields.readOr("type_rules", List.of(), DescriptorParser::typeRules),
            fields.read("env", value -> EnvValue.readAll(value, env)));
    // Paths count nodes, so that with one missing the checks would name the wrong ones.
    return nodes.size() == items.size() ? descriptor : null;
  }

  private NodeDescriptor node(YamlValue node) {
    return new NodeReader(env, warnings).read(node);
  }

  private static boolean debugInspection(YamlValue debug) {
    YamlFields fields = debug.fields("struct Debug");
    KeyAdvice.requireKnown(fields, List.of("enable_debug_inspection"));
    Optional<YamlValue> inspection = fields.present("enable_debug_inspection");
    return inspection.isPresent() && inspection.get().bool();
  }

  private static List<TypeRule> typeRules(YamlValue rules) {
    return rules.items(rule -> {
      YamlFields fields = rule.fields("struct TypeRuleDef");
      KeyAdvice.requireKnown(fields, TypeRule.KEYS);
      return new TypeRule(fields.required("from").text(), fields.required("to").text());
    });
  }
}
