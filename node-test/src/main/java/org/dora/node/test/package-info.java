/**
 * A kit for authors of nodes: runs a node in a JUnit test, without a daemon and in virtual time,
 * with inputs that the test writes down, and keeps what the node sends.
 */
@NullMarked
package org.dora.node.test;

import org.jspecify.annotations.NullMarked;
