package org.dora.common.descriptor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dora.common.DoraException;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlValue;

/**
 * A number of bytes, written {@code 4096}, {@code 10MB} or {@code 1.5 kb}; units are powers of
 * 1024.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("\\s*([-+]?[0-9.]+)\\s*([^0-9.\\s].*?)?\\s*");
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /**
   * Reads a size with or without unit.
   *
   * @throws InvalidByteSizeException if the text is no size
   */
  public static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text);
    Double number = form.matches() ? RustNumber.parse(form.group(1)) : null;
    if (number == null) {
      throw new InvalidByteSizeException("invalid byte size: `" + text + "`");
    }
    if (number < 0) {
      throw new InvalidByteSizeException("byte size cannot be negative");
    }
    String unit = form.group(2) == null ? "" : form.group(2);
    BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(factor(unit)));
    if (bytes.compareTo(MAX) > 0) {
      throw new InvalidByteSizeException("byte size `" + text + "` is too large");
    }
    return new ByteSize(bytes.longValue());
  }

  /**
   * Reads a size written as an integer or as text.
   *
   * @throws YamlException if it is neither
   */
  public static ByteSize read(YamlValue value) {
    if (value.node() instanceof YamlNode.Scalar scalar) {
      switch (scalar.value()) {
        case ScalarValue.Int(BigInteger bytes) -> {
          if (bytes.signum() < 0) {
            throw value.refusal("byte size cannot be negative");
          }
          return new ByteSize(value.unsigned64());
        }
        case ScalarValue.Text(String text) -> {
          try {
            return parse(text);
          } catch (InvalidByteSizeException e) {
            throw value.refusal(String.valueOf(e.getMessage()));
          }
        }
        case ScalarValue.Null _, ScalarValue.Bool _, ScalarValue.Real _ -> {}
      }
    }
    throw value.invalidType("a byte size as integer or string (e.g. 67108864, \"64MB\")");
  }

  private static long factor(String unit) {
    return switch (unit.toUpperCase(Locale.ROOT)) {
      case "", "B" -> 1;
      case "K", "KB" -> 1L << 10;
      case "M", "MB" -> 1L << 20;
      case "G", "GB" -> 1L << 30;
      default -> throw new InvalidByteSizeException("unknown byte size unit: `" + unit + "`");
    };
  }

  /** A text that is no byte size. */
  public static final class InvalidByteSizeException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidByteSizeException(String message) {
      super(message);
    }
  }
}
