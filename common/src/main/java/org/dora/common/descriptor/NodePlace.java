package org.dora.common.descriptor;

import org.dora.common.yaml.SourceText;

/**
 * Where a node was written: in the dataflow's file, or in a module's.
 *
 * @param source the file
 * @param path the keys that lead to the node, {@code nodes[2]}
 */
public record NodePlace(SourceText source, String path) {}
