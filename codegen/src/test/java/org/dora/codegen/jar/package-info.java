@NullMarked
package org.dora.codegen.jar;

import org.jspecify.annotations.NullMarked;
