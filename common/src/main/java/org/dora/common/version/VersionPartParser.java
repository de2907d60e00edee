package org.dora.common.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one part of a {@link VersionRequirement}: {@code ^1.2}, {@code 1.*}, {@code >=1.0.0-rc.1}.
 */
final class VersionPartParser {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final String[] OPERATORS = {">=", "<=", "=", ">", "<", "~", "^"};

  private final String text;
  private int at;
  private boolean wildcard;

  VersionPartParser(String text) {
    this.text = text;
  }

  Optional<VersionRequirement.Part> parse() {
    try {
      String operator = operator();
      long major = number();
      OptionalLong minor = furtherNumber();
      OptionalLong patch = furtherNumber();
      List<String> preRelease = patch.isPresent() && next('-') ? identifiers(false) : List.of();
      if (patch.isPresent() && next('+')) {
        List<String> _ = identifiers(true);
      }
      require(at == text.length());
      String meant = operator.isEmpty() ? (wildcard ? "*" : "^") : operator;
      return Optional.of(new VersionRequirement.Part(meant, major, minor, patch, preRelease));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private String operator() {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator)) {
        at = operator.length();
        while (next(' ')) {}
        return operator;
      }
    }
    return "";
  }

  /** After a wildcard only wildcards may follow. */
  private OptionalLong furtherNumber() {
    if (!next('.')) {
      return OptionalLong.empty();
    }
    if (next('*') || next('x') || next('X')) {
      wildcard = true;
      return OptionalLong.empty();
    }
    require(!wildcard);
    return OptionalLong.of(number());
  }

  private long number() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    require(at > start && at - start <= 20 && (text.charAt(start) != '0' || at == start + 1));
    BigInteger value = new BigInteger(text.substring(start, at));
    require(value.compareTo(MAX) <= 0);
    return value.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private List<String> identifiers(boolean zerosFirst) {
    List<String> identifiers = new ArrayList<>();
    do {
      int start = at;
      boolean digits = true;
      while (at < text.length() && isIdentifier(text.charAt(at))) {
        digits &= isDigit(text.charAt(at));
        at++;
      }
      require(at > start);
      require(zerosFirst || !digits || text.charAt(start) != '0' || at == start + 1);
      identifiers.add(text.substring(start, at));
    } while (next('.'));
    return identifiers;
  }

  private boolean next(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifier(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new MalformedException();
    }
  }

  /** Ends the reading of a text that is no part. */
  private static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super(null, null, false, false);
    }
  }
}
