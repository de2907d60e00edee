package org.dora.common.yaml;

import java.math.BigInteger;

/** What a scalar stands for. */
public sealed interface ScalarValue {
  /** {@code null}, {@code ~} or nothing. */
  record Null() implements ScalarValue {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements ScalarValue {}

  /** An integer of any size. */
  record Int(BigInteger value) implements ScalarValue {}

  /** A floating point number. */
  record Real(double value) implements ScalarValue {}

  /** Anything else, and everything in quotes. */
  record Text(String value) implements ScalarValue {}
}
