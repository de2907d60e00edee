/**
 * Puts a coordinator under load by peers that speak the real protocol and run nothing; started by
 * the script {@code bench/load}.
 */
@NullMarked
package org.dora.bench.load;

import org.jspecify.annotations.NullMarked;
