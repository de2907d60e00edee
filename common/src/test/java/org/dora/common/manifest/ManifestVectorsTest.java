package org.dora.common.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Manifests of ours and what {@code dora validate --node-manifest} of dora 1.1.0 said to them:
 * nothing, why it could not read one, or which issues one has.
 */
class ManifestVectorsTest {
  private static final String SMALLEST =
      "apiVersion: 1\nname: viewer\nnamespace: acme\nruntime: python\nentrypoint: run.py\n";

  /**
   * One recorded answer.
   *
   * @param refusal empty unless the manifest could not be read
   */
  record Vector(String name, String manifest, String refusal, Set<String> issues) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ManifestVectorsTest.class.getResourceAsStream("manifests.json"))) {
      return JsonMapper.shared()
          .readTree(in.readAllBytes())
          .valueStream()
          .map(ManifestVectorsTest::vector);
    }
  }

  private static Vector vector(JsonNode recorded) {
    JsonNode whole = recorded.get("manifest");
    JsonNode refusal = recorded.get("refusal");
    JsonNode issues = recorded.get("issues");
    Set<String> all = new HashSet<>();
    if (issues != null) {
      issues.valueStream().map(JsonNode::asString).forEach(all::add);
    }
    return new Vector(
        recorded.get("name").asString(),
        whole == null ? SMALLEST + recorded.get("further").asString() : whole.asString(),
        refusal == null ? "" : refusal.asString(),
        all);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theAnswerIsThatOfTheReleasedProgram(Vector vector) {
    if (!vector.refusal().isEmpty()) {
      ManifestException failure =
          assertThrows(
              ManifestException.class, () -> ManifestReader.parse(vector.manifest(), "m.yml"));
      List<String> found = failure.problems().stream().map(Problem::message).toList();
      assertTrue(found.contains(vector.refusal()), () -> found.toString());
      return;
    }
    ParsedManifest parsed = ManifestReader.parse(vector.manifest(), "m.yml");
    Set<String> found = new HashSet<>();
    parsed.problems(TypeLibrary.standard()).forEach(problem -> found.add(problem.message()));
    assertEquals(vector.issues(), found);
  }
}
