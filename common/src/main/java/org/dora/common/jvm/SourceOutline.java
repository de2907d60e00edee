package org.dora.common.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stands at the top level of a Java source file, as far as starting it depends on it.
 *
 * @param packageName the declared package, or empty
 * @param declaresType whether there is a class, interface, record or enum
 * @param declaresMember whether there is a method or field outside of any class, which makes the
 *     file a compact source file (JEP 512)
 */
record SourceOutline(String packageName, boolean declaresType, boolean declaresMember) {
  static SourceOutline of(String source) {
    return new Scan(source).outline();
  }

  boolean isEmpty() {
    return !declaresType && !declaresMember;
  }

  /** The one pass over the text: gathers the words of each declaration outside of any bracket. */
  private static final class Scan {
    private static final Set<String> TYPE_KEYWORDS = Set.of("class", "interface", "enum", "record");

    private final String source;
    private final List<String> words = new ArrayList<>();
    private int at;
    private int depth;
    private String packageName = "";
    private boolean type;
    private boolean member;

    Scan(String source) {
      this.source = source;
    }

    SourceOutline outline() {
      while (at < source.length()) {
        char c = source.charAt(at);
        if (source.startsWith("//", at)) {
          skipPast("\n", 2);
        } else if (source.startsWith("/*", at)) {
          skipPast("*/", 2);
        } else if (source.startsWith("\"\"\"", at)) {
          skipLiteral("\"\"\"");
        } else if (c == '"' || c == '\'') {
          skipLiteral(String.valueOf(c));
        } else if (Character.isJavaIdentifierStart(c) || c == '@') {
          word();
        } else {
          mark(c);
          at++;
        }
      }
      return new SourceOutline(packageName, type, member);
    }

    private void skipPast(String end, int from) {
      int found = source.indexOf(end, at + from);
      at = found < 0 ? source.length() : found + end.length();
    }

    private void skipLiteral(String quote) {
      at += quote.length();
      while (at < source.length() && !source.startsWith(quote, at)) {
        at += source.charAt(at) == '\\' ? 2 : 1;
      }
      at += quote.length();
    }

    /** A name with its dots, so that {@code int.class} is not taken for a declaration. */
    private void word() {
      int start = at++;
      while (at < source.length()
          && (Character.isJavaIdentifierPart(source.charAt(at)) || source.charAt(at) == '.')) {
        at++;
      }
      if (depth == 0 && source.charAt(start) != '@') {
        words.add(source.substring(start, at));
      }
    }

    private void mark(char c) {
      if (depth == 0 && (c == '{' || c == ';')) {
        declarationEnds();
      }
      if (c == '{' || c == '(') {
        depth++;
      } else if (c == '}' || c == ')') {
        depth--;
      }
    }

    private void declarationEnds() {
      if (!words.isEmpty()) {
        switch (words.getFirst()) {
          case "import" -> {}
          case "package" -> packageName = String.join("", words.subList(1, words.size()));
          case String _ when words.stream().anyMatch(TYPE_KEYWORDS::contains) -> type = true;
          case String _ -> member = true;
        }
      }
      words.clear();
    }
  }
}
