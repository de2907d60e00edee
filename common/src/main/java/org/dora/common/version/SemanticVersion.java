package org.dora.common.version;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by the rules of semver.org 2.0, without its build metadata, which compares equal.
 *
 * @param preRelease identifiers after the hyphen; empty for a release
 */
public record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<SemanticVersion> {
  private static final String NUMBER = "(0|[1-9]\\d{0,17})";
  private static final Pattern SYNTAX =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

  /** Copies the list. */
  public SemanticVersion {
    preRelease = List.copyOf(preRelease);
  }

  /** Returns the version that {@code text} is, empty if it is none. */
  public static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String preRelease = matcher.group(4);
    return Optional.of(
        new SemanticVersion(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)),
            preRelease == null ? List.of() : List.of(preRelease.split("\\."))));
  }

  /**
   * Returns whether {@code other} lies in the caret range of this version, as Cargo has it: the
   * same leftmost number that is not zero, not lower, and a pre-release only of the same three
   * numbers as a pre-release given here.
   */
  public boolean caretMatches(SemanticVersion other) {
    if (!other.preRelease.isEmpty() && !(sameNumbers(other) && !preRelease.isEmpty())) {
      return false;
    }
    if (other.compareTo(this) < 0 || other.major != major) {
      return false;
    }
    if (major > 0) {
      return true;
    }
    return other.minor == minor && (minor > 0 || other.patch == patch);
  }

  private boolean sameNumbers(SemanticVersion other) {
    return major == other.major && minor == other.minor && patch == other.patch;
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byMajor = Long.compare(major, other.major);
    int byMinor = Long.compare(minor, other.minor);
    int byPatch = Long.compare(patch, other.patch);
    if (byMajor != 0) {
      return byMajor;
    }
    if (byMinor != 0) {
      return byMinor;
    }
    return byPatch != 0 ? byPatch : comparePreReleases(preRelease, other.preRelease);
  }

  /** Compares what stands behind the hyphens; nothing comes after everything. */
  static int comparePreReleases(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < common; i++) {
      int order = compareIdentifiers(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compareIdentifiers(String a, String b) {
    boolean aIsNumber = a.chars().allMatch(Character::isDigit);
    boolean bIsNumber = b.chars().allMatch(Character::isDigit);
    if (aIsNumber && bIsNumber) {
      int byLength = Integer.compare(a.length(), b.length());
      return byLength != 0 ? byLength : a.compareTo(b);
    }
    return aIsNumber == bIsNumber ? a.compareTo(b) : Boolean.compare(bIsNumber, aIsNumber);
  }
}
