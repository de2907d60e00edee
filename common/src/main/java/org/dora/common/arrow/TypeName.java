package org.dora.common.arrow;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;

/** Names types for messages to humans, in the words that Python users know. */
final class TypeName {
  private TypeName() {}

  static String of(Field field) {
    String name =
        switch (field.typeType()) {
          case Type.Int -> of(ArrayLayout.parameters(field, new Int()));
          case Type.FloatingPoint ->
              switch (ArrayLayout.parameters(field, new FloatingPoint()).precision()) {
                case Precision.HALF -> "float16";
                case Precision.SINGLE -> "float32";
                default -> "float64";
              };
          case Type.Struct_ -> "struct";
          default -> lowerSnake(Type.name(field.typeType()));
        };
    return field.dictionary() == null ? name : "dictionary of " + name;
  }

  static String of(Int type) {
    return (type.isSigned() ? "int" : "uint") + type.bitWidth();
  }

  private static String lowerSnake(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
