package org.dora.interop.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Dataflows of all shapes that matter to a build, as YAML; the same for the same seed. */
final class RandomDataflow {
  private static final List<String> IDS =
      List.of("a", "b.c", "'1'", "'true'", "'null'", "'007'", "'-'", "camera_2", "'1e5'", "no");

  private static final List<String> VALUES =
      List.of("1", "2.50", "true", "'x: y'", "\"1.10\"", "1e21", "'007'", "a b", "'é'", "''");

  private static final List<String> BUILDS =
      List.of("''", "'true'", "echo a  'b'", "\"echo one\\n\\necho \\\"two  words\\\"\\n\"");

  private final Random random;
  private final String repository;

  /**
   * @param repository address of one with the branch main and the tag v1
   */
  RandomDataflow(long seed, String repository) {
    this.random = new Random(seed);
    this.repository = repository;
  }

  /**
   * Returns a dataflow.
   *
   * @param allKinds whether some nodes are more than programs
   */
  String yaml(boolean allKinds) {
    StringBuilder yaml = new StringBuilder(random.nextBoolean() ? environment("") : "");
    yaml.append("nodes:\n");
    List<String> ids = new ArrayList<>(IDS);
    for (int count = random.nextInt(1, 6); count > 0; count--) {
      String id = ids.remove(random.nextInt(ids.size()));
      yaml.append("- id: ").append(id).append('\n');
      if (random.nextInt(3) == 0) {
        yaml.append(environment("  "));
      }
      if (random.nextInt(4) == 0) {
        yaml.append("  deploy: {")
            .append(pick(List.of("", "working_dir: sub", "machine: m", "working_dir: '1'")))
            .append("}\n");
      }
      yaml.append(allKinds && random.nextInt(3) == 0 ? otherKind() : program());
    }
    return yaml.toString();
  }

  private String program() {
    String path = pick(List.of("./x", "node.py", "dynamic", "sub/NODE.PY", ".py"));
    String build = random.nextBoolean() ? "  build: " + pick(BUILDS) + "\n" : "";
    return "  path: " + path + "\n" + build + (random.nextInt(3) == 0 ? git() : "");
  }

  private String git() {
    String reference =
        pick(List.of("", "  branch: main\n", "  tag: v1\n", "  rev: refs/tags/v1\n"));
    return "  git: " + repository + "\n" + reference;
  }

  private String otherKind() {
    return pick(
        List.of(
            "  operator: {python: o.py}\n",
            "  operator: {id: z, shared-library: lib, build: 'true'}\n",
            "  operators: []\n",
            "  operators:\n  - {id: y, python: {source: o.py, conda_env: e}}\n"
                + "  - {id: b, wasm: w, build: ''}\n",
            "  outputs: [x]\n  ros2: {topic: /x, message_type: a/B}\n"));
  }

  private String environment(String indent) {
    StringBuilder environment = new StringBuilder(indent + "env:");
    int count = random.nextInt(4);
    if (count == 0) {
      return environment.append(" {}\n").toString();
    }
    for (int i = 0; i < count; i++) {
      environment.append('\n').append(indent).append("  K").append((char) ('A' + i)).append(": ");
      environment.append(pick(VALUES));
    }
    return environment.append('\n').toString();
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
