@NullMarked
package org.dora.node.test;

import org.jspecify.annotations.NullMarked;
