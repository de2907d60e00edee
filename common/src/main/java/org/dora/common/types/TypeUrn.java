package org.dora.common.types;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The name of a type with its parameters: {@code std/media/v1/AudioFrame[sample_type=f32]}.
 *
 * @param base what stands before the brackets
 * @param params by name; empty without brackets
 */
public record TypeUrn(String base, SortedMap<String, String> params) {
  public TypeUrn {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * Returns the name that a text stands for; empty for empty text, brackets that do not close, and
   * parameters without name or value.
   */
  public static Optional<TypeUrn> parse(String text) {
    int bracket = text.indexOf('[');
    if (bracket < 0) {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new TypeUrn(text, Collections.emptySortedMap()));
    }
    if (!text.endsWith("]")) {
      return Optional.empty();
    }
    SortedMap<String, String> params = new TreeMap<>();
    String list = text.substring(bracket + 1, text.length() - 1);
    for (int start = 0; start <= list.length(); ) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      if (!readParameter(list.substring(start, end), params)) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return Optional.of(new TypeUrn(text.substring(0, bracket), params));
  }

  private static boolean readParameter(String text, SortedMap<String, String> params) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    params.put(name, value);
    return !name.isEmpty() && !value.isEmpty();
  }

  /** Returns the last segment, without parameters: {@code Image} for {@code std/media/v1/Image}. */
  public static String shortName(String text) {
    String base = withoutBrackets(text);
    return base.substring(base.lastIndexOf('/') + 1);
  }

  /** Returns all but the last segment; empty if there is only one. */
  static String packageOf(String text) {
    String base = withoutBrackets(text);
    return base.substring(0, Math.max(0, base.lastIndexOf('/')));
  }

  private static String withoutBrackets(String text) {
    int bracket = text.indexOf('[');
    return bracket < 0 ? text : text.substring(0, bracket);
  }

  /** Whether no parameter that both have differs; a side without any agrees with all. */
  boolean agreesWith(TypeUrn other) {
    for (Map.Entry<String, String> param : params.entrySet()) {
      String theirs = other.params.get(param.getKey());
      if (theirs != null && !theirs.equals(param.getValue())) {
        return false;
      }
    }
    return true;
  }
}
