package org.dora.common.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  /** As the released program has written it. */
  private static final String RELEASED =
      """
      build_id: 01a20198-91d5-7018-b2ee-458f4a046b36
      session_id: 01a20198-913f-79e8-98a9-57cf555fb592
      git_sources:
        tool:
          repo: file:///srv/repo
          commit_hash: 8c2dac9ae9c6e7233ef996e0bc730df461fcbb8b
      local_build:
        node_working_dirs:
          '1': /srv/flow
          tool: /srv/flow/git/localhost/srv/repo/8c2dac9ae9c6e7233ef996e0bc730df461fcbb8b
        python_env_dirs:
          '1': /srv/flow/.dora/python-envs/1
        confined_nodes: []
      build_fingerprint: '1234567890123456'
      """;

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private SessionFile file() {
    return new SessionFile(folder.resolve("flow.v2.yml"), CLOCK);
  }

  private Path write(String text) throws IOException {
    Files.createDirectories(folder.resolve("out"));
    return Files.writeString(file().path(), text);
  }

  @Test
  void aFileOfTheReleasedProgramIsWrittenBackByteForByte() throws IOException {
    Path path = write(RELEASED);
    DataflowSession session = file().read(warnings::add);
    file().write(session);
    assertEquals(RELEASED, Files.readString(path));
    assertEquals(List.of(), warnings);
    LocalBuild build = session.localBuild();
    assertNotNull(build);
    assertEquals(Path.of("/srv/flow"), build.nodeWorkingDirs().get(new NodeId("1")));
  }

  @Test
  void aNewSessionHasAnIdAndNothingElse() throws IOException {
    DataflowSession session = file().read(warnings::add);
    assertEquals(folder.resolve("out/flow.v2.dora-session.yaml"), file().path());
    assertEquals(
        "build_id: null\nsession_id: "
            + session.sessionId()
            + "\ngit_sources: {}\nlocal_build: null\n",
        Files.readString(file().path()));
    assertEquals(
        "/flow.v2.dora-session.yaml\n", Files.readString(folder.resolve("out/.gitignore")));
    assertEquals(7, session.sessionId().version());
  }

  @Test
  void gitLeavesTheFilesOfAllDataflowsAlone() throws IOException {
    DataflowSession _ = file().read(warnings::add);
    DataflowSession _ = new SessionFile(folder.resolve("b.yml"), CLOCK).read(warnings::add);
    DataflowSession _ = new SessionFile(folder.resolve("b.yml"), CLOCK).read(warnings::add);
    assertEquals(
        "/flow.v2.dora-session.yaml\n\n/b.dora-session.yaml\n",
        Files.readString(folder.resolve("out/.gitignore")));
  }

  @Test
  void anUnreadableFileIsReplacedWithAWarning() throws IOException {
    for (String text : List.of("a: b: c", "[]", "session_id: 5\n", "build_id: null\n", "\u0000")) {
      Path path = write(text);
      warnings.clear();
      DataflowSession session = file().read(warnings::add);
      assertEquals(1, warnings.size(), text);
      assertTrue(warnings.getFirst().contains(path.toString()), warnings::getFirst);
      assertTrue(Files.readString(path).contains("session_id: " + session.sessionId()));
    }
  }

  @Test
  void whatTheHubLeftThereIsRead() throws IOException {
    Path _ =
        write(
            """
            build_id: null
            session_id: 01a20198-913f-79e8-98a9-57cf555fb592
            git_sources:
              cam:
                repo: https://example.org/r
                commit_hash: 8c2dac9a
                subdir: nodes/cam
                hub:
                  name: acme/camera
                  version: 1.2.0
                  manifest_digest: abc
            local_build: null
            resolved_dataflow:
              nodes: []
            source_fingerprint: src-v1-8aac5c5f411fb2de
            something_new: 1
            """);
    DataflowSession session = file().read(warnings::add);
    assertEquals(List.of(), warnings);
    assertEquals(
        Map.of(
            new NodeId("cam"),
            new GitSource(
                "https://example.org/r",
                "8c2dac9a",
                "nodes/cam",
                new HubProvenance("acme/camera", "1.2.0", "abc"))),
        session.gitSources());
    assertNotNull(session.resolvedDataflow());
    assertEquals("src-v1-8aac5c5f411fb2de", session.sourceFingerprint());
  }

  @Test
  void theFirstBuildGivesTheIdThatLaterOnesKeep() {
    DataflowSession session = file().read(warnings::add);
    LocalBuild build = new LocalBuild(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    DataflowSession first = session.built(new TreeMap<>(), build, "a", CLOCK);
    DataflowSession second = first.built(new TreeMap<>(), build, "b", CLOCK);
    assertNotNull(first.buildId());
    assertEquals(first.buildId(), second.buildId());
    assertNotEquals(first.buildFingerprint(), second.buildFingerprint());
  }

  @Test
  void aBuildOfSomethingElseDoesNotCount() throws IOException {
    Path _ = write(RELEASED);
    DataflowSession session = file().read(warnings::add);
    assertEquals(session, session.validFor("1234567890123456"));
    DataflowSession other = session.validFor("abc");
    assertEquals(session.sessionId(), other.sessionId());
    assertEquals(
        "build_id: null\nsession_id: "
            + session.sessionId()
            + "\ngit_sources: {}\nlocal_build: null\nbuild_fingerprint: abc\n",
        SessionYaml.text(other));
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path _ = Files.writeString(folder.resolve("out"), "no folder");
    SessionException failure =
        assertThrows(SessionException.class, () -> file().read(warnings::add));
    assertTrue(failure.getMessage().contains(file().path().toString()), failure::getMessage);
  }
}
