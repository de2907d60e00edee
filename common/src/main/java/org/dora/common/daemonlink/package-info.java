/**
 * Every message between daemons and the coordinator as a record, as the released program has them.
 * Codecs are in {@code org.dora.common.codec}.
 */
@NullMarked
package org.dora.common.daemonlink;

import org.jspecify.annotations.NullMarked;
