package org.dora.zenoh;

import java.util.ArrayList;
import java.util.List;

/**
 * A key, or a pattern of keys: chunks separated by {@code /}, in canonical form.
 *
 * <p>{@code *} stands for one chunk, {@code **} for any number of them, {@code $*} for any part of
 * a chunk. A chunk that begins with {@code @} is only ever matched by itself.
 */
public final class KeyExpr {
  private final String text;
  private final List<String> chunks;
  private final boolean wild;

  private KeyExpr(String text, List<String> chunks) {
    this.text = text;
    this.chunks = chunks;
    this.wild = text.indexOf('*') >= 0;
  }

  /**
   * Takes a key expression as it is.
   *
   * @throws ZenohException if it is malformed or not in canonical form
   */
  public static KeyExpr tryFrom(String text) {
    KeyExpr canonical = autocanonize(text);
    if (!canonical.text.equals(text)) {
      throw new ZenohException(
          "the key expression `%s` is not canonical; expected `%s`".formatted(text, canonical));
    }
    return canonical;
  }

  /**
   * Takes a key expression in its canonical form.
   *
   * @throws ZenohException if it is malformed
   */
  public static KeyExpr autocanonize(String text) {
    List<String> chunks = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      chunks.add(canonicalChunk(text, start, end));
      start = end + 1;
    }
    sortWildcards(chunks);
    String canonical = String.join("/", chunks);
    return new KeyExpr(canonical.equals(text) ? text : canonical, List.copyOf(chunks));
  }

  private static String canonicalChunk(String text, int start, int end) {
    String chunk = text.substring(start, end);
    if (chunk.isEmpty()) {
      throw malformed(text, "it has an empty chunk");
    }
    if (chunk.equals("*") || chunk.equals("**")) {
      return chunk;
    }
    for (int index = 0; index < chunk.length(); index++) {
      switch (chunk.charAt(index)) {
        case '#', '?' -> throw malformed(text, "`#` and `?` are not allowed");
        case '*' -> throw malformed(text, "`*` may only be a whole chunk or follow `$`");
        case '$' -> {
          index++;
          if (index == chunk.length() || chunk.charAt(index) != '*') {
            throw malformed(text, "`$` may only stand before `*`");
          }
        }
        default -> {}
      }
    }
    String collapsed = chunk;
    while (collapsed.contains("$*$*")) {
      collapsed = collapsed.replace("$*$*", "$*");
    }
    return collapsed.equals("$*") ? "*" : collapsed;
  }

  private static ZenohException malformed(String text, String why) {
    return new ZenohException("the key expression `%s` is malformed: %s".formatted(text, why));
  }

  /** Puts each {@code *} before the {@code **} beside it and leaves only one of the latter. */
  private static void sortWildcards(List<String> chunks) {
    int write = 0;
    boolean pending = false;
    List<String> sorted = new ArrayList<>(chunks.size());
    for (String chunk : chunks) {
      if (chunk.equals("**")) {
        pending = true;
        continue;
      }
      if (pending && !chunk.equals("*")) {
        sorted.add("**");
        pending = false;
      }
      sorted.add(chunk);
      write++;
    }
    if (pending) {
      sorted.add("**");
    }
    if (write < chunks.size()) {
      chunks.clear();
      chunks.addAll(sorted);
    }
  }

  /** Returns whether this stands for more than one key. */
  public boolean isWild() {
    return wild;
  }

  /** Returns the parts between the slashes. */
  public List<String> chunks() {
    return chunks;
  }

  /** Returns whether there is a key that both stand for. */
  public boolean intersects(KeyExpr other) {
    if (!wild && !other.wild) {
      return text.equals(other.text);
    }
    return Wildcards.chunksIntersect(chunks, other.chunks);
  }

  /** Returns whether this stands for every key that {@code other} stands for. */
  public boolean includes(KeyExpr other) {
    if (!wild) {
      return text.equals(other.text);
    }
    return Wildcards.chunksInclude(chunks, other.chunks);
  }

  /** Returns this, a slash and {@code other}, in canonical form. */
  public KeyExpr join(String other) {
    return autocanonize(text + "/" + other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyExpr key && text.equals(key.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
