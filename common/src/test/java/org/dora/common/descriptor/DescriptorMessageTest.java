package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.junit.jupiter.api.Test;

/** Descriptors and resolved nodes go through messages without a change. */
class DescriptorMessageTest {
  private static final int ROUNDS = 300;

  @Test
  void anyDescriptorIsReadAsItWasWritten() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Descriptor descriptor = new RandomDescriptors(seed).descriptor();
      byte[] json = JsonWriter.encode(descriptor, DescriptorJson::write);
      assertEquals(descriptor, JsonReader.decode(json, DescriptorJson::read), "seed " + seed);
    }
  }

  @Test
  void textsOfEnvMeanWhatTheyMeantAfterTheFileWasRead() {
    Descriptor descriptor =
        parse(
            """
            env: {A: $$HOME, B: "${X:-y}", C: a$$$$b, D: "5", E: $}
            nodes: [{id: a, path: x, env: {P: $$P}}]
            """);
    assertEquals("$HOME", rendered(descriptor, "A"));
    assertEquals("a$$b", rendered(descriptor, "C"));

    byte[] json = JsonWriter.encode(descriptor, DescriptorJson::write);
    assertEquals(descriptor, JsonReader.decode(json, DescriptorJson::read));
    String text = new String(json, StandardCharsets.UTF_8);
    assertTrue(text.contains("\"A\":\"$$HOME\""), text);
    assertEquals(
        descriptor, parse(text), "a reader that substitutes, as released ones do, gets the same");

    byte[] relayed = JsonWriter.encode(descriptor.forRelay(), DescriptorJson::write);
    Descriptor atRelay = parse(new String(relayed, StandardCharsets.UTF_8));
    assertEquals(
        descriptor, parse(DescriptorWriter.json(atRelay, false)), "two that substitute in turn");
  }

  @Test
  void textsOfReleasedPeersAreNotExpandedOnceMore() {
    Descriptor descriptor =
        JsonReader.decode(
            "{\"nodes\":[],\"env\":{\"A\":\"$NOT_SET\",\"B\":\"1.10\",\"C\":5,\"D\":true}}"
                .getBytes(StandardCharsets.UTF_8),
            DescriptorJson::read);
    assertEquals("$NOT_SET", rendered(descriptor, "A"));
    assertEquals("1.10", rendered(descriptor, "B"));
    assertEquals("5", rendered(descriptor, "C"));
    assertEquals("true", rendered(descriptor, "D"));
  }

  @Test
  void resolvedNodesKeepWhatMessagesHaveOfThem() {
    Descriptor descriptor =
        parse(
            """
            env: {ALL: $$x}
            nodes:
              - id: plain
                name: N
                description: D
                path: a.py
                args: -v x
                path_sha256: "00"
                build: "true"
                env: {MINE: 1.5}
                inputs: {tick: dora/timer/millis/10, i: {source: single/o, queue_size: 3}}
                outputs: [o]
                output_types: {o: std/core/v1/UInt8}
                input_types: {i: std/core/v1/UInt8}
                output_framing: {o: arrow-ipc}
                send_stdout_as: o
                min_log_level: warn
                max_rotated_files: 3
                restart_policy: on-failure
                max_restarts: 2
                restart_delay: 0.5
                max_restart_delay: 8
                restart_window: 60
                health_check_timeout: 3
                finish_grace_secs: 4
                startup_timeout: 5
                shared_memory_pool_size: 64
                cpu_affinity: [0, 1]
                deploy: {machine: A, labels: {gpu: "1"}}
              - {id: git, path: x, git: https://example.org/r.git, tag: v1}
              - {id: head, path: x, git: https://example.org/r.git}
              - {id: single, operator: {python: op.py, outputs: [o]}}
              - id: several
                operators: [{id: p, python: {source: op.py, conda_env: e}}, {id: l, shared-library: l}]
              - {id: bridge, outputs: [o], ros2: {topic: /t, message_type: a/b}}
            """);
    for (ResolvedNode node : ResolvedDataflow.of(descriptor).nodes().values()) {
      byte[] json = JsonWriter.encode(node, ResolvedNodeJson::write);
      ResolvedNode read = JsonReader.decode(json, ResolvedNodeJson::read);

      assertEquals(node.env(), read.env(), node.id().value());
      assertEquals(node.kind(), read.kind(), node.id().value());
      assertEquals(node.inputs(), read.inputs());
      assertEquals(node.outputs(), read.outputs());
      assertEquals(node.descriptor().limits(), read.descriptor().limits());
      assertEquals(node.descriptor().restart(), read.descriptor().restart());
      assertEquals(node.descriptor().deploy(), read.descriptor().deploy());
      assertEquals(node.logging(), read.logging());
      assertEquals(
          new String(json, StandardCharsets.UTF_8),
          new String(JsonWriter.encode(read, ResolvedNodeJson::write), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aRefusalNamesKeyAndMessage() {
    for (String json :
        List.of(
            "{\"nodes\":[{\"id\":\"a\",\"pth\":\"x\"}]}",
            "{\"nodes\":[{\"id\":\"a\",\"path\":5}]}",
            "{\"nodes\":[{\"id\":\"a/b\",\"path\":\"x\"}]}",
            "{\"nodes\":5}",
            "{}",
            "{\"nodes\":[],\"nodes\":[]}",
            "[]")) {
      JsonException refused =
          assertThrows(
              JsonException.class,
              () -> JsonReader.decode(json.getBytes(StandardCharsets.UTF_8), DescriptorJson::read),
              json);
      assertTrue(refused.getMessage().contains(" at $"), refused.getMessage());
    }
  }

  private static String rendered(Descriptor descriptor, String name) {
    return Objects.requireNonNull(Objects.requireNonNull(descriptor.env()).get(name)).rendered();
  }

  private static Descriptor parse(String text) {
    return DescriptorParser.parse(text, "written", Map.of()).descriptor();
  }
}
