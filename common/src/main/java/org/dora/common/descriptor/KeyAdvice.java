package org.dora.common.descriptor;

import java.util.List;
import java.util.Map;
import org.dora.common.yaml.SimilarName;
import org.dora.common.yaml.YamlFields;

/**
 * Refuses unknown keys with advice: the 1.x name of a 0.x key, or the known key that looks alike.
 */
final class KeyAdvice {
  private static final Map<String, String> OF_OLD_KEYS =
      Map.of(
          "communication", "remove it (dora 1.0 has no such choice)",
          "_unstable_debug", "use debug: (renamed in 1.0)",
          "publish_all_messages_to_zenoh", "use enable_debug_inspection: (renamed in 1.0)",
          "shared_library", "use shared-library: (renamed in 1.0)",
          "custom", "put its keys on the node itself, with path: for source: (changed in 1.0)");

  private KeyAdvice() {}

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
    fields.requireKnown(known, listed, OF_OLD_KEYS);
  }

  /** Returns the warning for a key that the released reader drops without a word. */
  static Finding ignored(YamlFields.Field field, List<String> known, String owner) {
    String advice =
        SimilarName.of(field.name(), known).map(key -> ", did you mean `" + key + "`?").orElse("");
    return Finding.warning(
        field.value().path(),
        owner + " has no option `" + field.name() + "`, it is ignored" + advice);
  }
}
