/**
 * Programs outside of this JVM: the released dora in a virtual environment, and our own executable.
 * Used by all tests that need them.
 */
@NullMarked
package org.dora.interop.peers;

import org.jspecify.annotations.NullMarked;
