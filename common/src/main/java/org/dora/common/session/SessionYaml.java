package org.dora.common.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** The text of session files; unknown keys are passed over, as the released program does. */
final class SessionYaml {
  private SessionYaml() {}

  static String text(DataflowSession session) {
    BlockYaml.Fields fields =
        new BlockYaml.Fields()
            .put("build_id", session.buildId())
            .put("session_id", session.sessionId())
            .put("git_sources", gitSources(session.gitSources()));
    LocalBuild build = session.localBuild();
    if (build == null) {
      fields.put("local_build", BlockYaml.plain("null"));
    } else {
      fields.put("local_build", localBuild(build));
    }
    fields.putIfPresent("build_fingerprint", session.buildFingerprint());
    if (session.resolvedDataflow() != null) {
      fields.put("resolved_dataflow", session.resolvedDataflow());
    }
    fields.putIfPresent("source_fingerprint", session.sourceFingerprint());
    return BlockYaml.text(fields.node());
  }

  /**
   * Reads a session.
   *
   * @throws org.dora.common.DoraException if the text is none
   */
  static DataflowSession parse(String text) {
    YamlFields fields = YamlValue.root(YamlParser.parse(text)).fields("struct DataflowSession");
    YamlValue build = fields.optional("build_id").orElse(null);
    return new DataflowSession(
        build == null ? null : uuid(build),
        uuid(fields.required("session_id")),
        gitSources(fields.required("git_sources")),
        fields.optional("local_build").map(SessionYaml::localBuild).orElse(null),
        fields.text("build_fingerprint"),
        fields.optional("resolved_dataflow").map(YamlValue::node).orElse(null),
        fields.text("source_fingerprint"));
  }

  static YamlNode gitSources(SortedMap<NodeId, GitSource> sources) {
    BlockYaml.Fields fields = new BlockYaml.Fields();
    sources.forEach((node, source) -> fields.put(node.value(), gitSource(source)));
    return fields.node();
  }

  private static YamlNode gitSource(GitSource source) {
    BlockYaml.Fields fields =
        new BlockYaml.Fields()
            .put("repo", source.repo())
            .put("commit_hash", source.commitHash())
            .putIfPresent("subdir", source.subdir());
    if (source.hub() != null) {
      fields.put("hub", provenance(source.hub()));
    }
    return fields.node();
  }

  static YamlNode provenance(HubProvenance hub) {
    return new BlockYaml.Fields()
        .put("name", hub.name())
        .put("version", hub.version())
        .putIfPresent("manifest_digest", hub.manifestDigest())
        .node();
  }

  private static YamlNode localBuild(LocalBuild build) {
    return new BlockYaml.Fields()
        .put("node_working_dirs", paths(build.nodeWorkingDirs()))
        .put("python_env_dirs", paths(build.pythonEnvDirs()))
        .put("confined_nodes", BlockYaml.list(build.confinedNodes()))
        .node();
  }

  private static YamlNode paths(SortedMap<NodeId, Path> paths) {
    BlockYaml.Fields fields = new BlockYaml.Fields();
    paths.forEach((node, path) -> fields.put(node.value(), path.toString()));
    return fields.node();
  }

  static SortedMap<NodeId, GitSource> gitSources(YamlValue value) {
    return byNode(value, SessionYaml::gitSource);
  }

  private static GitSource gitSource(YamlValue value) {
    YamlFields fields = value.fields("struct GitSource");
    return new GitSource(
        fields.required("repo").text(),
        fields.required("commit_hash").text(),
        fields.text("subdir"),
        fields.read("hub", SessionYaml::provenance));
  }

  static HubProvenance provenance(YamlValue value) {
    YamlFields fields = value.fields("struct HubProvenance");
    return new HubProvenance(
        fields.required("name").text(),
        fields.required("version").text(),
        fields.text("manifest_digest"));
  }

  private static LocalBuild localBuild(YamlValue value) {
    YamlFields fields = value.fields("struct BuildInfo");
    SortedSet<NodeId> confined = new TreeSet<>();
    fields.items("confined_nodes").forEach(item -> confined.add(node(item, item.text())));
    return new LocalBuild(
        byNode(fields.required("node_working_dirs"), SessionYaml::path),
        byNode(fields.optional("python_env_dirs").orElse(null), SessionYaml::path),
        confined);
  }

  static <T> SortedMap<NodeId, T> byNode(
      @Nullable YamlValue value, Function<YamlValue, T> reading) {
    SortedMap<NodeId, T> read = new TreeMap<>();
    if (value != null) {
      for (YamlFields.Field field : value.fields().all()) {
        read.put(node(field.key(), field.name()), reading.apply(field.value()));
      }
    }
    return read;
  }

  private static NodeId node(YamlValue place, String id) {
    try {
      return new NodeId(id);
    } catch (InvalidIdException e) {
      throw place.refusal(e.getMessage());
    }
  }

  private static Path path(YamlValue value) {
    try {
      return Path.of(value.text());
    } catch (InvalidPathException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static UUID uuid(YamlValue value) {
    try {
      return UUID.fromString(value.text());
    } catch (IllegalArgumentException e) {
      throw value.refusal("`" + value.text() + "` is no UUID");
    }
  }
}
