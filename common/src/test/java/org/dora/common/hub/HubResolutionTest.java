package org.dora.common.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.id.NodeId;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import org.dora.common.session.LockFile;
import org.dora.common.types.UserTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HubResolutionTest {
  private static final HubOptions ANEW = new HubOptions(Map.of(), false, null, false);
  private static final NodeId A = new NodeId("a");

  @TempDir private Path folder;
  private TestIndex index;

  @BeforeEach
  void publish() {
    index = new TestIndex(folder);
    index.publish("cam", "1.0.0", TestIndex.SOURCE);
    index.publish("cam", "1.2.0", TestIndex.SOURCE);
    index.publish("cam", "1.3.0", TestIndex.SOURCE + "yanked: true\n");
    index.publish("cam", "2.0.0-rc.1", TestIndex.SOURCE);
  }

  private static String flow(String reference) {
    return "nodes: [{id: a, hub: '" + reference + "'}]";
  }

  private String refusal(String yaml, HubOptions options) {
    HubException e = assertThrows(HubException.class, () -> index.resolve(yaml, options));
    List<String> problems = e.problems().stream().map(HubResolutionTest::said).toList();
    return String.join("; ", problems);
  }

  private static GitSource source(HubResolution hub) {
    return hub.sources().values().iterator().next();
  }

  private static String version(HubResolution resolution) {
    HubProvenance hub = source(resolution).hub();
    return hub == null ? "" : hub.version();
  }

  private static String said(Problem problem) {
    return String.join(
        " <- ", Stream.concat(Stream.of(problem.message()), problem.hints().stream()).toList());
  }

  @Test
  void aNodeGetsTheNewestVersionThatNobodyHasWithdrawn() {
    HubResolution hub = index.resolve(flow("acme/cam@^1.0"), ANEW);

    NodeDescriptor node = hub.dataflow().descriptor().nodes().getFirst();
    assertNull(node.source().hub());
    assertEquals("main.py", node.program().path());
    assertEquals("echo building", node.source().build());
    assertEquals("https://example.org/r", node.source().git());
    assertEquals(TestIndex.COMMIT, node.source().rev());
    assertEquals("{o=std/core/v1/Bool}", node.ports().outputTypes().toString());
    assertEquals("1.2.0", version(hub));
    assertEquals(
        List.of(
            "`hub:` is an unstable feature — its behavior may change in future releases",
            "node \"a\": injected 2 contract type(s) from acme/cam@1.2.0",
            "node `a`: resolved hub package acme/cam@1.2.0 -> 0123456789ab"),
        hub.notes());
  }

  @Test
  void aDataflowWithoutPackagesIsLeftAloneAndNothingIsLookedAt() {
    ParsedDescriptor flow = TestIndex.flow("nodes: [{id: a, path: x}]");
    HubResolution hub =
        HubResolution.resolve(
            flow,
            ANEW,
            () -> {
              throw new AssertionError("nobody needs types");
            },
            Map.of("DORA_HUB_CONFIG", "/nowhere\u0000"));

    assertSame(flow, hub.dataflow());
    assertTrue(hub.isEmpty());
  }

  @Test
  void allNodesThatFailAreToldAtOnceWithTheirPlaces() {
    HubException e =
        assertThrows(
            HubException.class,
            () ->
                index.resolve(
                    """
                    nodes:
                      - {id: a, hub: acme/cma}
                      - {id: b, hub: acme/cam@^9}
                      - {id: c, hub: acme/cam, path: x}
                      - {id: d, hub: acme/cam@one}
                    """,
                    ANEW));

    assertEquals(
        List.of("flow.yml:2:13", "flow.yml:3:13", "flow.yml:4:28", "flow.yml:5:13"),
        e.problems().stream().map(Problem::place).toList());
    assertEquals(
        "node `a`: failed to resolve `acme/cma` <- package `acme/cma` not found in the index — did"
            + " you mean `acme/cam`?",
        said(e.problems().getFirst()));
    assertEquals(
        "node `b`: failed to resolve `acme/cam@^9` <- no version of `acme/cam` satisfies `^9`"
            + " (available: 1.0.0, 1.2.0, 2.0.0-rc.1)",
        said(e.problems().get(1)));
  }

  @Test
  void causesAndHintsHaveLinesOfTheirOwn() {
    index.publish("cam", "2.0.0", TestIndex.SOURCE + "yankd: true\nyakned: true\n");
    HubException e =
        assertThrows(
            HubException.class, () -> index.resolve("nodes: [{id: a, hub: acme/cam@2}]", ANEW));
    assertEquals(
        """
        flow.yml:1:17: node `a`: failed to resolve `acme/cam@2`
            |
          1 | nodes: [{id: a, hub: acme/cam@2}]
            |                 ^
          hint: could not read an index entry for `acme/cam` matching `^2`
                invalid index entry `index/acme/cam/2.0.0.yml`
                index/acme/cam/2.0.0.yml:11:1: unknown field `yankd`, expected one of `manifest`, \
        `source`, `published`, `yanked`, `yank_reason`
                     |
                  11 | yankd: true
                     | ^
                index/acme/cam/2.0.0.yml:12:1: unknown field `yakned`, expected one of `manifest`, \
        `source`, `published`, `yanked`, `yank_reason`
                     |
                  12 | yakned: true
                     | ^
          hint: did you mean `yanked`?\
        """,
        e.problems().getFirst().toString().replace(folder + "/", ""));
  }

  @Test
  void aNodeMustKeepToTheContractOfItsPackage() {
    assertEquals(
        "node `a`: does not match the `acme/cam@1.2.0` package contract:\n"
            + "  - node \"a\": output `more` is not declared in acme/cam@1.2.0",
        refusal("nodes: [{id: a, hub: acme/cam@1, outputs: [o, more]}]", ANEW));
  }

  @Test
  void aReadyMadeProgramOfThisPlatformIsDownloadedAndNotBuilt() {
    index.publish(
        "bin",
        "1.0.0",
        "source: {binary: [{platform: "
            + Platform.ours()
            + ", url: 'https://example.org/p', sha256: "
            + "a".repeat(64)
            + "}]}\n");

    HubResolution hub = index.resolve(flow("acme/bin"), ANEW);

    NodeDescriptor node = hub.dataflow().descriptor().nodes().getFirst();
    assertEquals("https://example.org/p", node.program().path());
    assertEquals("a".repeat(64), node.program().sha256());
    assertNull(node.source().build());
    assertEquals(Platform.ours(), hub.binaries().values().iterator().next().platform());
    assertTrue(hub.sources().isEmpty());
  }

  @Test
  void otherPlatformsBuildFromTheFallbackIfThereIsOne() {
    String binary =
        "binary: [{platform: plan9-vax, url: 'https://example.org/p', sha256: "
            + "a".repeat(64)
            + "}]";
    index.publish("none", "1.0.0", "source: {" + binary + "}\n");
    index.publish(
        "some",
        "1.0.0",
        "source: {"
            + binary
            + ", fallback-git: {git: 'git@example.org:x/r', rev: "
            + TestIndex.COMMIT
            + ", subdir: node}}\n");

    GitSource source = source(index.resolve(flow("acme/some"), ANEW));

    assertEquals("ssh://git@example.org/x/r", source.repo());
    assertEquals("node", source.subdir());
    assertTrue(refusal(flow("acme/none"), ANEW).contains("no prebuilt binary for platform"));
  }

  @Test
  void anIndexCannotPointAtThisMachineUnlessThatIsAllowed() {
    index.publish("own", "1.0.0", "source: {git: /srv/a b, rev: " + TestIndex.COMMIT + "}\n");

    assertTrue(refusal(flow("acme/own"), ANEW).contains("is a local path"));
    index.environment.put(GitAddress.ALLOW_LOCAL, "1");
    assertEquals("file:///srv/a%20b", source(index.resolve(flow("acme/own"), ANEW)).repo());
  }

  @Test
  void anEntryMustNotDeclareAnotherNamespaceNorABranch() {
    index.write(
        "index/acme/alien/1.0.0.yml",
        TestIndex.manifest("alien").replace("namespace: acme", "namespace: other")
            + TestIndex.SOURCE);
    index.publish("moving", "1.0.0", "source: {git: 'https://example.org/r', rev: main}\n");
    index.publish("out", "1.0.0", TestIndex.SOURCE.replace("}", ", subdir: ../x}"));

    assertTrue(refusal(flow("acme/alien"), ANEW).contains("may have been tampered with"));
    assertTrue(refusal(flow("acme/moving"), ANEW).contains("invalid commit hash"));
    assertTrue(refusal(flow("acme/out"), ANEW).contains("invalid git source subdir `../x`"));
  }

  @Test
  void entriesThatCannotBeReadArePassedOverWhileThereIsAnother() {
    index.publish("cam", "1.9.0", TestIndex.SOURCE + "bogus: 1\n");

    HubResolution hub = index.resolve(flow("acme/cam@1"), ANEW);

    assertEquals("1.2.0", version(hub));
    assertTrue(
        hub.notes().stream()
            .anyMatch(note ->
                note.contains("skipping unreadable index entry for `acme/cam` 1.9.0")
                    && note.contains("unknown field `bogus`")));
    assertTrue(
        refusal(flow("acme/cam@~1.9"), ANEW)
            .contains("could not read an index entry for `acme/cam` matching `~1.9`"));
  }

  @Test
  void typesOfThePackageAreKnownToTheDataflow() {
    index.write(
        "index/acme/typed/1.0.0.yml",
        TestIndex.manifest("typed")
            + "  types: {acme/x/v1/P: {arrow: Float32}}\n"
            + TestIndex.SOURCE);
    index.write(
        "index/acme/rogue/1.0.0.yml",
        TestIndex.manifest("rogue")
            + "  types: {std/x/v1/P: {arrow: Float32}}\n"
            + TestIndex.SOURCE);

    HubResolution hub = index.resolve(flow("acme/typed"), ANEW);

    assertTrue(hub.with(UserTypes.NONE).types().containsKey("acme/x/v1/P"));
    assertTrue(refusal(flow("acme/rogue"), ANEW).contains("ships invalid custom types"));
  }

  @Test
  void aFolderStandsInForAPackage() {
    Path checkout =
        index
            .write(
                "co/dora-node.yml",
                "apiVersion: 1\nname: cam\nnamespace: acme\nruntime: python\nentrypoint: run.py\n"
                    + "build: make\n")
            .getParent();
    HubOptions options =
        new HubOptions(Map.of("acme/cam", checkout, "acme/other", folder), true, null, false);

    HubResolution hub = index.resolve(flow("acme/cam@^9"), options);

    NodeDescriptor node = hub.dataflow().descriptor().nodes().getFirst();
    assertEquals("run.py", node.program().path());
    assertEquals("make", node.source().build());
    assertNull(node.source().git());
    assertEquals(Map.of(A, checkout), hub.overrides());
    assertEquals(
        List.of("--hub-override `acme/other` did not match any hub node in the dataflow"),
        hub.warnings());
  }

  @Test
  void aFolderWithoutAGoodManifestStandsInForNothing() {
    HubOptions options = new HubOptions(Map.of("acme/cam", folder), true, null, false);
    assertTrue(refusal(flow("acme/cam"), options).contains("has no readable dora-node.yml"));

    index.write(
        "dora-node.yml",
        "apiVersion: 1\nname: cam\nnamespace: acme\nruntime: python\nentrypoint: ../x\n");
    String refusal = refusal(flow("acme/cam"), options);
    assertTrue(refusal.contains("is invalid"), refusal);
    assertTrue(refusal.contains("dora-node.yml:5:1: entrypoint: "), refusal);
  }

  private LockFile lock(String version, String digest) {
    return new LockFile(
        null,
        new TreeMap<>(
            Map.of(
                A,
                new GitSource(
                    "https://example.org/r",
                    TestIndex.COMMIT,
                    null,
                    new HubProvenance("acme/cam", version, digest)))),
        new TreeMap<>());
  }

  private String digest() {
    HubProvenance hub = source(index.resolve(flow("acme/cam@1"), ANEW)).hub();
    return hub == null ? "" : String.valueOf(hub.manifestDigest());
  }

  @Test
  void aLockedVersionIsTakenEvenIfThereAreNewerOnesOrItWasWithdrawn() {
    HubResolution older =
        index.resolve(
            flow("acme/cam@^1"), new HubOptions(Map.of(), false, lock("1.0.0", digest()), true));
    HubResolution withdrawn =
        index.resolve(
            flow("acme/cam@^1"), new HubOptions(Map.of(), false, lock("1.3.0", digest()), true));

    assertEquals("1.0.0", version(older));
    assertEquals(List.of(), older.warnings());
    assertEquals(
        List.of(
            "node `a`: pinned version 1.3.0 of `acme/cam` has been yanked — the pin keeps working,"
                + " but consider updating"),
        withdrawn.warnings());
  }

  @Test
  void aLockThatDoesNotFitIsRefusedOrOnlyNoted() {
    LockFile rewritten = lock("1.0.0", "0".repeat(64));

    assertTrue(
        refusal(flow("acme/cam@^1"), new HubOptions(Map.of(), false, rewritten, true))
            .contains("changed its manifest"));
    assertTrue(
        refusal(flow("acme/cam@^2"), new HubOptions(Map.of(), false, rewritten, true))
            .contains("locked version 1.0.0 no longer satisfies `^2`"));
    assertTrue(
        refusal("nodes: [{id: z, hub: acme/cam}]", new HubOptions(Map.of(), false, rewritten, true))
            .contains("is not in the lockfile"));

    HubResolution tried =
        index.resolve(flow("acme/cam@^1"), new HubOptions(Map.of(), false, rewritten, false));
    assertEquals("1.2.0", version(tried));
    assertTrue(tried.notes().stream().anyMatch(note -> note.contains("lockfile pin unusable")));
  }

  @Test
  void aLockedProgramOfAnotherPlatformIsRefused() {
    BinaryPin pin =
        new BinaryPin(
            "plan9-vax",
            "https://example.org/p",
            "a".repeat(64),
            new HubProvenance("acme/cam", "1.0.0", null));
    LockFile lock = new LockFile(null, new TreeMap<>(), new TreeMap<>(Map.of(A, pin)));

    assertTrue(
        refusal(flow("acme/cam"), new HubOptions(Map.of(), false, lock, true))
            .contains("pins the binary artifact for `plan9-vax`"));
  }
}
