/**
 * Packages of the hub: what {@code hub:} stands for, the indexes on this machine, and the turning
 * of such nodes into ordinary ones (dataflow.md section 5.5). Opens no connection; a dataflow
 * without {@code hub:} needs nothing of this package but {@link org.dora.common.hub.HubResolution}.
 */
@NullMarked
package org.dora.common.hub;

import org.jspecify.annotations.NullMarked;
