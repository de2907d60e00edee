package org.dora.node.logging;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dora.node.TestJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Which lines the released daemon takes as structured records (node-protocol.md, section 13);
 * itself checked against the recorded verdicts.
 */
final class RecordRules {
  private static final Set<String> SEVERITIES = Set.of("error", "warn", "info", "debug", "trace");

  private RecordRules() {}

  static boolean isRecord(String line) {
    Object json;
    try {
      json = TestJson.parse(line);
    } catch (JacksonException _) {
      return false;
    }
    return json instanceof Map<?, ?> object
        && isLevel(object.get("level"))
        && isTime(object.get("timestamp"))
        && hasOnlyTexts(object.get("fields"));
  }

  private static boolean isLevel(@Nullable Object level) {
    return level instanceof String text
        && (text.equals("stdout") || SEVERITIES.contains(text.toLowerCase(Locale.ROOT)));
  }

  private static boolean isTime(@Nullable Object timestamp) {
    try {
      return timestamp instanceof String text && OffsetDateTime.parse(text) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean hasOnlyTexts(@Nullable Object fields) {
    return fields == null
        || fields instanceof Map<?, ?> map
            && map.values().stream().allMatch(String.class::isInstance);
  }
}
