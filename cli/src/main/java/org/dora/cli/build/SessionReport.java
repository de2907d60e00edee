package org.dora.cli.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.dora.common.id.NodeId;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import org.dora.common.session.LocalBuild;

/** What {@code dora build --format json} tells a program: the session, with the file's keys. */
public final class SessionReport {
  private SessionReport() {}

  /** Returns the document as maps and texts. */
  public static Map<String, ?> of(DataflowSession session) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", String.valueOf(session.buildId()));
    document.put("session_id", session.sessionId().toString());
    document.put("git_sources", sources(session.gitSources()));
    LocalBuild build = session.localBuild();
    if (build != null) {
      document.put("local_build", build(build));
    }
    if (session.buildFingerprint() != null) {
      document.put("build_fingerprint", session.buildFingerprint());
    }
    return document;
  }

  private static Map<String, ?> build(LocalBuild build) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("node_working_dirs", paths(build.nodeWorkingDirs()));
    document.put("python_env_dirs", paths(build.pythonEnvDirs()));
    List<String> confined = new ArrayList<>();
    build.confinedNodes().forEach(node -> confined.add(node.value()));
    document.put("confined_nodes", confined);
    return document;
  }

  private static Map<String, ?> sources(SortedMap<NodeId, GitSource> sources) {
    Map<String, Object> document = new LinkedHashMap<>();
    sources.forEach((node, source) -> document.put(node.value(), source(source)));
    return document;
  }

  private static Map<String, ?> source(GitSource source) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("repo", source.repo());
    document.put("commit_hash", source.commitHash());
    if (source.subdir() != null) {
      document.put("subdir", source.subdir());
    }
    if (source.hub() != null) {
      document.put("hub", hub(source.hub()));
    }
    return document;
  }

  private static Map<String, ?> hub(HubProvenance hub) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", hub.name());
    document.put("version", hub.version());
    if (hub.manifestDigest() != null) {
      document.put("manifest_digest", hub.manifestDigest());
    }
    return document;
  }

  private static Map<String, ?> paths(SortedMap<NodeId, Path> paths) {
    Map<String, Object> document = new LinkedHashMap<>();
    paths.forEach((node, path) -> document.put(node.value(), path.toString()));
    return document;
  }
}
