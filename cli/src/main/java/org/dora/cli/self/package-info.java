/**
 * What the dora file does with itself: {@code dora self update} and {@code dora self uninstall}.
 */
@NullMarked
package org.dora.cli.self;

import org.jspecify.annotations.NullMarked;
