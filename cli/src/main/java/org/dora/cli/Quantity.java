package org.dora.cli;

/** Shares of processors and sizes of memory as tables show them (cli.md sections 7 and 10). */
public final class Quantity {
  private static final double MEGABYTES_OF_GIGABYTE = 1024;
  private static final int THOUSAND = 1000;
  private static final String UNITS = "kMGTPE";

  private Quantity() {}

  /** Returns a percentage such as {@code 12.5%}. */
  public static String percent(double percent) {
    return oneDecimal(percent) + "%";
  }

  /** Returns a size such as {@code 0.5 MB}, {@code 125 MB} or {@code 1.5 GB}. */
  public static String memory(double megabytes) {
    if (megabytes < 1) {
      return oneDecimal(megabytes) + " MB";
    }
    if (megabytes < MEGABYTES_OF_GIGABYTE) {
      return Math.round(megabytes) + " MB";
    }
    return oneDecimal(gigabytes(megabytes)) + " GB";
  }

  /** Returns the same size in gigabytes. */
  public static double gigabytes(double megabytes) {
    return megabytes / MEGABYTES_OF_GIGABYTE;
  }

  /** Returns a number of bytes such as {@code 12 B}, {@code 1.2 kB} or {@code 5.6 GB}. */
  public static String bytes(long bytes) {
    if (bytes < THOUSAND) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= THOUSAND && unit < UNITS.length() - 1) {
      value /= THOUSAND;
      unit++;
    }
    return oneDecimal(value) + " " + UNITS.charAt(unit) + "B";
  }

  /** The JDK's formatter would cost a short command more than all else that it prints. */
  private static String oneDecimal(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
