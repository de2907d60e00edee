package org.dora.common.descriptor;

import java.util.Map;
import org.dora.common.DoraException;

/**
 * Replaces {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-default}} in environment values
 * (dataflow.md section 3.4): {@code $$} becomes {@code $}, defaults are taken literally.
 */
final class EnvSubstitution {
  private final String text;
  private final Map<String, String> environment;
  private final StringBuilder out = new StringBuilder();

  private EnvSubstitution(String text, Map<String, String> environment) {
    this.text = text;
    this.environment = environment;
  }

  /**
   * @throws UnsetVariableException if a variable without default is not in {@code environment}
   */
  static String apply(String text, Map<String, String> environment) {
    return text.indexOf('$') < 0 ? text : new EnvSubstitution(text, environment).run();
  }

  /**
   * Returns a text that {@link #apply} makes {@code text} of, in any environment: what a message
   * holds, since its readers substitute as those of files do.
   */
  static String escaped(String text) {
    return text.replace("$", "$$");
  }

  /**
   * Returns what {@link #escaped} was given. A reference in a message is left as it is: the
   * released program writes texts unescaped, and what it means stands there.
   */
  static String unescaped(String text) {
    return text.replace("$$", "$");
  }

  private String run() {
    int at = 0;
    for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
      out.append(text, at, dollar);
      at = reference(dollar);
    }
    return out.append(text, at, text.length()).toString();
  }

  /** Appends what the reference at {@code dollar} stands for and returns where it ends. */
  private int reference(int dollar) {
    if (text.startsWith("${", dollar)) {
      int brace = text.indexOf('}', dollar);
      if (brace >= 0) {
        out.append(braced(text.substring(dollar + 2, brace)));
        return brace + 1;
      }
      out.append("${");
      return dollar + 2;
    }
    int end = nameEnd(dollar + 1);
    if (end > dollar + 1) {
      out.append(lookUp(text.substring(dollar + 1, end)));
      return end;
    }
    out.append('$');
    return text.startsWith("$$", dollar) ? dollar + 2 : dollar + 1;
  }

  private String braced(String inner) {
    int split = inner.indexOf(":-");
    if (split > 0) {
      return environment.getOrDefault(inner.substring(0, split), inner.substring(split + 2));
    }
    return lookUp(inner);
  }

  private String lookUp(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new UnsetVariableException(name);
    }
    return value;
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c != '_' && !Character.isLetterOrDigit(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /** A value refers to a variable that is not set and gives no default. */
  static final class UnsetVariableException extends DoraException {
    private static final long serialVersionUID = 1L;

    UnsetVariableException(String name) {
      super(
          "the environment variable `"
              + name
              + "` is not set; set it, or write `${"
              + name
              + ":-default}`, or `$$` for a plain dollar sign");
    }
  }
}
