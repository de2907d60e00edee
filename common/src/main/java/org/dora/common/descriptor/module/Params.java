package org.dora.common.descriptor.module;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.EnvValue;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that a node gives to its module: they reach the inner nodes as variables and
 * within {@code args} (dataflow.md section 6.2).
 */
final class Params {
  private static final String BRACED = "${_param.";
  private static final String SHELL_STYLE = "$" + "PARAM_";
  private static final String VARIABLE = "PARAM_";

  private final SortedMap<String, String> byKey;
  private final Map<String, String> byCapitals = new HashMap<>();

  Params(SortedMap<String, String> params) {
    this.byKey = params;
    params.forEach((key, value) -> byCapitals.put(capitals(key), value));
  }

  /** Returns the variables of an inner node: parameters win over what it says itself. */
  @Nullable SortedMap<String, EnvValue> addedTo(@Nullable SortedMap<String, EnvValue> env) {
    if (byKey.isEmpty()) {
      return env;
    }
    SortedMap<String, EnvValue> merged = new TreeMap<>();
    if (env != null) {
      merged.putAll(env);
    }
    byCapitals.forEach((key, value) -> merged.put(VARIABLE + key, new EnvValue.Text(value)));
    return merged;
  }

  /** Replaces references in one pass: what was put in is not looked at again. */
  String substitutedIn(String args) {
    if (byKey.isEmpty()) {
      return args;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int dollar = args.indexOf('$'); dollar >= 0; dollar = args.indexOf('$', at)) {
      out.append(args, at, dollar);
      int end = endOfReference(args, dollar);
      String reference = args.substring(dollar, end);
      String value = valueOf(reference);
      out.append(value == null ? reference : value);
      at = end;
    }
    return out.append(args, at, args.length()).toString();
  }

  static String capitals(String key) {
    return key.toUpperCase(Locale.ROOT);
  }

  private @Nullable String valueOf(String reference) {
    if (reference.startsWith(BRACED) && reference.endsWith("}")) {
      return byKey.get(reference.substring(BRACED.length(), reference.length() - 1));
    }
    return reference.startsWith(SHELL_STYLE)
        ? byCapitals.get(reference.substring(SHELL_STYLE.length()))
        : null;
  }

  private static int endOfReference(String args, int dollar) {
    if (args.startsWith(BRACED, dollar)) {
      int brace = args.indexOf('}', dollar);
      return brace < 0 ? dollar + BRACED.length() : brace + 1;
    }
    if (!args.startsWith(SHELL_STYLE, dollar)) {
      return dollar + 1;
    }
    int end = dollar + SHELL_STYLE.length();
    while (end < args.length() && isWord(args.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
