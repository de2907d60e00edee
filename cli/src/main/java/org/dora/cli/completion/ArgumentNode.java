package org.dora.cli.completion;

/**
 * A positional argument as shells need to know it.
 *
 * @param label how help names it, without brackets
 * @param values what it may be
 * @param repeated whether all words that follow belong to it, too
 */
public record ArgumentNode(String label, Values values, boolean repeated) {}
