package org.dora.common.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of a YAML document as it was written: nothing is converted yet, everything has a place.
 */
public sealed interface YamlNode {
  /** The place of the node's first character, or of the alias that stands for it. */
  Position position();

  /** The tag as it was written, resolved to a name: {@code !Tcp}, {@code tag:yaml.org,2002:str}. */
  @Nullable String tag();

  /** Returns the same node at another place. */
  YamlNode at(Position place);

  /**
   * A scalar.
   *
   * @param text the content, without quotes and with escapes resolved
   * @param style how it was written; only plain scalars can be anything but text
   */
  record Scalar(String text, Style style, @Nullable String tag, Position position)
      implements YamlNode {
    @Override
    public Scalar at(Position place) {
      return new Scalar(text, style, tag, place);
    }

    /** What the scalar stands for under the YAML 1.2 rules of the released reader. */
    public ScalarValue value() {
      return ScalarResolver.resolve(this);
    }
  }

  /** A sequence, in block or flow style. */
  record Sequence(List<YamlNode> items, @Nullable String tag, Position position)
      implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Sequence at(Position place) {
      return new Sequence(items, tag, place);
    }
  }

  /** A mapping, in block or flow style; keys are scalars and different from each other. */
  record Mapping(List<Entry> entries, @Nullable String tag, Position position) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public Mapping at(Position place) {
      return new Mapping(entries, tag, place);
    }

    /** Returns the entry whose key was written as {@code key}. */
    public Optional<Entry> entry(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}

  /** How a scalar was written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BLOCK
  }
}
