package org.dora.common.hub;

import java.util.Comparator;
import java.util.Optional;
import org.dora.common.version.SemanticVersion;

/**
 * A version as an index names it, whose file keeps the build metadata that comparisons pass over.
 *
 * @param number what is compared
 * @param text what is shown and looked up
 */
public record PublishedVersion(SemanticVersion number, String text)
    implements Comparable<PublishedVersion> {
  private static final Comparator<PublishedVersion> ORDER =
      Comparator.comparing(PublishedVersion::number).thenComparing(PublishedVersion::text);

  /** Returns the version that a text is, empty if it is none. */
  public static Optional<PublishedVersion> parse(String text) {
    return SemanticVersion.parse(text)
        .filter(number -> number.preRelease().stream().noneMatch(PublishedVersion::isPadded))
        .map(number -> new PublishedVersion(number, text));
  }

  private static boolean isPadded(String identifier) {
    return identifier.length() > 1
        && identifier.charAt(0) == '0'
        && identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(PublishedVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
