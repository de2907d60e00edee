/** What the conductor does at times of its own. Used by conductor and dataflows. */
@NullMarked
package org.dora.daemon.schedule;

import org.jspecify.annotations.NullMarked;
