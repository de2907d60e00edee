/**
 * What a build leaves behind for later commands, in the files of the released program: the session
 * file, the lock file, and the fingerprints in both. Used by the commands and by the daemon, which
 * starts nodes where a build put them.
 */
@NullMarked
package org.dora.common.session;

import org.jspecify.annotations.NullMarked;
