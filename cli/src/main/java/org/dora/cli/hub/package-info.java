/** {@code dora hub}: looks packages of the hub up on this machine (cli.md section 18). */
@NullMarked
package org.dora.cli.hub;

import org.jspecify.annotations.NullMarked;
