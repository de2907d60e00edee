package org.dora.cli.control;

import java.util.List;
import org.dora.cli.CliException;

/** The coordinator has understood a request and failed to do what it asks. */
public final class RefusedException extends CliException {
  private static final long serialVersionUID = 1L;

  /** What released peers append that is of no use to users. */
  private static final List<String> APPENDICES = List.of("\n\nLocation:\n", "\n\nStack backtrace:");

  /**
   * @param text what the coordinator said
   */
  public RefusedException(String text) {
    super(FAILURE, plain(text), "");
  }

  /** Returns a text without places in Rust code and stacks of calls. */
  static String plain(String text) {
    int end = text.length();
    for (String appendix : APPENDICES) {
      int at = text.indexOf(appendix);
      if (at >= 0 && at < end) {
        end = at;
      }
    }
    return text.substring(0, end).strip();
  }

  /** Whether the coordinator's text has this part; some of its texts are part of the protocol. */
  public boolean says(String part) {
    return String.valueOf(getMessage()).contains(part);
  }
}
