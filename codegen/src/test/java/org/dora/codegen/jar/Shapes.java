package org.dora.codegen.jar;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code whose call sites are replaced; the tests run it as javac made it and as it is then. */
final class Shapes implements Supplier<List<Object>> {
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(float side, String name) implements Shape {}

  record Dot() implements Shape {}

  record All(
      boolean flag,
      byte small,
      char letter,
      short number,
      int count,
      long total,
      float ratio,
      double share,
      @Nullable String text,
      int[] values) {}

  @Override
  public List<Object> get() {
    int[] values = {1, 2};
    All all =
        new All(true, (byte) -1, 'x', (short) -300, 7, 1L << 40, 0f, Double.NaN, null, values);
    All same =
        new All(true, (byte) -1, 'x', (short) -300, 7, 1L << 40, 0f, Double.NaN, null, values);
    All other =
        new All(true, (byte) -1, 'x', (short) -300, 7, 1L << 40, -0f, Double.NaN, null, values);
    record Local(String a) {}
    return List.of(
        area(new Circle(2)),
        area(new Square(3, "s")),
        area(new Square(4, "big")),
        area(new Dot()),
        ofNull(null),
        word("stop"),
        word("-x"),
        word("other"),
        all.equals(same),
        all.equals(other),
        isEqual(all, null),
        isEqual(all, "text"),
        new Dot().equals(new Dot()),
        all.hashCode() == same.hashCode(),
        new Square(3, "s").hashCode(),
        all.toString().replaceFirst("\\[I@\\w+", "array"),
        new Dot().toString(),
        new Local("b").toString());
  }

  private static boolean isEqual(Object one, @Nullable Object other) {
    return one.equals(other);
  }

  private static String area(Shape shape) {
    return switch (shape) {
      case Circle(double radius) -> "circle " + radius;
      case Square square when square.side() > 3 -> "big " + square;
      case Square square -> "square " + square.name();
      case Dot _ -> "dot";
    };
  }

  private static String ofNull(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case null -> "null";
      default -> "other";
    };
  }

  private static String word(String word) {
    return switch (word) {
      case "stop" -> "exact";
      case String option when option.startsWith("-") -> "option";
      case String rest -> rest;
    };
  }
}
