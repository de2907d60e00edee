/**
 * What a daemon tells a node in {@code DORA_NODE_CONFIG} or on the dynamic-node port. Written by
 * the daemon, read by the node API.
 */
@NullMarked
package org.dora.common.config;

import org.jspecify.annotations.NullMarked;
