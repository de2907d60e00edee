package org.dora.cli.project;

/** What {@code dora new} makes in one language. */
interface Starter {
  /** A dataflow with nodes of its own. */
  Project dataflow(ProjectName name);

  /** A node, and a dataflow to try it. */
  Project node(ProjectName name);
}
