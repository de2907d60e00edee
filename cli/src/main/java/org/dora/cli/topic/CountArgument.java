package org.dora.cli.topic;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number that is at least one, of messages or of seconds. */
final class CountArgument implements ITypeConverter<Long> {
  private static final BigInteger MOST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

  @Override
  public Long convert(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!Character.isDigit(value.charAt(i))) {
        throw new TypeConversionException("invalid digit found in string");
      }
    }
    if (value.isEmpty()) {
      throw new TypeConversionException("cannot parse integer from empty string");
    }
    BigInteger number = new BigInteger(value);
    if (number.signum() == 0 || number.compareTo(MOST) > 0) {
      throw new TypeConversionException(value + " is not in 1.." + MOST);
    }
    return number.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
