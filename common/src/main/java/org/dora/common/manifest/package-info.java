/**
 * Node manifests, {@code dora-node.yml}: what the author of a node says of its ports, settings and
 * program (dataflow.md section 10). Used by {@code dora validate} and {@code dora build}, which
 * check a dataflow against the manifests that lie beside its nodes, and by the hub.
 */
@NullMarked
package org.dora.common.manifest;

import org.jspecify.annotations.NullMarked;
