/**
 * The fault campaign: random dataflows with random faults, run by the executable and judged by a
 * model of what each node must see, which shares nothing with the daemon.
 */
@NullMarked
package org.dora.interop.campaign;

import org.jspecify.annotations.NullMarked;
