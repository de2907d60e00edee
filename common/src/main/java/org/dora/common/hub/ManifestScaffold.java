package org.dora.common.hub;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.dora.common.manifest.ManifestCheck;
import org.dora.common.manifest.ManifestIssue;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.types.TypeLibrary;

/**
 * Makes the manifest that {@code dora hub init} writes: what can be guessed is filled in, the rest
 * is there as comments. It always passes {@code dora validate --node-manifest}.
 */
public final class ManifestScaffold {
  private static final String FALLBACK_NAMESPACE = "your-namespace";

  /** The released words to the letter: the golden capture of this command quotes them. */
  private static final String RELEASED_PLACEHOLDER =
      "TODO: one-line description of what this node does";

  private static final String TEXT =
      """
      # dora-node.yml — node manifest (see `dora validate --node-manifest`)
      # Spec: https://github.com/dora-rs/dora/blob/main/docs/plan-node-hub.md
      apiVersion: 1
      name: %s%s
      namespace: %s # the GitHub org/user you publish under
      description: %s
      # categories: [sensor] # one or more of: sensor, actuator, robot, transform,
      #                      # filter, ml-inference, llm, speech, communication,
      #                      # recorder, visualization, simulator, debug
      # keywords: []

      runtime: %s
      entrypoint: %s%s

      # Typed contracts: declare your ports so dataflows are checked at compose
      # time. Type URNs come from the standard library (std/<category>/v1/<Type>) or your own
      # `types:` definitions. Sources may have zero inputs; sinks zero outputs.
      # (When uncommenting the examples, also remove the `{}` placeholder.)
      inputs: {}
      #  image:
      #    type: std/media/v1/Image
      #    description: BGR frame to process
      outputs: {}
      #  bbox:
      #    type: std/vision/v1/BoundingBox
      #    description: detected bounding boxes

      # Documented configuration surface:
      # env:
      #   MODEL:
      #     default: model.safetensors
      #     description: model weights to load
      """;

  private ManifestScaffold() {}

  /** Returns the text for a node's folder. */
  public static String of(Path folder) {
    NodeGuess guess = NodeGuess.of(folder);
    String namespace = Namespace.of(folder, FALLBACK_NAMESPACE);
    Set<String> refused = refused(text(guess, namespace));
    if (refused.contains("name")) {
      guess = guess.withName(NodeGuess.FALLBACK_NAME);
    }
    if (refused.contains("entrypoint")) {
      guess = guess.withEntrypointOfName();
    }
    return text(guess, refused.contains("namespace") ? FALLBACK_NAMESPACE : namespace);
  }

  /** What other tools allow in a name is not always what a manifest does. */
  private static Set<String> refused(String text) {
    NodeManifest manifest = ManifestReader.parse(text, NodeManifest.FILE_NAME).manifest();
    Set<String> fields = new HashSet<>();
    for (ManifestIssue issue : ManifestCheck.issues(manifest, TypeLibrary.standard())) {
      fields.add(issue.field());
    }
    return fields;
  }

  private static String text(NodeGuess guess, String namespace) {
    String origin =
        guess.source().isEmpty()
            ? " # please check: a guess"
            : " # detected from " + guess.source();
    return TEXT.formatted(
        quoted(guess.name()),
        origin,
        quoted(namespace),
        quoted(guess.description().isEmpty() ? RELEASED_PLACEHOLDER : guess.description()),
        guess.runtime(),
        quoted(guess.entrypoint()),
        origin);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' ');
    return "\"" + Untrusted.withoutControls(escaped) + "\"";
  }
}
