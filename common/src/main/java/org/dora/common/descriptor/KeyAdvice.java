package org.dora.common.descriptor;

import java.util.List;
import java.util.Optional;
import org.dora.common.yaml.SimilarName;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlFields;

/**
 * Refuses unknown keys with advice: the 1.x name of a 0.x key, or the known key that looks alike.
 */
final class KeyAdvice {
  private KeyAdvice() {}

  static YamlException unknown(YamlFields.Field field, List<String> known) {
    YamlException refusal = field.unknown(known);
    return advice(field.name(), known).map(refusal::withHint).orElse(refusal);
  }

  /** Refuses every key that the schema does not have at this place. */
  static void requireKnown(YamlFields fields, List<String> known) {
    requireKnown(fields, known, known);
  }

  /**
   * Refuses every key that is not read at this place.
   *
   * @param listed the keys that the refusal lists
   */
  static void requireKnown(YamlFields fields, List<String> known, List<String> listed) {
    for (YamlFields.Field field : fields.all()) {
      if (!known.contains(field.name())) {
        fields.refuse(unknown(field, listed));
      }
    }
  }

  /** Returns the warning for a key that the released reader drops without a word. */
  static Finding ignored(YamlFields.Field field, List<String> known, String owner) {
    String advice =
        SimilarName.of(field.name(), known).map(key -> ", did you mean `" + key + "`?").orElse("");
    return Finding.warning(
        field.value().path(),
        owner + " has no option `" + field.name() + "`, it is ignored" + advice);
  }

  private static Optional<String> advice(String name, List<String> known) {
    return switch (name) {
      case "communication" -> Optional.of("remove it (dora 1.0 has no such choice)");
      case "_unstable_debug" -> Optional.of("use debug: (renamed in 1.0)");
      case "publish_all_messages_to_zenoh" ->
          Optional.of("use enable_debug_inspection: (renamed in 1.0)");
      case "shared_library" -> Optional.of("use shared-library: (renamed in 1.0)");
      case "custom" ->
          Optional.of("put its keys on the node itself, with path: for source: (changed in 1.0)");
      default -> SimilarName.of(name, known).map(key -> "did you mean `" + key + "`?");
    };
  }
}
