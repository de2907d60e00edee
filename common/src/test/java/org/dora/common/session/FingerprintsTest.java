package org.dora.common.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.junit.jupiter.api.Test;

/** Values that the released program has written into its files. */
class FingerprintsTest {
  private static Descriptor parse(String yaml) {
    return DescriptorParser.parse(yaml, "flow.yml", Map.of()).descriptor();
  }

  private static String build(String yaml) {
    return BuildFingerprint.of(parse(yaml));
  }

  @Test
  void aLocalNodeWithoutABuild() {
    assertEquals("c5f86e2d22dc457b", build("nodes: [{id: a, path: ./a}]"));
  }

  @Test
  void variablesAndCommandsCount() {
    assertEquals(
        "1f4f3023466341a2",
        build(
            """
            env: {GLOB_A: g}
            nodes:
              - id: a
                path: ./a
                env: {EV_B: "b c"}
                build: |
                  sh -c "echo $EV_B-$GLOB_A > result.txt"
                  echo $EV_B '$EV_B' a\\ b "q\\"q" && false
            """));
  }

  @Test
  void pathsAndTheOrderOfNodesDoNot() {
    assertEquals(
        build("nodes: [{id: a, path: x, build: m}, {id: b, path: y}]"),
        build("nodes: [{id: b, path: z}, {id: a, path: w, args: q, build: m}]"));
  }

  @Test
  void withoutGitNodesTheLockFilesIsAConstant() {
    assertEquals("3519056b2efa671e", GitFingerprint.of(parse("nodes: [{id: a, path: ./a}]")));
  }

  @Test
  void anEnvironmentWithoutVariablesIsNone() {
    assertEquals("c5f86e2d22dc457b", build("nodes: [{id: a, path: ./a, env: {}}]"));
    assertEquals("c5f86e2d22dc457b", build("env: {}\nnodes: [{id: a, path: ./a}]"));
  }

  @Test
  void otherKeysThatCount() {
    assertEquals("d2a2df1490294191", build("nodes: [{id: a, path: ./a, build: ''}]"));
    assertEquals(
        "c5384113988eb11f", build("nodes: [{id: a, path: ./a, deploy: {working_dir: x}}]"));
    assertEquals("18adf50120d5be11", build("nodes: [{id: a, operators: []}]"));
  }

  @Test
  void aBridgeToRos2IsALocalProgramWhateverItIsToldToDo() {
    assertEquals(
        "c5f86e2d22dc457b",
        build("nodes: [{id: a, ros2: {topic: /x, message_type: a/B}, outputs: [x]}]"));
    assertEquals(
        "1a4f00035ba4b8ea",
        build("env: {A: 1}\nnodes: [{id: a, ros2: {topic: /x, message_type: a/B}, outputs: [x]}]"));
  }
}
