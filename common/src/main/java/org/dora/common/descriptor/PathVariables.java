package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expansion of the few variables that a node's {@code path} may name (dataflow.md section 5.1);
 * everything else stays as written.
 */
public final class PathVariables {
  private static final Set<String> ALLOWED =
      Set.of("HOME", "USER", "DORA_WORKSPACE", "CARGO_MANIFEST_DIR", "PWD");
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{([A-Za-z0-9_]+)}|([A-Za-z0-9_]+))");

  private PathVariables() {}

  /**
   * Replaces {@code $HOME}, {@code $USER}, {@code $DORA_WORKSPACE}, {@code $CARGO_MANIFEST_DIR} and
   * {@code $PWD}, also in braces.
   *
   * @param environment that of the process that starts the node
   */
  public static Expansion expand(String path, Map<String, String> environment) {
    if (path.indexOf('$') < 0) {
      return new Expansion(path, List.of());
    }
    List<String> kept = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(path);
    String text =
        matcher.replaceAll(found -> {
          String name = found.group(1) == null ? found.group(2) : found.group(1);
          String value = ALLOWED.contains(name) ? environment.get(name) : null;
          if (value == null && !kept.contains(name)) {
            kept.add(name);
          }
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    return new Expansion(text, List.copyOf(kept));
  }

  /**
   * A path after expansion.
   *
   * @param text the path
   * @param kept names that stayed as written, since they are not allowed or not set: worth a
   *     warning
   */
  public record Expansion(String text, List<String> kept) {}
}
