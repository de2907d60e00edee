package org.dora.interop.descriptor;

import java.util.regex.Pattern;

/**
 * A descriptor after something was done to it.
 *
 * @param origin what was changed
 * @param text the descriptor now
 * @param line of the change, counted from 1
 * @param fact what a good error message says of it
 */
record Mutation(GoodDescriptor origin, String text, int line, Pattern fact) {}
