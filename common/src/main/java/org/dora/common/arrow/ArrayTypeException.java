package org.dora.common.arrow;

/** An array was asked for values of a type that it does not hold. */
public final class ArrayTypeException extends IpcException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  ArrayTypeException(String expected, String actual) {
    super("array holds " + actual + ", expected " + expected);
    this.expected = expected;
    this.actual = actual;
  }

  /** Returns what the caller asked for, such as {@code float32}. */
  public String expected() {
    return expected;
  }

  /** Returns what the array holds, such as {@code utf8} or {@code 3 values of int64}. */
  public String actual() {
    return actual;
  }
}
