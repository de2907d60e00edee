package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.manifest.NodeManifest.Port;
import org.dora.common.manifest.NodeManifest.Variable;
import org.dora.common.manifest.NodeManifest.VariableType;
import org.dora.common.types.TypeLibrary;
import org.dora.common.types.TypeUrn;
import org.dora.common.version.VersionRequirement;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlParser;
import org.jspecify.annotations.Nullable;

/** Checks whether a manifest that could be read makes sense, with the released program's rules. */
public final class ManifestCheck {
  private final NodeManifest manifest;
  private final TypeLibrary library;
  private final List<ManifestIssue> issues = new ArrayList<>();

  private ManifestCheck(NodeManifest manifest, TypeLibrary library) {
    this.manifest = manifest;
    this.library = library;
  }

  /**
   * Returns all that is wrong; nothing if the manifest is good.
   *
   * @param library where types of ports are looked up, beside the manifest's own
   */
  public static List<ManifestIssue> issues(NodeManifest manifest, TypeLibrary library) {
    ManifestCheck check = new ManifestCheck(manifest, library);
    check.header();
    check.program();
    check.issues.addAll(ShippedTypes.issues(manifest, library));
    check.ports("inputs", manifest.contract().inputs());
    check.ports("outputs", manifest.contract().outputs());
    check.settings();
    check.example();
    return List.copyOf(check.issues);
  }

  private void header() {
    if (manifest.apiVersion() != NodeManifest.API_VERSION) {
      add(
          "apiVersion",
          "unsupported manifest version "
              + manifest.apiVersion()
              + " (this dora supports "
              + NodeManifest.API_VERSION
              + ")");
    }
    add(
        "name",
        manifest.name() == null ? "missing (required)" : Names.packageName(manifest.name()));
    add("namespace", Names.namespace(manifest.namespace()));
  }

  private void program() {
    NodeManifest.Program program = manifest.program();
    add("entrypoint", Names.entrypoint(program.entrypoint()));
    for (int i = 0; i < program.platforms().size(); i++) {
      String problem = Names.platform(program.platforms().get(i));
      if (problem != null) {
        issues.add(new ManifestIssue("platforms", problem, "platforms[" + i + "]"));
      }
    }
    String range = program.dora();
    if (range != null && VersionRequirement.parse(range).isEmpty()) {
      add("dora", "`" + range + "` is not a valid semver requirement");
    }
  }

  private void ports(String direction, SortedMap<String, Port> ports) {
    for (Map.Entry<String, Port> port : ports.entrySet()) {
      String field = direction + "." + port.getKey();
      add(field, Names.port(port.getKey()));
      String type = port.getValue().type();
      if (type != null) {
        add(field + ".type", portType(type));
      }
      if (direction.equals("outputs") && port.getValue().required() != null) {
        add(field + ".required", "`required` is only meaningful on inputs");
      }
    }
  }

  private @Nullable String portType(String type) {
    String base = TypeUrn.parse(type).map(TypeUrn::base).orElse(type);
    if (library.knows(type) || manifest.contract().types().containsKey(base)) {
      return null;
    }
    String unknown = "unknown type `" + type + "`";
    if (base.startsWith(manifest.namespace() + "/")) {
      return unknown + " — declare it under `types:` in this manifest";
    }
    Optional<String> similar = library.suggestion(type);
    return similar.isEmpty() ? unknown : unknown + " — did you mean `" + similar.get() + "`?";
  }

  private void settings() {
    for (Map.Entry<String, Variable> setting : manifest.program().env().entrySet()) {
      String field = "env." + setting.getKey();
      add(field, Names.variable(setting.getKey()));
      VariableType type = setting.getValue().type();
      EnvValue value = setting.getValue().defaultValue();
      if (type != null && value != null && !fits(type, value)) {
        add(
            field + ".default",
            "default value does not match declared type `" + ManifestName.of(type) + "`");
      }
    }
  }

  /** Any scalar may stand for text, quoted or not. */
  private static boolean fits(VariableType type, EnvValue value) {
    return switch (type) {
      case STRING -> true;
      case INT -> value instanceof EnvValue.Int;
      case FLOAT -> value instanceof EnvValue.Real || value instanceof EnvValue.Int;
      case BOOL -> value instanceof EnvValue.Bool;
    };
  }

  private void example() {
    String example = manifest.about().example();
    if (example == null) {
      return;
    }
    try {
      var _ = YamlParser.parse(example);
    } catch (YamlException e) {
      add("example", "is not valid YAML");
    }
  }

  private void add(String field, @Nullable String problem) {
    if (problem != null) {
      issues.add(ManifestIssue.of(field, problem));
    }
  }
}
