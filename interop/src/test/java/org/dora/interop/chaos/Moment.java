package org.dora.interop.chaos;

/** When a coordinator is killed. */
enum Moment {
  BEFORE_COMMIT,
  AFTER_COMMIT,
  BEFORE_REPLY,
  AFTER_REPLY,
  AT_RANDOM
}
