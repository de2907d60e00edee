package org.dora.cli.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.cli.InProcess;
import org.dora.cli.InProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora hub} as its user meets it, as far as no index is needed. */
final class HubCommandsTest {
  @TempDir private Path folder;
  private final InProcess dora = new InProcess();

  @BeforeEach
  void writeFlow() throws IOException {
    Files.writeString(folder.resolve("flow.yml"), "nodes: [{id: a, hub: acme/cam@^1}]\n");
  }

  private String flow() {
    return folder.resolve("flow.yml").toString();
  }

  private void lock(String sources) throws IOException {
    Files.writeString(folder.resolve("flow.dora-lock.yaml"), "version: 3\n" + sources);
  }

  @Test
  void whatALockFileHoldsOnToIsListed() throws IOException {
    Result said = dora.run("hub", "list", flow()).exits(1);
    assertTrue(said.err().contains("no lockfile at `" + folder + "/flow.dora-lock.yaml`"));

    lock("git_sources: {}\n");
    said = dora.run("hub", "list", flow()).exits(0);
    assertEquals("No hub packages pinned in " + folder + "/flow.dora-lock.yaml.\n", said.out());

    lock(
        "git_sources: {a: {repo: 'https://x/y', commit_hash: 0123456789abcdef, hub: {name: acme/cam,"
            + " version: \"1.2.0\\e[31m\"}}, plain: {repo: r, commit_hash: c}}\n"
            + "binary_sources: {b: {platform: linux-x86_64, url: u, sha256: s, hub: {name: acme/bin,"
            + " version: 2.0.0}}}\n");
    said = dora.run("hub", "list", flow()).exits(0);
    assertEquals(
        "a: acme/cam 1.2.0[31m (0123456789ab)\nb: acme/bin 2.0.0 (binary linux-x86_64)\n",
        said.out());
  }

  @Test
  void aManifestIsWrittenOnceAndPassesItsCheck() {
    Result said = dora.run("hub", "init", folder.toString()).exits(0);
    String file = folder + "/dora-node.yml";
    assertTrue(said.out().startsWith("Wrote " + file + ".\nNext steps:\n"));
    dora.run("validate", "--node-manifest", file).exits(0);

    said = dora.run("hub", "init", folder.toString()).exits(1);
    assertTrue(said.err().contains("`" + file + "` already exists — refusing to overwrite"));
    said = dora.run("hub", "init", file + "/x").exits(1);
    assertTrue(said.err().contains("is not a directory"));
  }

  @Test
  void installingIsExplainedWhateverFollows() {
    Result said = dora.run("hub", "install", "acme/cam", "more").exits(1);
    assertTrue(said.err().contains("hub: acme/cam"), said.err());
    assertTrue(said.err().contains("resolved per-dataflow"), said.err());
  }

  @Test
  void whatIsNoPackageIsRefusedBeforeAnythingIsAsked() {
    Result said = dora.run("hub", "info", "a/b/c").exits(1);
    assertTrue(said.err().contains("invalid package reference `a/b/c`"));
    said = dora.run("hub", "yank", "acme/cam").exits(1);
    assertTrue(said.err().contains("expected `[<namespace>/]<name>@<version>`"));
    said = dora.run("hub", "yank", "acme/cam@one").exits(1);
    assertTrue(said.err().contains("version `one` is not valid semver"));
    said = dora.run("hub", "search", "--offline", "--category", "sensors").exits(1);
    assertTrue(said.err().contains("unknown category `sensors`"));
    said = dora.run("hub", "publish", folder.toString()).exits(1);
    assertTrue(said.err().contains("failed to read node manifest"));
  }

  @Test
  void onlyWhatTheDataflowStillAsksForIsFetched() throws IOException {
    String pin =
        "git_sources: {%s: {repo: 'https://x/y', commit_hash: %s, hub: {name: acme/%s, version: %s}}}\n";
    lock(pin.formatted("b", "0", "cam", "1.0.0"));
    Result said = dora.run("hub", "fetch", flow()).exits(1);
    assertTrue(said.err().contains("node `a`: `hub:` reference is not in the lockfile"));

    lock(pin.formatted("a", "0", "cam", "2.0.0"));
    said = dora.run("hub", "fetch", flow()).exits(1);
    assertTrue(said.err().contains("changed since the lockfile was written"));

    lock(pin.formatted("a", "0".repeat(40), "cam", "1.0.0"));
    said =
        dora.run("hub", "fetch", "--target-dir", folder.resolve("m").toString(), flow()).exits(1);
    assertTrue(said.err().contains("opens no connections for the hub"), said.err());
  }
}
