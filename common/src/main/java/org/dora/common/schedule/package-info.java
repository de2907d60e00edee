/**
 * What an event loop does at times of its own. Used by the conductors of daemon and coordinator.
 */
@NullMarked
package org.dora.common.schedule;

import org.jspecify.annotations.NullMarked;
