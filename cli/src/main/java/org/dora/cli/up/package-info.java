/** {@code dora up}: starts a coordinator and a daemon in the background. */
@NullMarked
package org.dora.cli.up;

import org.jspecify.annotations.NullMarked;
