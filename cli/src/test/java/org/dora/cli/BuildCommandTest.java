package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora build} as its user meets it. */
@Timeout(60)
class BuildCommandTest {
  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Map<String, String> environment = Map.of();
  private String out = "";
  private String err = "";

  @BeforeEach
  void canonical() throws IOException {
    folder = temporary.toRealPath();
  }

  private int dora(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(stdout, true, UTF_8),
            new PrintStream(stderr, true, UTF_8),
            false,
            false,
            environment);
    int code = new Dora(console).run(List.of(arguments));
    out = stdout.toString(UTF_8);
    err = stderr.toString(UTF_8);
    return code;
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
    assertEquals(0, dora("build", file));
    assertEquals(
        "a: DEBUG    building node\nb: DEBUG    building node\nb: INFO     running build command:"
            + " `echo of b` in "
            + folder
            + "\nb: stdout   of b\n",
        out);
    assertEquals("", err);
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
    environment = Map.of("CLICOLOR_FORCE", "1");
    assertEquals(0, dora("build", flow("nodes: [{id: a, path: y, build: echo hi}]")));
    assertEquals(
        "\u001b[1;90ma\u001b[0m: \u001b[94mDEBUG \u001b[0m   building node\n"
            + "\u001b[1;90ma\u001b[0m: \u001b[32mINFO  \u001b[0m   running build command: `echo"
            + " hi` in "
            + folder
            + "\n\u001b[1;90ma\u001b[0m: \u001b[2;3mstdout\u001b[0m   hi\n",
        out);
  }

  @Test
  void aFailureIsToldAndTheSessionKeepsTheBuildBefore() throws IOException {
    assertEquals(0, dora("build", flow("nodes: [{id: a, path: x, build: 'true'}]")));
    String before = Files.readString(session());
    assertEquals(1, dora("build", flow("nodes: [{id: a, path: x, build: 'false'}]")));
    assertEquals(
        "error: failed to build node `a`\n\nCaused by:\n   0: build command failed\n   1: build"
            + " command `false` returned exit status: 1\n",
        err);
    assertEquals(before, Files.readString(session()));
  }

  @Test
  void aProgramMayReadTheOutcome() throws IOException {
    String file = flow("nodes: [{id: a, path: x, build: echo hi}]");
    assertEquals(0, dora("build", "--format", "json", file));
    assertTrue(err.contains("a: stdout   hi\n"), err);
    assertTrue(out.startsWith("{\n  \"build_id\": \""), out);
    assertTrue(out.contains("    \"node_working_dirs\": {\n      \"a\": \"" + folder), out);
    assertEquals(0, dora("build", "--quiet", "--format", "json", file));
    assertEquals("", err);
  }

  @Test
  void quietlyOnlyWarningsAndErrorsAreShown() throws IOException {
    assertEquals(0, dora("build", "-q", flow("nodes: [{id: a, path: x, build: echo hi > x}]")));
    assertEquals("", out);
    assertTrue(err.contains("build line `echo hi > x` contains `>`"), err);
  }

  @Test
  void whatKeepsADataflowFromRunningIsWarnedOfSinceItCanBeBuilt() throws IOException {
    String file = flow("nodes: [{id: a, path: x, restart_delay: -1, inputs: {i: ghost/o}}]");
    assertEquals(0, dora("build", file));
    assertTrue(err.contains("source node `ghost` mapped to input `a/i` does not exist"), err);
    assertTrue(err.contains("invalid `restart_delay`: -1"), err);
    assertTrue(err.startsWith("warning: "), err);
  }

  @Test
  void withoutKnowingTheNodesNothingIsBuilt() throws IOException {
    assertEquals(1, dora("build", flow("nodes: [{id: a, path: x}, {id: a, path: x}]")));
    assertTrue(err.startsWith("error: failed to resolve nodes\n"), err);
    assertTrue(err.contains("duplicate node ID `a`"), err);
    assertFalse(Files.exists(session()));
  }

  @Test
  void packagesOfTheHubAreRefused() throws IOException {
    assertEquals(1, dora("build", flow("nodes: [{id: a, hub: 'acme/cam@^1.0'}]")));
    assertTrue(err.contains("node `a`: failed to fetch the hub index"), err);
    assertTrue(err.contains("opens no connections for the hub"), err);
  }

  @Test
  void overridesOfTheHubAreChecked() throws IOException {
    String file = flow("nodes: [{id: a, path: x}]");
    assertEquals(1, dora("build", file, "--hub-override", "cam"));
    assertTrue(err.contains("invalid --hub-override `cam`: expected"), err);
    assertEquals(1, dora("build", file, "--hub-override", "cam=/no/such/folder"));
    assertTrue(err.contains("`/no/such/folder`"), err);
    assertEquals(1, dora("build", file, "--hub-override", "a/b/c=" + folder));
    assertTrue(err.contains("invalid --hub-override package `a/b/c`"), err);
    assertEquals(0, dora("build", file, "--hub-override", "cam=" + folder));
    assertTrue(err.contains("`dora-rs/cam` did not match any hub node"), err);
    assertEquals(1, dora("build", file, "--write-lockfile", "--hub-override", "cam=" + folder));
    assertEquals(
        1, dora("build", file, "--coordinator-port", "1", "--hub-override", "cam=" + folder));
  }

  @Test
  void deployWithoutACoordinatorIsBuiltHereWithANotice() throws IOException {
    String file = flow("nodes: [{id: a, path: x, build: echo hi, deploy: {machine: m}}]");
    assertEquals(0, dora("build", file));
    assertTrue(out.contains("a: stdout   hi"), out);
    assertTrue(err.contains("all nodes are built here"), err);
    assertEquals(0, dora("build", "--local", file));
    assertEquals("", err);
    assertEquals(1, dora("build", "--coordinator-port", "6999", file));
    assertTrue(err.contains("127.0.0.1:6999") && err.contains("`--local`"), err);
  }

  @Test
  void theLockFileIsWrittenAndObeyed() throws IOException {
    String file = flow("nodes: [{id: a, path: x}]");
    assertEquals(1, dora("build", "--locked", file));
    assertTrue(err.contains("failed to read build lockfile at `" + folder), err);
    assertEquals(0, dora("build", "--write-lockfile", file));
    assertEquals(
        "version: 2\ndescriptor_fingerprint: 3519056b2efa671e\ngit_sources: {}\n",
        Files.readString(folder.resolve("flow.dora-lock.yaml")));
    assertEquals(0, dora("build", "--locked", file));
    String other = folder.resolve("sub/lock.yaml").toString();
    assertEquals(0, dora("build", "--write-lockfile", "--lockfile", other, file));
    assertEquals(0, dora("build", "--locked", "--lockfile", other, file));
    assertEquals(1, dora("build", "--lockfile", other, file));
    assertEquals(
        1, dora("build", "--locked", flow("nodes: [{id: a, path: x, git: 'file:///r', tag: v}]")));
    assertTrue(err.contains("fingerprint mismatch"), err);
  }

  @Test
  void aBrokenSessionIsReplacedWithAWarning() throws IOException {
    String file = flow("nodes: []");
    assertEquals(0, dora("build", file));
    Path _ = Files.writeString(session(), "a: b: c");
    assertEquals(0, dora("build", file));
    assertTrue(err.startsWith("warning: failed to read dataflow session file at `"), err);
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
      assertEquals(1, dora("build", url));
      assertTrue(err.startsWith("error: failed to download dataflow yaml file\n"), err);
      assertTrue(err.contains("`" + url + "`: 404"), err);
    } finally {
      server.stop(0);
    }
  }
}
