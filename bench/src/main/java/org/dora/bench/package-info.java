/** Benchmarks side by side with the released dora. */
@NullMarked
package org.dora.bench;

import org.jspecify.annotations.NullMarked;
