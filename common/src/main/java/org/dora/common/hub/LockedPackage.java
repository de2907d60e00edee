package org.dora.common.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.descriptor.HubReference;
import org.dora.common.id.NodeId;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.session.HubProvenance;
import org.jspecify.annotations.Nullable;

/**
 * Takes the version that a lock file holds on to. The manifest still comes from the index, whose
 * entry must be the one that was locked.
 */
final class LockedPackage {
  private static final String REGENERATE = " — regenerate with `dora build --write-lockfile`";
  private static final int LONGEST_REASON = 200;

  private final NodeId node;
  private final HubReference reference;
  private final Catalog catalog;
  private final List<String> warnings = new ArrayList<>();

  LockedPackage(NodeId node, HubReference reference, Catalog catalog) {
    this.node = node;
    this.reference = reference;
    this.catalog = catalog;
  }

  /**
   * Takes a commit.
   *
   * @throws HubException if it is no longer what the dataflow asks for or the index has
   */
  ChosenPackage source(GitSource pin, Map<String, String> environment) {
    if (!PackageSource.isCommit(pin.commitHash())) {
      throw refusal(
          "lockfile commit hash `"
              + Untrusted.withoutControls(pin.commitHash())
              + "` is not a valid hex hash"
              + REGENERATE);
    }
    if (pin.hub() == null) {
      throw refusal("lockfile entry has no hub provenance" + REGENERATE);
    }
    PublishedVersion version = version(pin.hub());
    IndexEntry entry = entry(version, pin.hub());
    compare(pin, entry, version, environment);
    return new ChosenPackage(version, entry, new ChosenPackage.Bytes.Source(pin), warnings);
  }

  private void compare(
      GitSource pin, IndexEntry entry, PublishedVersion version, Map<String, String> environment) {
    PackageSource source = withFallback(entry.source());
    try {
      PackageSource.Pin current = source.pin(environment);
      boolean same =
          GitAddress.withScheme(current.git()).equals(pin.repo())
              && current.rev().equals(pin.commitHash())
              && Objects.equals(source.subdir(), pin.subdir());
      if (!same) {
        rewritten(version, "no longer matches the lockfile pin");
      }
    } catch (HubException e) {
      rewritten(version, "has a malformed source");
    }
  }

  /** An entry with ready-made programs for others is built from its fallback here. */
  private static PackageSource withFallback(PackageSource source) {
    return source.git() == null && source.fallback() != null ? source.fallback() : source;
  }

  /**
   * Takes a ready-made program.
   *
   * @throws HubException if it is no longer what the dataflow asks for, the index has or this
   *     machine can run
   */
  ChosenPackage binary(BinaryPin pin) {
    String ours = Platform.ours();
    if (!pin.platform().equals(ours)) {
      throw refusal(
          "the lockfile pins the binary artifact for `"
              + pin.platform()
              + "`, but this host is `"
              + ours
              + "` — regenerate the lockfile on this platform (`dora build --write-lockfile`)");
    }
    PublishedVersion version = version(pin.hub());
    IndexEntry entry = entry(version, pin.hub());
    PackageSource.Binary pinned = new PackageSource.Binary(pin.platform(), pin.url(), pin.sha256());
    PackageSource.Binary current = entry.source().binaryFor(pin.platform()).orElse(null);
    if (!pinned.equals(current)) {
      rewritten(
          version, "no longer matches the locked binary artifact for `" + pin.platform() + "`");
    }
    pinned.check();
    return new ChosenPackage(version, entry, new ChosenPackage.Bytes.Binary(pin), warnings);
  }

  private PublishedVersion version(HubProvenance provenance) {
    if (!provenance.name().equals(reference.key())) {
      throw refusal(
          "lockfile pins `"
              + provenance.name()
              + "` but the dataflow now references `"
              + reference.key()
              + "`"
              + REGENERATE);
    }
    PublishedVersion version =
        PublishedVersion.parse(provenance.version())
            .orElseThrow(() ->
                refusal("invalid version `" + provenance.version() + "` in lockfile" + REGENERATE));
    if (!reference.range().matches(version.number())) {
      throw refusal(
          "locked version "
              + version
              + " no longer satisfies `"
              + reference.range()
              + "`"
              + REGENERATE);
    }
    return version;
  }

  private IndexEntry entry(PublishedVersion version, HubProvenance provenance) {
    IndexEntry entry;
    try {
      entry = catalog.entry(Catalog.keyOf(reference), version);
    } catch (HubException e) {
      throw new HubException(
          prefix()
              + "pinned version "
              + version
              + " of `"
              + reference.key()
              + "` is missing from the index",
          e);
    }
    String digest = provenance.manifestDigest();
    if (digest != null && !digest.equals(ManifestDigest.of(entry.manifest()))) {
      throw refusal(
          "the locked index entry for `"
              + reference.key()
              + "@"
              + version
              + "` changed its manifest (entrypoint, build, or contract) since the lockfile was"
              + " written"
              + REGENERATE);
    }
    if (entry.yanked()) {
      warnings.add(
          prefix()
              + "pinned version "
              + version
              + " of `"
              + reference.key()
              + "` has been yanked"
              + reason(entry.yankReason())
              + " — the pin keeps working, but consider updating");
    }
    return entry;
  }

  private static String reason(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    String shown = Untrusted.shown(reason);
    return " (" + shown.substring(0, Math.min(shown.length(), LONGEST_REASON)) + ")";
  }

  private void rewritten(PublishedVersion version, String how) {
    warnings.add(
        prefix()
            + "the index entry for `"
            + reference.key()
            + "@"
            + version
            + "` "
            + how
            + " — the index may have been rewritten; the lockfile pin is used");
  }

  private HubException refusal(String reason) {
    return new HubException(prefix() + reason);
  }

  private String prefix() {
    return "node `" + node + "`: ";
  }
}
