package org.dora.common.session;

import org.dora.common.codec.Json;
import org.dora.common.codec.Omit;
import org.jspecify.annotations.Nullable;

/**
 * The package of the hub that a source was taken from.
 *
 * @param name with its namespace, {@code acme/camera}
 * @param version the one that was chosen
 * @param manifestDigest of the index entry's manifest; null in files of older versions
 */
@Json
public record HubProvenance(String name, String version, @Omit @Nullable String manifestDigest) {}
