/**
 * Names of nodes, inputs, outputs and operators with dora's character rules. Used by every module.
 */
@NullMarked
package org.dora.common.id;

import org.jspecify.annotations.NullMarked;
