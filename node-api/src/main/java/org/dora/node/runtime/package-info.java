/**
 * The program that hosts operators which are not Python's: Java classes and shared libraries. A
 * daemon starts {@link org.dora.node.runtime.OperatorRuntime} for a node with such operators, with
 * the same environment as it gives the released runtime; nobody else calls this package.
 */
@NullMarked
package org.dora.node.runtime;

import org.jspecify.annotations.NullMarked;
