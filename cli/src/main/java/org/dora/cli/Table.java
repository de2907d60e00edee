package org.dora.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns with two blanks between them (cli.md 1.5). */
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  /** Begins a table with its header, which is printed even without rows. */
  public Table(String... header) {
    widths = new int[header.length];
    row(header);
  }

  /** Appends a row; cells beyond the columns of the header are left out. */
  public void row(String... cells) {
    rows.add(cells);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(cells[i]));
    }
  }

  /** Prints header and rows. */
  public void print(PrintStream out) {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      int last = widths.length - 1;
      for (int i = 0; i < last; i++) {
        text.append(row[i]).repeat(' ', widths[i] - width(row[i])).append(GAP);
      }
      text.append(row[last]).append('\n');
    }
    out.print(text);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
