package org.dora.common.yaml;

/**
 * Takes a tree in the order of its text, so that one pass over a model writes each form of text
 * that we have. Not checked: that keys and values alternate.
 */
public interface TreeWriter {
  TreeWriter beginMap();

  TreeWriter endMap();

  TreeWriter beginList();

  TreeWriter endList();

  TreeWriter key(String name);

  TreeWriter text(String value);

  TreeWriter integer(long value);

  /** Writes a number so that it reads back as a floating point one. */
  TreeWriter real(double value);

  TreeWriter bool(boolean value);

  TreeWriter nothing();

  /** Whether readers of this form know infinity and not-a-number: those of JSON do not. */
  boolean spellsInfinity();
}
