package org.dora.common.session;

import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorWriter;

/**
 * Tells whether a dataflow was changed since the packages of the hub in it were replaced
 * (dataflow.md section 9.2), which {@code dora start} cannot do.
 */
public final class SourceFingerprint {
  private static final String SCHEMA = "src-v1-";

  private SourceFingerprint() {}

  /** Returns the fingerprint of a flat descriptor whose packages have not been replaced. */
  public static String of(Descriptor descriptor) {
    return SCHEMA + Fnv1a.hex(DescriptorWriter.yaml(descriptor, false));
  }
}
