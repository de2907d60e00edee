package org.dora.interop.chaos;

import java.util.List;
import java.util.Random;
import org.dora.cli.control.ControlClient;

/**
 * A user who does one thing after the other, notes what was acknowledged, and after a failure finds
 * out what became of the last thing.
 */
interface Operator {
  /**
   * Does one thing.
   *
   * @throws org.dora.cli.CliException if it was not acknowledged; nothing else is done before
   *     {@link #settle}
   */
  void act(ControlClient client, Random random);

  /**
   * Finds out what became of what was not acknowledged, and has it done if it was not.
   *
   * @throws org.dora.cli.CliException if that cannot be done; it is tried again then
   */
  void settle(ControlClient client);

  /** Adds what is not as it was acknowledged. */
  void check(View view, List<String> violations);

  /** All was as it was acknowledged when it was last checked. */
  void remember();

  /** All processes of nodes may be others now. */
  void forgetProcesses();
}
