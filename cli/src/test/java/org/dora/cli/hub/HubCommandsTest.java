package org.dora.cli.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.cli.RecordedConsole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora hub} as its user meets it, as far as no index is needed. */
final class HubCommandsTest {
  @TempDir private Path folder;
  private RecordedConsole console = new RecordedConsole();

  @BeforeEach
  void writeFlow() throws IOException {
    Files.writeString(folder.resolve("flow.yml"), "nodes: [{id: a, hub: acme/cam@^1}]\n");
  }

  private int hub(String... arguments) {
    console = new RecordedConsole();
    String[] all = new String[arguments.length + 1];
    all[0] = "hub";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return console.dora(all);
  }

  private String flow() {
    return folder.resolve("flow.yml").toString();
  }

  private void lock(String sources) throws IOException {
    Files.writeString(folder.resolve("flow.dora-lock.yaml"), "version: 3\n" + sources);
  }

  @Test
  void whatALockFileHoldsOnToIsListed() throws IOException {
    assertEquals(1, hub("list", flow()));
    assertTrue(console.err().contains("no lockfile at `" + folder + "/flow.dora-lock.yaml`"));

    lock("git_sources: {}\n");
    assertEquals(0, hub("list", flow()));
    assertEquals("No hub packages pinned in " + folder + "/flow.dora-lock.yaml.\n", console.out());

    lock(
        "git_sources: {a: {repo: 'https://x/y', commit_hash: 0123456789abcdef, hub: {name: acme/cam,"
            + " version: \"1.2.0\\e[31m\"}}, plain: {repo: r, commit_hash: c}}\n"
            + "binary_sources: {b: {platform: linux-x86_64, url: u, sha256: s, hub: {name: acme/bin,"
            + " version: 2.0.0}}}\n");
    assertEquals(0, hub("list", flow()));
    assertEquals(
        "a: acme/cam 1.2.0[31m (0123456789ab)\nb: acme/bin 2.0.0 (binary linux-x86_64)\n",
        console.out());
  }

  @Test
  void aManifestIsWrittenOnceAndPassesItsCheck() {
    assertEquals(0, hub("init", folder.toString()));
    String file = folder + "/dora-node.yml";
    assertTrue(console.out().startsWith("Wrote " + file + ".\nNext steps:\n"));
    assertEquals(0, console.dora("validate", "--node-manifest", file));

    assertEquals(1, hub("init", folder.toString()));
    assertTrue(console.err().contains("`" + file + "` already exists — refusing to overwrite"));
    assertEquals(1, hub("init", file + "/x"));
    assertTrue(console.err().contains("is not a directory"));
  }

  @Test
  void installingIsExplainedWhateverFollows() {
    assertEquals(1, hub("install", "acme/cam", "more"));
    assertTrue(console.err().contains("hub: acme/cam"), console.err());
    assertTrue(console.err().contains("resolved per-dataflow"), console.err());
  }

  @Test
  void whatIsNoPackageIsRefusedBeforeAnythingIsAsked() {
    assertEquals(1, hub("info", "a/b/c"));
    assertTrue(console.err().contains("invalid package reference `a/b/c`"));
    assertEquals(1, hub("yank", "acme/cam"));
    assertTrue(console.err().contains("expected `[<namespace>/]<name>@<version>`"));
    assertEquals(1, hub("yank", "acme/cam@one"));
    assertTrue(console.err().contains("version `one` is not valid semver"));
    assertEquals(1, hub("search", "--offline", "--category", "sensors"));
    assertTrue(console.err().contains("unknown category `sensors`"));
    assertEquals(1, hub("publish", folder.toString()));
    assertTrue(console.err().contains("failed to read node manifest"));
  }

  @Test
  void onlyWhatTheDataflowStillAsksForIsFetched() throws IOException {
    String pin =
        "git_sources: {%s: {repo: 'https://x/y', commit_hash: %s, hub: {name: acme/%s, version: %s}}}\n";
    lock(pin.formatted("b", "0", "cam", "1.0.0"));
    assertEquals(1, hub("fetch", flow()));
    assertTrue(console.err().contains("node `a`: `hub:` reference is not in the lockfile"));

    lock(pin.formatted("a", "0", "cam", "2.0.0"));
    assertEquals(1, hub("fetch", flow()));
    assertTrue(console.err().contains("changed since the lockfile was written"));

    lock(pin.formatted("a", "0".repeat(40), "cam", "1.0.0"));
    assertEquals(1, hub("fetch", "--target-dir", folder.resolve("m").toString(), flow()));
    assertTrue(console.err().contains("opens no connections for the hub"), console.err());
  }
}
