package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators of a JAR between released Python nodes: the data goes through unchanged. */
class OperatorsTest {
  private static final String DATAFLOW =
      """
      nodes:
        - id: send
          path: send.py
          outputs: [data]
        - id: java
          operators:
            - id: first
              shared-library: ops.jar
              inputs: {in: send/data}
              outputs: [out]
            - id: second
              shared-library: ops.jar#org.example.Pass
              inputs: {in: java/first/out}
              outputs: [out]
        - id: receive
          path: receive.py
          inputs: {data: java/second/out}
      """;

  private static final String SEND =
      """
      import pyarrow as pa
      from dora import Node

      node = Node()
      for values in [
          pa.array([1.5, None]),
          pa.array(["a", None, "ccc"]),
          pa.array([{"x": 1, "y": [1, 2]}, {"x": 2, "y": []}]),
          pa.array([True, False, None, True])[1:],
          pa.array([1, 2, 3], pa.uint8())[1:],
      ]:
          node.send_output("data", values, {"key": "value"})
      """;

  private static final String RECEIVE =
      """
      from dora import Node

      for event in Node():
          if event["type"] == "INPUT":
              metadata = event["metadata"]
              print(event["value"].type, event["value"].to_pylist(), metadata["key"], metadata["passed"])
      """;

  private static final String OPERATOR =
      """
      package org.example;

      import org.dora.node.*;

      public final class Pass implements Operator {
        @Override
        public Status onEvent(Event event, Outputs outputs) {
          if (event instanceof Event.Input in) {
            Metadata metadata = in.metadata();
            long passed = metadata.longValue("passed", 0) + 1;
            outputs.send("out", in.vector(), metadata.put("passed", passed));
          }
          return Status.CONTINUE;
        }
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("dataflow.yml"), DATAFLOW);
    Files.writeString(folder.resolve("send.py"), SEND);
    Files.writeString(folder.resolve("receive.py"), RECEIVE);
    Path source = Files.writeString(folder.resolve("Pass.java"), OPERATOR);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                Executable.dora().toString(),
                source.toString());
    assertEquals(0, status);
    try (OutputStream file = Files.newOutputStream(folder.resolve("ops.jar"));
        ZipOutputStream jar = new ZipOutputStream(file)) {
      jar.putNextEntry(new ZipEntry("org/example/Pass.class"));
      jar.write(Files.readAllBytes(folder.resolve("org/example/Pass.class")));
      jar.putNextEntry(new ZipEntry("META-INF/services/org.dora.node.Operator"));
      jar.write("org.example.Pass\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void javaOperatorsPassOnWhatPythonSends() {
    Program.Outcome outcome = run(Executable.dora(), "run");

    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    assertEquals(
        List.of(
            "double [1.5, None] value 2",
            "string ['a', None, 'ccc'] value 2",
            "struct<x: int64, y: list<item: int64>> [{'x': 1, 'y': [1, 2]}, {'x': 2, 'y': []}]"
                + " value 2",
            "bool [False, None, True] value 2",
            "uint8 [2, 3] value 2"),
        outcome
            .stdout()
            .lines()
            .filter(line -> line.contains(" stdout receive: "))
            .map(line -> line.replaceFirst(".* stdout receive: ", ""))
            .toList());
  }

  @Test
  void theReleasedProgramAcceptsTheDataflow() {
    for (String command : List.of("validate", "expand")) {
      Program.Outcome outcome = run(ReleasedPeers.dora(), command);
      assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    }
    assertTrue(
        run(ReleasedPeers.dora(), "expand")
            .stdout()
            .contains("shared-library: ops.jar#org.example.Pass"));
  }

  private Program.Outcome run(Path dora, String command) {
    return Program.of(folder, dora.toString(), command, "dataflow.yml")
        .with(Map.of("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin"))
        .run(Duration.ofMinutes(2));
  }
}
