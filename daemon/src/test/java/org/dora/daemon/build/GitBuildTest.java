package org.dora.daemon.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import org.dora.common.session.LocalBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With repositories of this machine, read through {@code file://}. */
@Timeout(120)
class GitBuildTest {
  @TempDir private Path temporary;
  private BuildBench bench;
  private TestRepository repository;
  private String first = "";
  private String second = "";

  @BeforeEach
  void open() throws Exception {
    Path root = temporary.toRealPath();
    bench = new BuildBench(Files.createDirectory(root.resolve("flow")));
    repository = new TestRepository(root.resolve("repo"));
    first = repository.commit("tool.sh", "one");
    String _ = repository.git("tag", "v1");
    String _ = repository.git("tag", "-a", "v2", "-m", "annotated");
    second = repository.commit("tool.sh", "two");
    String _ = repository.git("branch", "feature/x");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path build(String reference) {
    LocalBuild build =
        bench.build(
            "nodes: [{id: t, path: tool.sh, git: '" + repository.url() + "'" + reference + "}]");
    return BuildBench.directory(build, "t");
  }

  private String content(Path clone) throws Exception {
    return Files.readString(clone.resolve("tool.sh"));
  }

  private String failure(String reference) {
    return BuildBench.causes(assertThrows(BuildException.class, () -> build(reference)));
  }

  private List<String> clones() throws Exception {
    try (Stream<Path> files = Files.list(repositoryFolder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path repositoryFolder() throws Exception {
    return bench.folder.resolve("git/localhost" + temporary.toRealPath().resolve("repo"));
  }

  @Test
  void eachReferenceLeadsToItsCommit() throws Exception {
    assertEquals(second, build("").getFileName().toString());
    assertEquals("two", content(build(", branch: main")));
    assertEquals("two", content(build(", branch: feature/x")));
    Path tagged = build(", tag: v1");
    assertEquals(first, tagged.getFileName().toString());
    assertEquals("one", content(tagged));
    assertEquals("one", content(build(", rev: " + first)));
    assertEquals("one", content(build(", rev: " + first.substring(0, 8))));
    assertEquals("one", content(build(", rev: refs/tags/v1")));
  }

  @Test
  void anAnnotatedTagIsKnownByItsOwnIdAndCanBeBuiltAgain() throws Exception {
    String tag = repository.git("rev-parse", "v2");
    Path clone = build(", tag: v2");
    assertEquals(tag, clone.getFileName().toString());
    assertEquals("one", content(clone));
    assertEquals(clone, build(", tag: v2"));
    assertTrue(bench.lines.contains("t INFO reusing up-to-date " + clone));
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertTrue(failure(", branch: nope").contains("no matching commit for branch \"nope\""));
    assertTrue(failure(", tag: v9").contains("no matching commit for tag \"v9\""));
    assertTrue(failure(", rev: main").contains("no matching commit for rev \"main\""));
    assertTrue(failure(", rev: abc").contains("no matching commit for rev \"abc\""));
    String unknown = failure(", rev: deadbeef");
    assertTrue(
        unknown.startsWith("failed to build node `t`|failed to checkout commit `deadbeef`|"),
        unknown);
  }

  @Test
  void aRepositoryThatIsNotThereIsNamed() {
    String failure =
        BuildBench.causes(
            assertThrows(
                BuildException.class,
                () -> bench.build("nodes: [{id: t, path: x, git: 'file:///no/such/repo'}]")));
    assertTrue(
        failure.startsWith(
            "failed to find commit hash for `t`|failed to open connection to"
                + " file:///no/such/repo|"),
        failure);
  }

  @Test
  void aFailedCloneLeavesNothingBehind() throws Exception {
    String _ = failure(", rev: deadbeef");
    assertEquals(List.of(), clones());
  }

  @Test
  void aNewCommitIsFetchedIntoTheOldCloneWithWhatBuildsLeftThere() throws Exception {
    Path old = build(", branch: feature/x");
    Path _ = Files.writeString(old.resolve("cache.o"), "built");
    String _ = repository.git("checkout", "-q", "feature/x");
    String third = repository.commit("tool.sh", "three");
    Path updated = build(", branch: feature/x");
    assertEquals(third, updated.getFileName().toString());
    assertEquals("three", content(updated));
    assertEquals("built", Files.readString(updated.resolve("cache.o")));
    assertEquals(List.of(third), clones());
  }

  @Test
  void aCloneThatAnotherNodeNeedsIsCopied() throws Exception {
    Path _ =
        BuildBench.directory(
            bench.build(
                """
                nodes:
                  - {id: t, path: x, git: '%1$s', tag: v1}
                  - {id: u, path: x, git: '%1$s', tag: v1}
                """
                    .formatted(repository.url())),
            "u");
    LocalBuild next =
        bench.build(
            """
            nodes:
              - {id: t, path: x, git: '%1$s', branch: main}
              - {id: u, path: x, git: '%1$s', tag: v1}
            """
                .formatted(repository.url()));
    assertEquals("two", content(BuildBench.directory(next, "t")));
    assertEquals("one", content(BuildBench.directory(next, "u")));
    assertEquals(Stream.of(first, second).sorted().toList(), clones());
  }

  @Test
  void changesInTheWayMakeANewCloneAndKeepTheOldOne() throws Exception {
    Path old = build(", tag: v1");
    Path _ = Files.writeString(old.resolve("tool.sh"), "changed by hand");
    Path next = build(", branch: main");
    assertEquals("two", content(next));
    assertEquals("changed by hand", content(old));
  }

  @Test
  void nodesOfOneCommitShareAClone() throws Exception {
    for (boolean parallel : List.of(false, true)) {
      bench.parallel = parallel;
      LocalBuild build =
          bench.build(
              """
              nodes:
                - {id: a, path: x, git: '%1$s'}
                - {id: b, path: x, git: '%1$s'}
                - {id: c, path: x, git: '%1$s'}
              """
                  .formatted(repository.url()));
      assertEquals(BuildBench.directory(build, "a"), BuildBench.directory(build, "c"));
      assertEquals(List.of(second), clones());
    }
  }

  @Test
  void aFolderOfAnotherCommitIsNeitherUsedNorDeleted() throws Exception {
    Path clone = build(", tag: v1");
    String _ = TestRepository.gitIn(clone, "checkout", "-q", second);
    assertTrue(failure(", tag: v1").contains("is on commit " + second));
    assertEquals("two", content(clone));
    Path foreign = repositoryFolder().resolve(second);
    Path _ = Files.createDirectories(foreign);
    assertTrue(failure(", branch: main").contains("is no complete clone"));
  }

  @Test
  void aWholeCommitNeedsNoConnectionOnceItIsHere() throws Exception {
    Path clone = build(", rev: " + first);
    Path _ = Files.move(temporary.resolve("repo"), temporary.resolve("away"));
    assertEquals(clone, build(", rev: " + first));
  }

  @Test
  void aCommitOfNoBranchIsAskedForByName() throws Exception {
    String _ = repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
    String orphan = repository.git("commit-tree", first + "^{tree}", "-m", "of no branch");
    assertEquals("one", content(build(", rev: " + orphan)));
  }

  @Test
  void buildLinesRunInTheClone() throws Exception {
    LocalBuild build =
        bench.build(
            "nodes: [{id: t, path: tool.sh, build: 'cp tool.sh built', git: '"
                + repository.url()
                + "'}]");
    assertEquals("two", Files.readString(BuildBench.directory(build, "t").resolve("built")));
    assertFalse(Files.exists(bench.folder.resolve("built")));
  }

  @Test
  void aRepositoryThatGitIsBusyWithDoesNotDisturb() {
    // As in a hook, where git tells its children about the caller's repository.
    bench.environment.put("GIT_DIR", "/no/such/repository");
    assertEquals(second, build("").getFileName().toString());
  }

  @Test
  void withoutGitItSaysSo() {
    bench.environment.put("PATH", "/nowhere");
    assertTrue(failure("").contains("failed to run git, which nodes with `git` need"));
  }

  private LocalBuild buildPackage(String subdir) {
    bench.known.put(
        new NodeId("t"),
        new GitSource(repository.url(), first, subdir, new HubProvenance("acme/t", "1.0.0", null)));
    return bench.build("nodes: [{id: t, path: tool.sh, build: sh -c 'true'}]");
  }

  @Test
  void aPackageIsBuiltInItsFolderOfTheRepositoryAndConfined() throws Exception {
    Files.createDirectories(temporary.toRealPath().resolve("repo/deep/node"));
    first = repository.commit("deep/node/tool.sh", "three");

    LocalBuild build = buildPackage("deep/node");

    assertTrue(BuildBench.directory(build, "t").endsWith(first + "/deep/node"));
    assertEquals("[t]", build.confinedNodes().toString());
    assertTrue(
        BuildBench.causes(assertThrows(BuildException.class, () -> buildPackage("absent")))
            .contains("git source has no `absent` directory"));
  }
}
