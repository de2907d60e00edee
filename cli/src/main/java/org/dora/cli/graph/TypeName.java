package org.dora.cli.graph;

/**
 * A data type as a port declares it, perhaps one that nobody knows.
 *
 * @param urn {@code std/media/v1/AudioFrame[sample_type=f32]}
 */
record TypeName(String urn) {
  /** The last segment without parameters: {@code AudioFrame}. */
  String shortName() {
    int parameters = urn.indexOf('[');
    String path = parameters < 0 ? urn : urn.substring(0, parameters);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
