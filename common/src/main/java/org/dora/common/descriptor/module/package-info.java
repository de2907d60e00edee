/**
 * Modules: replaces the nodes of a dataflow that stand for another file by the nodes of that file
 * (dataflow.md section 6). Called by every command that reads a dataflow.
 */
@NullMarked
package org.dora.common.descriptor.module;

import org.jspecify.annotations.NullMarked;
