package org.dora.common.hub;

import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.HubReference;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;

/**
 * The version of a package that a node gets.
 *
 * @param version the one that was chosen
 * @param entry what the index says of it
 * @param bytes where its program comes from
 * @param warnings what is odd about the choice
 */
record ChosenPackage(
    PublishedVersion version, IndexEntry entry, Bytes bytes, List<String> warnings) {
  ChosenPackage {
    warnings = List.copyOf(warnings);
  }

  /** Where a program comes from. */
  sealed interface Bytes {
    /** It is built from a commit. */
    record Source(GitSource source) implements Bytes {}

    /** It is ready-made. */
    record Binary(BinaryPin pin) implements Bytes {}
  }

  /**
   * Chooses the highest version that will do.
   *
   * @throws HubException if there is none, or it cannot be used
   */
  static ChosenPackage newest(
      Catalog catalog, HubReference reference, String written, Map<String, String> environment) {
    Catalog.Release release;
    try {
      release = catalog.resolve(reference);
    } catch (HubException e) {
      throw new HubException("failed to resolve `" + written + "`", e);
    }
    try {
      return new ChosenPackage(
          release.version(), release.entry(), bytes(release, reference, environment), List.of());
    } catch (HubException e) {
      throw new HubException(
          "invalid source for `" + reference.key() + "@" + release.version() + "`", e);
    }
  }

  private static Bytes bytes(
      Catalog.Release release, HubReference reference, Map<String, String> environment) {
    PackageSource source = release.entry().source();
    HubProvenance provenance =
        new HubProvenance(
            reference.key(),
            release.version().text(),
            ManifestDigest.of(release.entry().manifest()));
    if (source.binaries().isEmpty()) {
      return built(source, provenance, environment);
    }
    String platform = Platform.ours();
    PackageSource.Binary binary = source.binaryFor(platform).orElse(null);
    if (binary != null) {
      binary.check();
      return new Bytes.Binary(new BinaryPin(platform, binary.url(), binary.sha256(), provenance));
    }
    if (source.fallback() != null) {
      return built(source.fallback(), provenance, environment);
    }
    throw new HubException(
        "no prebuilt binary for platform `" + platform + "` and no `fallback-git` to build from");
  }

  private static Bytes built(
      PackageSource source, HubProvenance provenance, Map<String, String> environment) {
    PackageSource.Pin pin = source.pin(environment);
    return new Bytes.Source(
        new GitSource(GitAddress.withScheme(pin.git()), pin.rev(), source.subdir(), provenance));
  }
}
