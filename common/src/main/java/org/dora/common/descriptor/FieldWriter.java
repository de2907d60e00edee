package org.dora.common.descriptor;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.dora.common.yaml.TreeWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the keys of a descriptor with their values: most are left out when unset, some stand even
 * then, unless the text is to be compact.
 */
final class FieldWriter {
  private final TreeWriter out;
  private final boolean compact;
  private final boolean escapesEnv;

  FieldWriter(TreeWriter out, boolean compact) {
    this(out, compact, false);
  }

  private FieldWriter(TreeWriter out, boolean compact, boolean escapesEnv) {
    this.out = out;
    this.compact = compact;
    this.escapesEnv = escapesEnv;
  }

  /** Returns a writer of messages, whose readers substitute in {@code env} once more. */
  static FieldWriter message(TreeWriter out) {
    return new FieldWriter(out, false, true);
  }

  TreeWriter out() {
    return out;
  }

  /** Whether keys that say nothing are left out. */
  boolean isCompact() {
    return compact;
  }

  /** Writes a key unless it is unset. */
  void text(String key, @Nullable String value) {
    value(key, value, TreeWriter::text);
  }

  /** Writes a key that stands as null when it is unset. */
  void textOrNull(String key, @Nullable String value) {
    valueOrNull(key, value, TreeWriter::text);
  }

  void bool(String key, @Nullable Boolean value) {
    value(key, value, TreeWriter::bool);
  }

  void integer(String key, @Nullable Long value) {
    value(key, value, TreeWriter::integer);
  }

  void seconds(String key, @Nullable Seconds value) {
    value(key, value, FieldWriter::seconds);
  }

  void secondsOrNull(String key, @Nullable Seconds value) {
    valueOrNull(key, value, FieldWriter::seconds);
  }

  /** Writes a choice that is printed even if it is the default. */
  void choice(String key, String value, boolean isDefault) {
    if (!compact || !isDefault) {
      out.key(key).text(value);
    }
  }

  /** Writes a switch that is printed even if it is off. */
  void flag(String key, boolean on) {
    if (!compact || on) {
      out.key(key).bool(on);
    }
  }

  void envOrNull(String key, @Nullable SortedMap<String, EnvValue> env) {
    valueOrNull(key, env, (_, values) -> env(values));
  }

  void env(String key, @Nullable SortedMap<String, EnvValue> env) {
    value(key, env, (_, values) -> env(values));
  }

  /** Writes texts by name unless there are none. */
  void texts(String key, SortedMap<String, String> texts) {
    if (!texts.isEmpty()) {
      out.key(key).beginMap();
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        out.key(entry.getKey()).text(entry.getValue());
      }
      out.endMap();
    }
  }

  <T> void list(String key, @Nullable List<T> items, BiConsumer<TreeWriter, T> writing) {
    if (items != null) {
      out.key(key).beginList();
      for (T item : items) {
        writing.accept(out, item);
      }
      out.endList();
    }
  }

  <T> void value(String key, @Nullable T value, BiConsumer<TreeWriter, T> writing) {
    if (value != null) {
      out.key(key);
      writing.accept(out, value);
    }
  }

  private <T> void valueOrNull(String key, @Nullable T value, BiConsumer<TreeWriter, T> writing) {
    if (value == null && !compact) {
      out.key(key).nothing();
    } else {
      value(key, value, writing);
    }
  }

  /**
   * JSON has no infinity: such a span, which {@link DescriptorCheck} refuses, is written as null.
   */
  private static void seconds(TreeWriter out, Seconds seconds) {
    if (Double.isFinite(seconds.value()) || out.spellsInfinity()) {
      out.real(seconds.value());
    } else {
      out.nothing();
    }
  }

  private void env(SortedMap<String, EnvValue> env) {
    out.beginMap();
    for (Map.Entry<String, EnvValue> entry : env.entrySet()) {
      out.key(entry.getKey());
      (escapesEnv ? entry.getValue().escaped() : entry.getValue()).write(out);
    }
    out.endMap();
  }
}
