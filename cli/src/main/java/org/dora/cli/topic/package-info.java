/** The commands of {@code dora topic} (cli.md section 11). */
@NullMarked
package org.dora.cli.topic;

import org.jspecify.annotations.NullMarked;
