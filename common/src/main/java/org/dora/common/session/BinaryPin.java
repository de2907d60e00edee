package org.dora.common.session;

/**
 * A ready-made program of the hub that a lock file holds on to.
 *
 * @param platform that it was chosen for, {@code linux-x86_64}
 * @param url where it is downloaded from
 * @param sha256 what its bytes must hash to
 * @param hub the package that it belongs to
 */
public record BinaryPin(String platform, String url, String sha256, HubProvenance hub) {}
