/**
 * What the coordinator keeps over its own end: dataflows, what they were started with, parameters.
 */
@NullMarked
package org.dora.coordinator.store;

import org.jspecify.annotations.NullMarked;
