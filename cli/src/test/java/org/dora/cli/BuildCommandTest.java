package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.cli.InProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora build} as its user meets it. */
@Timeout(60)
class BuildCommandTest {
  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private final InProcess dora = new InProcess();

  @BeforeEach
  void canonical() throws IOException {
    folder = temporary.toRealPath();
  }

  private String flow(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flow.yml"), yaml).toString();
  }

  private Path session() {
    return folder.resolve("out/flow.dora-session.yaml");
  }

  @Test
  void linesAreShownAndTheSessionIsKept() throws IOException {
    String file = flow("nodes: [{id: b, path: x.py, build: echo of b}, {id: a, path: y}]");
    Result said = dora.run("build", file).exits(0);
    assertEquals(
        "a: DEBUG    building node\nb: DEBUG    building node\nb: INFO     running build command:"
            + " `echo of b` in "
            + folder
            + "\nb: stdout   of b\n",
        said.out());
    assertEquals("", said.err());
    String session = Files.readString(session());
    assertTrue(
        session.contains(
            "local_build:\n  node_working_dirs:\n    a: "
                + folder
                + "\n    b: "
                + folder
                + "\n  python_env_dirs:\n    b: "
                + folder
                + "/.dora/python-envs/b\n  confined_nodes: []\nbuild_fingerprint: "),
        session);
  }

  @Test
  void colours() throws IOException {
    Result said =
        dora.onTerminal().run("build", flow("nodes: [{id: a, path: y, build: echo hi}]")).exits(0);
    assertEquals(
        "\u001b[1;90ma\u001b[0m: \u001b[94mDEBUG \u001b[0m   building node\n"
            + "\u001b[1;90ma\u001b[0m: \u001b[32mINFO  \u001b[0m   running build command: `echo"
            + " hi` in "
            + folder
            + "\n\u001b[1;90ma\u001b[0m: \u001b[2;3mstdout\u001b[0m   hi\n",
        said.out());
  }

  @Test
  void aFailureIsToldAndTheSessionKeepsTheBuildBefore() throws IOException {
    dora.run("build", flow("nodes: [{id: a, path: x, build: 'true'}]")).exits(0);
    String before = Files.readString(session());
    Result said = dora.run("build", flow("nodes: [{id: a, path: x, build: 'false'}]")).exits(1);
    assertEquals(
        "error: failed to build node `a`\n\nCaused by:\n   0: build command failed\n   1: build"
            + " command `false` returned exit status: 1\n",
        said.err());
    assertEquals(before, Files.readString(session()));
  }

  @Test
  void aProgramMayReadTheOutcome() throws IOException {
    String file = flow("nodes: [{id: a, path: x, build: echo hi}]");
    Result said = dora.run("build", "--format", "json", file).exits(0);
    assertTrue(said.err().contains("a: stdout   hi\n"), said.err());
    assertTrue(said.out().startsWith("{\n  \"build_id\": \""), said.out());
    assertTrue(
        said.out().contains("    \"node_working_dirs\": {\n      \"a\": \"" + folder), said.out());
    said = dora.run("build", "--quiet", "--format", "json", file).exits(0);
    assertEquals("", said.err());
  }

  @Test
  void quietlyOnlyWarningsAndErrorsAreShown() throws IOException {
    Result said =
        dora.run("build", "-q", flow("nodes: [{id: a, path: x, build: echo hi > x}]")).exits(0);
    assertEquals("", said.out());
    assertTrue(said.err().contains("build line `echo hi > x` contains `>`"), said.err());
  }

  @Test
  void whatKeepsADataflowFromRunningIsWarnedOfSinceItCanBeBuilt() throws IOException {
    String file = flow("nodes: [{id: a, path: x, restart_delay: -1, inputs: {i: ghost/o}}]");
    Result said = dora.run("build", file).exits(0);
    assertTrue(
        said.err().contains("source node `ghost` mapped to input `a/i` does not exist"),
        said.err());
    assertTrue(said.err().contains("invalid `restart_delay`: -1"), said.err());
    assertTrue(said.err().startsWith("warning: "), said.err());
  }

  @Test
  void withoutKnowingTheNodesNothingIsBuilt() throws IOException {
    Result said = dora.run("build", flow("nodes: [{id: a, path: x}, {id: a, path: x}]")).exits(1);
    assertTrue(said.err().startsWith("error: failed to resolve nodes\n"), said.err());
    assertTrue(said.err().contains("duplicate node ID `a`"), said.err());
    assertFalse(Files.exists(session()));
  }

  @Test
  void packagesOfTheHubAreRefused() throws IOException {
    Result said = dora.run("build", flow("nodes: [{id: a, hub: 'acme/cam@^1.0'}]")).exits(1);
    assertTrue(said.err().contains("node `a`: failed to fetch the hub index"), said.err());
    assertTrue(said.err().contains("opens no connections for the hub"), said.err());
  }

  @Test
  void overridesOfTheHubAreChecked() throws IOException {
    String file = flow("nodes: [{id: a, path: x}]");
    Result said = dora.run("build", file, "--hub-override", "cam").exits(1);
    assertTrue(said.err().contains("invalid --hub-override `cam`: expected"), said.err());
    said = dora.run("build", file, "--hub-override", "cam=/no/such/folder").exits(1);
    assertTrue(said.err().contains("`/no/such/folder`"), said.err());
    said = dora.run("build", file, "--hub-override", "a/b/c=" + folder).exits(1);
    assertTrue(said.err().contains("invalid --hub-override package `a/b/c`"), said.err());
    said = dora.run("build", file, "--hub-override", "cam=" + folder).exits(0);
    assertTrue(said.err().contains("`dora-rs/cam` did not match any hub node"), said.err());
    dora.run("build", file, "--write-lockfile", "--hub-override", "cam=" + folder).exits(1);
    dora.run("build", file, "--coordinator-port", "1", "--hub-override", "cam=" + folder).exits(1);
  }

  @Test
  void deployWithoutACoordinatorIsBuiltHereWithANotice() throws IOException {
    String file = flow("nodes: [{id: a, path: x, build: echo hi, deploy: {machine: m}}]");
    Result said = dora.run("build", file).exits(0);
    assertTrue(said.out().contains("a: stdout   hi"), said.out());
    assertTrue(said.err().contains("all nodes are built here"), said.err());
    said = dora.run("build", "--local", file).exits(0);
    assertEquals("", said.err());
    said = dora.run("build", "--coordinator-port", "6999", file).exits(1);
    assertTrue(said.err().contains("cannot connect to coordinator at 127.0.0.1:6999"), said.err());
  }

  @Test
  void theLockFileIsWrittenAndObeyed() throws IOException {
    String file = flow("nodes: [{id: a, path: x}]");
    Result said = dora.run("build", "--locked", file).exits(1);
    assertTrue(said.err().contains("failed to read build lockfile at `" + folder), said.err());
    dora.run("build", "--write-lockfile", file).exits(0);
    assertEquals(
        "version: 2\ndescriptor_fingerprint: 3519056b2efa671e\ngit_sources: {}\n",
        Files.readString(folder.resolve("flow.dora-lock.yaml")));
    dora.run("build", "--locked", file).exits(0);
    String other = folder.resolve("sub/lock.yaml").toString();
    dora.run("build", "--write-lockfile", "--lockfile", other, file).exits(0);
    dora.run("build", "--locked", "--lockfile", other, file).exits(0);
    dora.run("build", "--lockfile", other, file).exits(1);
    said =
        dora.run("build", "--locked", flow("nodes: [{id: a, path: x, git: 'file:///r', tag: v}]"))
            .exits(1);
    assertTrue(said.err().contains("fingerprint mismatch"), said.err());
  }

  @Test
  void aBrokenSessionIsReplacedWithAWarning() throws IOException {
    String file = flow("nodes: []");
    dora.run("build", file).exits(0);
    Path _ = Files.writeString(session(), "a: b: c");
    Result said = dora.run("build", file).exits(0);
    assertTrue(
        said.err().startsWith("warning: failed to read dataflow session file at `"), said.err());
    assertTrue(Files.readString(session()).startsWith("build_id: "));
  }

  @Test
  void aDataflowMayBeAnAddress() throws IOException {
    // Downloaded into the current folder, so that here it must not be found.
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          request.sendResponseHeaders(404, -1);
          request.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/flow.yml";
      Result said = dora.run("build", url).exits(1);
      assertTrue(
          said.err().startsWith("error: failed to download dataflow yaml file\n"), said.err());
      assertTrue(said.err().contains("`" + url + "`: 404"), said.err());
    } finally {
      server.stop(0);
    }
  }
}
