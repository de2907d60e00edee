package org.dora.common.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A range of versions as Cargo writes it, {@code >=0.4, <2}: a version has to satisfy all parts.
 *
 * @param parts none for {@code *}, which any release satisfies
 */
public record VersionRequirement(List<Part> parts) {
  /** Most parts that the released program takes. */
  static final int MOST_PARTS = 32;

  /** Any release. */
  public static final VersionRequirement ANY = new VersionRequirement(List.of());

  public VersionRequirement {
    parts = List.copyOf(parts);
  }

  /**
   * One comparison.
   *
   * @param operator {@code =}, {@code >}, {@code >=}, {@code <}, {@code <=}, {@code ~}, {@code ^}
   *     or {@code *} for a version that ends in a wildcard
   * @param major first number
   * @param minor second number, if given
   * @param patch third number, if given
   * @param preRelease identifiers after the hyphen
   */
  public record Part(
      String operator,
      long major,
      OptionalLong minor,
      OptionalLong patch,
      List<String> preRelease) {
    public Part {
      preRelease = List.copyOf(preRelease);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(operator.equals("*") ? "" : operator).append(major);
      if (minor.isPresent()) {
        text.append('.').append(minor.getAsLong());
      } else if (operator.equals("*")) {
        text.append(".*");
      }
      if (patch.isPresent()) {
        text.append('.').append(patch.getAsLong());
      } else if (minor.isPresent() && operator.equals("*")) {
        text.append(".*");
      }
      return preRelease.isEmpty()
          ? text.toString()
          : text.append('-').append(String.join(".", preRelease)).toString();
    }
  }

  /**
   * Whether a version will do. A pre-release only does where a part names a pre-release of the same
   * three numbers, so that nobody gets one unasked.
   */
  public boolean matches(SemanticVersion version) {
    boolean preReleaseWanted = version.preRelease().isEmpty();
    for (Part part : parts) {
      if (!VersionComparison.matches(part, version)) {
        return false;
      }
      preReleaseWanted |= VersionComparison.namesPreReleaseOf(part, version);
    }
    return preReleaseWanted;
  }

  /** Returns the range that a text stands for, empty if it is none. */
  public static Optional<VersionRequirement> parse(String text) {
    String trimmed = withoutSpaces(text);
    if (trimmed.equals("*") || trimmed.equals("x") || trimmed.equals("X")) {
      return Optional.of(ANY);
    }
    List<Part> parts = new ArrayList<>();
    for (int start = 0; start <= text.length(); ) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      Optional<Part> part =
          new VersionPartParser(withoutSpaces(text.substring(start, end))).parse();
      if (part.isEmpty() || parts.size() == MOST_PARTS) {
        return Optional.empty();
      }
      parts.add(part.get());
      start = end + 1;
    }
    return Optional.of(new VersionRequirement(parts));
  }

  /** Other white space than blanks is refused. */
  private static String withoutSpaces(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  /** Returns the range as Cargo prints it: {@code ^1.0}, {@code >=1.0, <2}, {@code *}. */
  @Override
  public String toString() {
    if (parts.isEmpty()) {
      return "*";
    }
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(part.toString()));
    return String.join(", ", texts);
  }
}
