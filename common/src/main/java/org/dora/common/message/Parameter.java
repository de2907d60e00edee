package org.dora.common.message;

import java.time.Instant;
import java.util.List;
import org.dora.common.codec.Wire;

/** A typed value in a message's metadata (node-protocol.md, section 8). */
@Wire
public sealed interface Parameter
    permits Parameter.Bool,
        Parameter.Int,
        Parameter.Text,
        Parameter.ListInt,
        Parameter.Real,
        Parameter.ListFloat,
        Parameter.ListText,
        Parameter.Timestamp {

  /** A truth value. */
  record Bool(boolean value) implements Parameter {}

  /** A signed 64-bit number. */
  record Int(long value) implements Parameter {}

  /** A text. */
  record Text(String value) implements Parameter {}

  /** Signed 64-bit numbers. */
  record ListInt(List<Long> values) implements Parameter {
    /** Copies the list. */
    public ListInt {
      values = List.copyOf(values);
    }
  }

  /** A double. */
  record Real(double value) implements Parameter {}

  /** Doubles. */
  record ListFloat(List<Double> values) implements Parameter {
    /** Copies the list. */
    public ListFloat {
      values = List.copyOf(values);
    }
  }

  /** Texts. */
  record ListText(List<String> values) implements Parameter {
    /** Copies the list. */
    public ListText {
      values = List.copyOf(values);
    }
  }

  /** A point in time, with nanoseconds. */
  record Timestamp(Instant value) implements Parameter {}
}
