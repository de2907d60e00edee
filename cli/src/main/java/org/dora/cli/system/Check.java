package org.dora.cli.system;

import java.util.List;

/** Something that {@code dora doctor} looks at. */
interface Check {
  /** Looks, and tells what it found; nothing where there is nothing to look at. */
  List<Diagnosis> diagnose();
}
