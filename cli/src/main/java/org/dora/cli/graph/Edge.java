package org.dora.cli.graph;

import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;

/**
 * One input and where it comes from.
 *
 * @param origin what feeds the input
 * @param target whose input it is
 * @param input id of the input
 * @param settings how messages wait for it
 */
record Edge(Origin origin, Vertex target, DataId input, InputDescriptor settings) {}
