package org.dora.node.runtime;

import org.dora.node.Operator;

/** Makes an operator of the file that the descriptor names. */
interface OperatorLoader {
  /**
   * Makes the operator; of the file as it is now, if that was done before.
   *
   * @throws OperatorException if that is not possible
   */
  Operator load();

  /** Whether {@link #load} may be called again while the operator runs. */
  boolean canReload();
}
