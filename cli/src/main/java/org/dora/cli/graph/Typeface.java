package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How wide a text will be in a browser, whose font is not known here: good enough to size a box,
 * with a little room to spare. The page's script narrows the rare text that turns out wider.
 */
enum Typeface {
  /** The system's proportional font, as wide as a wide one. */
  TEXT {
    @Override
    double ems(int character) {
      return 1.09
          * (character < 0x7f ? HELVETICA[Math.max(0, character - ' ')] / 1000.0 : wide(character));
    }
  },
  /** The same in bold. */
  BOLD {
    @Override
    double ems(int character) {
      return 1.08 * TEXT.ems(character);
    }
  },
  /** The system's font of fixed width. */
  CODE {
    @Override
    double ems(int character) {
      return character < 0x2e80 ? 0.605 : 1.05;
    }
  };

  /** Advance widths from space to tilde, in thousandths of the font's size. */
  private static final int[] HELVETICA = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, //
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, //
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, //
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, //
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, //
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final String ELLIPSIS = "…";

  /** Advance width of a character, in units of the font's size. */
  abstract double ems(int character);

  private static double wide(int character) {
    return character < 0x2e80 ? 0.62 : 1.0;
  }

  /** Returns the width of a text. */
  double width(String text, double size) {
    return text.codePoints().mapToDouble(this::ems).sum() * size;
  }

  /** Returns the text, or as much of its beginning as fits together with an ellipsis. */
  String fitted(String text, double size, double room) {
    if (width(text, size) <= room) {
      return text;
    }
    int end = longestPrefix(text, size, room - width(ELLIPSIS, size));
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** Returns the text, or as much of its end as fits: of a path, the file matters most. */
  String fittedEnd(String text, double size, double room) {
    if (width(text, size) <= room) {
      return text;
    }
    String reversed = new StringBuilder(text).reverse().toString();
    int end = longestPrefix(reversed, size, room - width(ELLIPSIS, size));
    return ELLIPSIS + new StringBuilder(reversed.substring(0, end)).reverse();
  }

  private int longestPrefix(String text, double size, double room) {
    double width = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      width += ems(character) * size;
      if (width > room) {
        break;
      }
      end += Character.charCount(character);
    }
    return end;
  }

  /**
   * Breaks a text at blanks into lines of at most some width; what does not fit into the last line
   * gives way to an ellipsis.
   */
  List<String> wrapped(String text, double size, double room, int lines) {
    List<String> wrapped = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String[] words = text.strip().split("\\s+");
    for (int i = 0; i < words.length; i++) {
      String longer = line.isEmpty() ? words[i] : line + " " + words[i];
      if (width(longer, size) <= room || line.isEmpty()) {
        line.setLength(0);
        line.append(longer);
      } else if (wrapped.size() == lines - 1) {
        wrapped.add(
            fitted(
                line + " " + String.join(" ", Arrays.copyOfRange(words, i, words.length)),
                size,
                room));
        return wrapped;
      } else {
        wrapped.add(fitted(line.toString(), size, room));
        line.setLength(0);
        line.append(words[i]);
      }
    }
    if (!line.isEmpty()) {
      wrapped.add(fitted(line.toString(), size, room));
    }
    return wrapped;
  }
}
