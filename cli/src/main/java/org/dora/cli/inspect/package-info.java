/** {@code dora inspect}: pages on which one watches what runs; called by the command line. */
@NullMarked
package org.dora.cli.inspect;

import org.jspecify.annotations.NullMarked;
