package org.dora.common.version;

import java.util.OptionalLong;
import org.dora.common.version.VersionRequirement.Part;

/**
 * Holds a version against one part of a range, as Cargo does: numbers that a part leaves out do not
 * matter, except that there is nothing above or below them.
 */
final class VersionComparison {
  private VersionComparison() {}

  static boolean matches(Part part, SemanticVersion version) {
    return switch (part.operator()) {
      case "=", "*" -> equal(part, version);
      case ">" -> order(part, version) > 0;
      case ">=" -> equal(part, version) || order(part, version) > 0;
      case "<" -> order(part, version) < 0;
      case "<=" -> equal(part, version) || order(part, version) < 0;
      case "~" -> tilde(part, version);
      case "^" -> caret(part, version);
      default -> throw new IllegalStateException("`" + part.operator() + "` is no operator");
    };
  }

  /** Whether a part names a pre-release of a version's three numbers. */
  static boolean namesPreReleaseOf(Part part, SemanticVersion version) {
    return !part.preRelease().isEmpty()
        && part.major() == version.major()
        && is(part.minor(), version.minor())
        && is(part.patch(), version.patch());
  }

  private static boolean equal(Part part, SemanticVersion version) {
    return part.major() == version.major()
        && isOrAbsent(part.minor(), version.minor())
        && isOrAbsent(part.patch(), version.patch())
        && preRelease(part, version) == 0;
  }

  /** Returns 0 also where a number that the part leaves out would decide. */
  private static int order(Part part, SemanticVersion version) {
    if (version.major() != part.major()) {
      return Long.compare(version.major(), part.major());
    }
    if (part.minor().isEmpty() || version.minor() != part.minor().getAsLong()) {
      return compare(version.minor(), part.minor());
    }
    if (part.patch().isEmpty() || version.patch() != part.patch().getAsLong()) {
      return compare(version.patch(), part.patch());
    }
    return preRelease(part, version);
  }

  private static boolean tilde(Part part, SemanticVersion version) {
    if (part.major() != version.major() || !isOrAbsent(part.minor(), version.minor())) {
      return false;
    }
    int byPatch = compare(version.patch(), part.patch());
    return byPatch != 0 ? byPatch > 0 : preRelease(part, version) >= 0;
  }

  private static boolean caret(Part part, SemanticVersion version) {
    if (part.major() != version.major()) {
      return false;
    }
    if (part.minor().isEmpty()) {
      return true;
    }
    long minor = part.minor().getAsLong();
    if (version.minor() != minor) {
      return part.major() > 0 && version.minor() > minor;
    }
    if (part.patch().isEmpty()) {
      return true;
    }
    if (version.patch() != part.patch().getAsLong()) {
      return (part.major() > 0 || minor > 0) && version.patch() > part.patch().getAsLong();
    }
    return preRelease(part, version) >= 0;
  }

  private static int compare(long number, OptionalLong wanted) {
    return wanted.isEmpty() ? 0 : Long.compare(number, wanted.getAsLong());
  }

  private static boolean is(OptionalLong wanted, long number) {
    return wanted.isPresent() && wanted.getAsLong() == number;
  }

  private static boolean isOrAbsent(OptionalLong wanted, long number) {
    return wanted.isEmpty() || wanted.getAsLong() == number;
  }

  private static int preRelease(Part part, SemanticVersion version) {
    return SemanticVersion.comparePreReleases(version.preRelease(), part.preRelease());
  }
}
