package org.dora.common.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HubConfigTest {
  @TempDir private Path folder;

  private HubConfig load(String toml) throws IOException {
    Path file = folder.resolve("hub.toml");
    Files.writeString(file, toml);
    return HubConfig.load(Map.of("DORA_HUB_CONFIG", file.toString()));
  }

  private String refusal(String toml) {
    HubException e = assertThrows(HubException.class, () -> load(toml));
    return e.inOneLine().replace(folder + "/", "");
  }

  @Test
  void withoutAFileThereIsTheOfficialIndexAlone() {
    HubConfig config = HubConfig.load(Map.of("XDG_CONFIG_HOME", folder.toString()));

    assertEquals("official", config.indexFor("anybody").alias());
    assertEquals(1, config.indexes().size());
  }

  @Test
  void aNamespaceBelongsToTheIndexThatBindsIt() throws IOException {
    HubConfig config =
        load(
            """
            [[index]]
            alias = "corp"
            git = "https://example.org/index"
            namespaces = ["acme", "corp"]

            [[index]]
            alias = "mine"
            path = "packages"
            namespaces = ["me"]
            """);

    assertEquals("corp", config.indexFor("acme").alias());
    assertEquals("mine", config.indexFor("me").alias());
    assertEquals("official", config.indexFor("else").alias());
  }

  @Test
  void theConfigurationOfTheUserIsFoundInTheHome() throws IOException {
    Path file = folder.resolve(".config/dora/hub.toml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[[index]]\nalias = 'mine'\npath = 'x'\nnamespaces = ['me']\n");

    assertEquals("mine", HubConfig.load(Map.of("HOME", folder.toString())).indexFor("me").alias());
  }

  @Test
  void whatMakesNoSenseIsRefusedWithItsPlace() {
    assertEquals(
        "failed to load hub configuration: invalid hub config `hub.toml`: hub.toml:3:1: unknown"
            + " field `namespace`, expected one of `alias`, `git`, `path`, `namespaces` (did you"
            + " mean `namespaces`?)",
        refusal("[[index]]\nalias = 'a'\nnamespace = 'x'\n"));
    assertTrue(refusal("index = 3\n").contains("hub.toml:1:1: `index` must be"));
    assertTrue(refusal("[[index]]\npath = 'x'\n").contains("missing field `alias`"));
    assertTrue(refusal("[[index]\n").contains("hub.toml:1:"));
    assertTrue(refusal("[[index]]\nalias = 'a'\n").contains("has neither `git` nor `path`"));
    assertTrue(
        refusal("[[index]]\nalias = '../a'\npath = 'x'\n").contains("invalid index alias `../a`"));
    assertTrue(
        refusal("[[index]]\nalias = 'a'\ngit = 'https://x/y'\npath = '../z'\n")
            .contains("must be a relative directory inside the repository"));
  }

  @Test
  void twoIndexesCannotClaimTheSame() {
    String two = "[[index]]\nalias = '%s'\npath = 'x'\nnamespaces = ['%s']\n";
    assertTrue(
        refusal(two.formatted("a", "n") + two.formatted("b", "n"))
            .contains("namespace `n` is bound by two indexes (`a` and `b`)"));
    assertTrue(
        refusal(two.formatted("a", "n") + two.formatted("A", "m"))
            .contains("duplicate index alias `A` (entries 0 and 1)"));
    assertTrue(
        refusal(two.formatted("a", "dora-rs"))
            .contains("cannot bind the official namespace `dora-rs`"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/r, true",
    "git@example.org:x/r, true",
    "/srv/r, true",
    "file:///srv/r, true",
    "http://example.org/r, false",
    "ext::sh -c x, false",
    "--upload-pack=x, false",
    "ssh://-oProxyCommand=x/r, false",
    "ssh://user@-x/r, false",
    "git@-x:r, false",
  })
  void addressesThatGitCouldTakeForSomethingElseAreRefused(String url, boolean good) {
    if (good) {
      GitAddress.require(url);
    } else {
      assertThrows(HubException.class, () -> GitAddress.require(url));
    }
  }
}
