package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;

/**
 * What to build.
 *
 * @param descriptor flat, with nodes of one kind each
 * @param directory of the dataflow, canonical
 * @param sources the commits of all nodes with {@code git}
 * @param previousSources those of the build before
 * @param folders that nodes are built in, instead of that of the dataflow or of a clone
 * @param inheritedLines how many lines of a {@code build} key were put there by modules, by the
 *     key's path such as {@code nodes[1].build}; such lines are run once for all nodes that would
 *     run them alike
 * @param uv whether Python nodes get environments of their own, made by uv
 * @param parallel whether nodes are built side by side
 */
public record BuildRequest(
    Descriptor descriptor,
    Path directory,
    SortedMap<NodeId, GitSource> sources,
    SortedMap<NodeId, GitSource> previousSources,
    SortedMap<NodeId, Path> folders,
    Map<String, Integer> inheritedLines,
    boolean uv,
    boolean parallel) {}
