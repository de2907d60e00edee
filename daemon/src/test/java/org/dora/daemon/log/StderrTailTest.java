package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the released program shows for the same output, unless a test says otherwise. */
class StderrTailTest {
  private final StderrTail tail = new StderrTail();

  @Test
  void aSilentNodeHasNoReport() {
    assertEquals("", tail.report());
  }

  @Test
  void withoutAnyHintTheLastTenLinesAreShown() {
    write("pre");
    writeNumbered(30);
    assertEquals(numbered(21, 30), tail.report());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: e",
        "Error:",
        "Error:x",
        "Traceback (most recent call last):",
        "Traceback (most recent call last): x",
        "thread 'main' panicked at src/main.rs:3:5:",
        "thread 'main' (1234) panicked at src/main.rs:3:5:",
        "thread '<unnamed>' panicked at src/x.rs:1:1:",
        "thread 'main' has panicked at 'boom', src/x.rs:1:1",
      })
  void theReportBeginsWithTheLineThatStartsAnError(String start) {
    write("pre", start);
    writeNumbered(15);
    assertEquals(start + "\n" + numbered(1, 15), tail.report());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  Error: indented",
        "ERROR: upper case",
        "ValueError: in the middle",
        "Error without colon",
        "\u001b[31mError: coloured",
        "Traceback (most recent call last)",
        "foo thread 'main' panicked at src/main.rs:3:5:",
        "thread main panicked at src/x.rs:1:1:",
        "thread 'main' panicked",
        "panicked at src/x.rs:1:1:",
        "  Warning: indented",
        "/x/y.py:3: UserWarning: w",
        "UserWarning: w",
        "  File \"/x/y.py\", line 3",
      })
  void otherLinesAreNoHint(String line) {
    write("pre", line);
    writeNumbered(15);
    assertEquals(numbered(6, 15), tail.report());
  }

  @Test
  void ofSeveralErrorsTheLastIsShown() {
    write("Traceback (most recent call last):", "a", "During handling", "Error: e", "post");
    assertEquals("Error: e\npost\n", tail.report());
  }

  @Test
  void aSyntaxErrorBeginsWithItsFile() {
    write("Traceback (most recent call last):", "  File \"/x/a.py\", line 1, in <module>");
    write("    import b", "  File \"/x/y.py\", line 3", "   x x", "SyntaxError: foo");
    assertEquals("  File \"/x/y.py\", line 3\n   x x\nSyntaxError: foo\n", tail.report());
  }

  /** The released program shows the last ten lines for these two. */
  @ParameterizedTest
  @ValueSource(strings = {"IndentationError: i", "TabError: t"})
  void otherErrorsOfPythonsParserBeginWithTheirFileToo(String error) {
    write("pre", "  File \"/x/y.py\", line 3", "   x x", error);
    writeNumbered(15);
    assertEquals(
        "  File \"/x/y.py\", line 3\n   x x\n" + error + "\n" + numbered(1, 15), tail.report());
  }

  /** The released program shows the last ten lines of the stack only. */
  @Test
  void aJavaStackTraceIsShownFromItsException() {
    write("pre", "Exception in thread \"main\" java.lang.IllegalStateException: boom");
    writeNumbered(15);
    assertEquals(
        "Exception in thread \"main\" java.lang.IllegalStateException: boom\n" + numbered(1, 15),
        tail.report());
  }

  @Test
  void afterAWarningAllIsShown() {
    write("pre", "Warning: w1", "Warning: w2");
    writeNumbered(15);
    assertEquals(numbered(1, 15), tail.report());
  }

  @Test
  void anErrorIsStrongerThanALaterWarning() {
    write("Error: e", "Warning: w", "post");
    assertEquals("Error: e\nWarning: w\npost\n", tail.report());
  }

  @Test
  void aWarningThatNothingFollowsIsShownItself() {
    write("pre", "Warning: w");
    assertEquals("pre\nWarning: w\n", tail.report());
  }

  @Test
  void linesKeepTheirBlanksAndCarriageReturns() {
    write("", "  one\r", "");
    assertEquals("\n  one\r\n\n", tail.report());
  }

  @Test
  void anErrorIsFoundAmongTheLastFiveHundredLines() {
    write("Error: first");
    writeNumbered(499);
    assertEquals("Error: first\n" + numbered(1, 499), tail.report());
  }

  @Test
  void whatStandsBeforeTheLastFiveHundredLinesIsForgotten() {
    write("Error: first");
    writeNumbered(500);
    assertEquals(numbered(491, 500), tail.report());
  }

  @Test
  void hugeLinesDoNotPileUp() {
    String huge = "x".repeat(1 << 20);
    write("Error: first", huge, huge, huge, huge, "last");
    assertEquals(
        huge.length() * 3 + 3 + "last\n".length(), tail.report().length(), "three and the last");
  }

  private void write(String... lines) {
    for (String line : lines) {
      tail.add(line);
    }
  }

  private void writeNumbered(int count) {
    IntStream.rangeClosed(1, count).forEach(i -> tail.add("line " + i));
  }

  private static String numbered(int first, int last) {
    StringBuilder text = new StringBuilder();
    IntStream.rangeClosed(first, last).forEach(i -> text.append("line ").append(i).append('\n'));
    return text.toString();
  }
}
