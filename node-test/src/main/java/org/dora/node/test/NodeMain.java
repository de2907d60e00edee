package org.dora.node.test;

/**
 * The {@code main} method of a node that takes arguments.
 *
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface NodeMain<E extends Exception> {
  /** Runs to the node's end. */
  void main(String[] args) throws E;
}
