package org.dora.common.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dora.common.descriptor.HubReference;
import org.dora.common.session.GitSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes in repositories, all of them on this machine. */
final class IndexCacheTest {
  @TempDir private Path folder;
  private TestIndex index;
  private Path repository;

  @BeforeEach
  void makeRepository() throws IOException {
    index = new TestIndex(folder.resolve("test"));
    repository = Files.createDirectories(folder.resolve("repository"));
    git("init", "--quiet", "--initial-branch=main");
    publish("1.0.0");
    configure("file://" + repository);
  }

  private void git(String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "-c";
    all[1] = "user.name=test";
    all[2] = "-c";
    all[3] = "user.email=test@example.org";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    String _ = Git.run(repository, all);
  }

  private void publish(String version) throws IOException {
    Path entry = repository.resolve("node-index/acme/cam/" + version + ".yml");
    Files.createDirectories(entry.getParent());
    Files.writeString(entry, TestIndex.manifest("cam") + TestIndex.SOURCE);
    git("add", ".");
    git("commit", "--quiet", "--message", version);
  }

  private void configure(String git) {
    index.write(
        "hub.toml", "[[index]]\nalias = 'mine'\ngit = '" + git + "'\nnamespaces = ['acme']\n");
  }

  private IndexCache cache(boolean offline) {
    return new IndexCache(HubConfig.load(index.environment), index.environment, offline);
  }

  private static String newest(IndexCache cache) {
    return cache.catalogFor("acme").resolve(HubReference.parse("acme/cam")).version().text();
  }

  private static String refusal(IndexCache cache) {
    return assertThrows(HubException.class, () -> cache.catalogFor("acme")).getMessage();
  }

  @Test
  void aRepositoryIsClonedOnceAndThenBroughtUpToDate() throws IOException {
    assertEquals("1.0.0", newest(cache(false)));
    publish("1.1.0");

    assertEquals("1.0.0", newest(cache(true)));
    assertEquals("1.1.0", newest(cache(false)));
  }

  @Test
  void offlineNeedsWhatWasCachedOfTheSameRepository() {
    assertEquals(
        "index `mine` is not cached and `--offline` is set\n"
            + "  hint: run once with network access to populate the cache",
        refusal(cache(true)));
    assertEquals("1.0.0", newest(cache(false)));

    configure(repository.toString());
    assertTrue(refusal(cache(true)).contains("is for a different source than configured"));
  }

  @Test
  void aRewrittenHistoryIsUsedButToldOf() throws IOException {
    assertEquals("1.0.0", newest(cache(false)));
    git("checkout", "--quiet", "--orphan", "other");
    publish("2.0.0");
    git("branch", "--quiet", "--move", "--force", "main");

    IndexCache cache = cache(false);
    assertEquals("2.0.0", newest(cache));
    assertEquals(1, cache.warnings().size());
    assertTrue(cache.warnings().getFirst().contains("was rewritten or rolled back"));
  }

  @Test
  void anInterruptedCloneIsMadeAnew() throws IOException {
    Files.createDirectories(folder.resolve("test/cache/dora/index/mine/.git"));

    IndexCache cache = cache(false);
    assertEquals("1.0.0", newest(cache));
    assertEquals(List.of("cached index `mine` was incomplete — re-cloning"), cache.warnings());
  }

  @Test
  void nobodyElsesMachineIsAsked() {
    configure("https://192.0.2.1/index");

    String refusal = refusal(cache(false));
    assertTrue(
        refusal.startsWith(
            "index `mine` at https://192.0.2.1/index cannot be fetched: this version of dora opens"
                + " no connections for the hub"),
        refusal);
  }

  /** Not all commands that ask an index have that option: {@code dora hub fetch} has not. */
  @Test
  void theOptionThatUsesAnOlderCopyIsNamedAsThatOfSomeCommands() throws IOException {
    assertEquals("1.0.0", newest(cache(false)));
    configure("https://192.0.2.1/index");
    Path copy = folder.resolve("test/cache/dora/index/mine");
    Files.writeString(copy.resolve(".dora-index-source"), "https://192.0.2.1/index\nnode-index");

    assertTrue(
        refusal(cache(false))
            .endsWith(
                "\n  hint: commands that take `--offline` can work with the copy in " + copy));
    assertEquals("1.0.0", newest(cache(true)));
  }

  @Test
  void nothingOutsideOfTheIndexIsRead() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside/cam"));
    Files.writeString(outside.resolve("9.0.0.yml"), TestIndex.manifest("cam") + TestIndex.SOURCE);
    Files.createSymbolicLink(repository.resolve("node-index/evil"), outside.getParent());
    git("add", ".");
    git("commit", "--quiet", "--message", "evil");

    Catalog catalog = cache(false).catalogFor("acme");
    assertEquals("[acme/cam]", catalog.packages().toString());
    assertTrue(
        assertThrows(HubException.class, () -> catalog.versions(new Catalog.Key("evil", "cam")))
            .getMessage()
            .contains("escapes the catalog root"));
    assertThrows(HubException.class, () -> catalog.versions(new Catalog.Key("..", "outside")));
  }

  @Test
  void sourcesAreCopiedOnceWhereThatNeedsNoNetwork() throws IOException {
    String commit = Git.run(repository, "rev-parse", "HEAD");
    index.environment.put(GitAddress.ALLOW_LOCAL, "1");
    SourceMirror mirror = new SourceMirror(folder.resolve("mirror"), index.environment);
    GitSource source = GitSource.of("file://" + repository, commit);

    assertTrue(mirror.fetch(source));
    assertEquals(false, mirror.fetch(source));
    assertTrue(Files.exists(folder.resolve("mirror/" + commit + "/node-index/acme/cam/1.0.0.yml")));
    assertThrows(
        HubException.class,
        () -> mirror.fetch(GitSource.of("https://192.0.2.1/r", TestIndex.COMMIT)));
  }
}
