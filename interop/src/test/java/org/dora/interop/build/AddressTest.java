package org.dora.interop.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dataflows and nodes that are given by address, from a server of this machine. */
class AddressTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Of the program that the server has. */
  private static final String SHA256 =
      "c08d6f7ddb14c3b1e3b2e8e6a9c04b4e6c1bb7f5d0a5ab7a5a0e6c6c1d7b1a11";

  @TempDir private Path folder;
  private HttpServer server;
  private String address = "";

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    serve("/tool", "#!/bin/sh\necho served\n");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void serve(String path, String content) {
    server.createContext(
        path,
        request -> {
          byte[] bytes = content.getBytes(UTF_8);
          request.sendResponseHeaders(200, bytes.length);
          request.getResponseBody().write(bytes);
          request.close();
        });
  }

  private Program.Outcome dora(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Executable.dora().toString()));
    command.addAll(Arrays.asList(arguments));
    return Program.of(folder, command.toArray(String[]::new)).run(LIMIT);
  }

  @Test
  void aDataflowAndItsNodeAreDownloadedAndRun() throws IOException {
    serve("/flow.yml", "nodes: [{id: n, path: '" + address + "/tool'}]");
    Program.Outcome run = dora("run", address + "/flow.yml", "--stop-after", "20s");
    assertEquals(0, run.exitCode(), run.stderr());
    assertTrue(run.stdout().contains("stdout n: served"), run.stdout());
    assertTrue(run.stdout().contains("without verifying it"), run.stdout());
    assertTrue(Files.isRegularFile(folder.resolve("flow.yml")));
    assertTrue(Files.isExecutable(folder.resolve("build/tool")));
  }

  @Test
  void otherBytesThanExpectedAreNotRun() throws IOException {
    Path _ =
        Files.writeString(
            folder.resolve("flow.yml"),
            "nodes: [{id: n, path: '" + address + "/tool', path_sha256: " + SHA256 + "}]");
    Program.Outcome run = dora("run", "flow.yml");
    assertEquals(1, run.exitCode(), run.stdout());
    assertTrue(run.stderr().contains("SHA-256 mismatch"), run.stderr());
  }
}
