package org.dora.daemon.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dora.daemon.download.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose program is an address. */
@Timeout(60)
class DownloadedNodeTest {
  private static final String SHA256 =
      "98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4";

  @TempDir private Path folder;
  private Workbench bench;
  private TestServer server;
  private String url = "";

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
    server = new TestServer();
    url = server.file("/tool.sh", "hi\n".getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  private PreparedNode prepare(String more) {
    return bench.prepare("nodes: [{id: a, path: '" + url + "'" + more + "}]");
  }

  @Test
  void theProgramIsDownloadedIntoTheNodesFolder() {
    PreparedNode node = prepare(", args: x y");
    assertEquals(
        List.of(bench.flow.resolve("build/tool.sh").toString(), "x", "y"), node.process().argv());
    assertEquals(
        List.of(
            "downloading `" + url + "`",
            "downloaded `"
                + url
                + "` without verifying it; to do so, add `path_sha256: "
                + SHA256
                + "`"),
        Workbench.texts(node.notices()));
  }

  @Test
  void aVerifiedOneIsNotDownloadedAgainUnlessItHasChanged() throws IOException {
    Path file = bench.flow.resolve("build/" + SHA256 + "/tool.sh");
    assertEquals(file.toString(), prepare(", path_sha256: " + SHA256).process().program());
    assertEquals(List.of(), prepare(", path_sha256: " + SHA256).notices());
    assertEquals(1, server.requests.get());
    Path _ = Files.writeString(file, "tampered with");
    assertEquals(file.toString(), prepare(", path_sha256: " + SHA256).process().program());
    assertEquals("hi\n", Files.readString(file));
    assertEquals(2, server.requests.get());
  }

  @Test
  void otherBytesAreNotStarted() {
    String wrong = "0".repeat(64);
    PrepareException failure =
        assertThrows(PrepareException.class, () -> prepare(", path_sha256: '" + wrong + "'"));
    assertTrue(failure.report().contains("expected " + wrong + ", got " + SHA256), failure::report);
  }

  @Test
  void aDigestMustBeOneAndHaveAnAddressToBeOf() throws IOException {
    assertTrue(
        assertThrows(PrepareException.class, () -> prepare(", path_sha256: ../../x"))
            .getMessage()
            .contains("must be 64 hex chars"));
    Path _ = bench.script(bench.flow.resolve("tool.sh"), "exit 0");
    assertTrue(
        assertThrows(
                PrepareException.class,
                () ->
                    bench.prepare("nodes: [{id: a, path: tool.sh, path_sha256: '" + SHA256 + "'}]"))
            .getMessage()
            .contains("only applies to URL paths"));
  }
}
