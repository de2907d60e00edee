package org.dora.zenoh;

/** Whether a sample says that a key has a value or that it has none any more. */
public enum SampleKind {
  PUT,
  DELETE
}
