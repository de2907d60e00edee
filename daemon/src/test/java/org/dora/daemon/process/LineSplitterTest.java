package org.dora.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
  private final List<OutputLine> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter(ProcessStream.STDERR, lines::add);

  @Test
  void eachNewlineEndsALine() {
    feed("one\n\nthree\n");
    splitter.end();
    assertEquals(List.of("one", "", "three"), texts());
    assertEquals(ProcessStream.STDERR, lines.getFirst().stream());
    assertTrue(lines.stream().allMatch(OutputLine::terminated));
  }

  @Test
  void aLineMayArriveInPiecesThatSplitACharacter() {
    byte[] bytes = "grün ✓\n".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      splitter.accept(new byte[] {b}, 1);
    }
    assertEquals(List.of("grün ✓"), texts());
    assertFalse(lines.getFirst().malformed());
  }

  @Test
  void theLastLineNeedsNoNewline() {
    feed("a\nb");
    splitter.end();
    assertEquals(List.of("a", "b"), texts());
    assertFalse(lines.getLast().terminated());
    assertEquals("b", lines.getLast().raw());
  }

  @Test
  void anEmptyStreamHasNoLine() {
    splitter.end();
    assertEquals(List.of(), lines);
  }

  @Test
  void aCarriageReturnBelongsToTheRawLineButNotToTheMessage() {
    feed("windows\r\nprogress\r 50%\n");
    assertEquals("windows\r\n", lines.getFirst().raw());
    assertEquals("windows", lines.getFirst().message());
    assertEquals("progress\r 50%", lines.getLast().message());
  }

  @Test
  void bytesThatAreNotUtf8AreReplacedAndReported() {
    splitter.accept(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 4);
    assertEquals(List.of("a\uFFFDb"), texts());
    assertTrue(lines.getFirst().malformed());
  }

  @Test
  void aReplacementCharacterThatWasWrittenIsNotReported() {
    feed("\uFFFD\n");
    assertFalse(lines.getFirst().malformed());
  }

  @Test
  void aLineOfExactlyTheLimitIsWhole() {
    feed("x".repeat(LineSplitter.LIMIT) + "\n");
    assertEquals("x".repeat(LineSplitter.LIMIT), lines.getFirst().text());
    assertFalse(lines.getFirst().truncated());
  }

  @Test
  void theRestOfAnOverlongLineIsDiscardedAndTheNextLineIsWhole() {
    for (int i = 0; i < 3; i++) {
      feed("x".repeat(LineSplitter.LIMIT));
    }
    feed("\nnext\n");
    assertEquals(List.of("x".repeat(LineSplitter.LIMIT) + "... [truncated]", "next"), texts());
    assertTrue(lines.getFirst().truncated());
    assertEquals(lines.getFirst().text(), lines.getFirst().raw());
    assertFalse(lines.getLast().truncated());
  }

  @Test
  void anOverlongLineIsNotCutWithinACharacter() {
    feed("x".repeat(LineSplitter.LIMIT - 1) + "✓\n");
    assertEquals("x".repeat(LineSplitter.LIMIT - 1) + "... [truncated]", texts().getFirst());
    assertFalse(lines.getFirst().malformed());
  }

  @Test
  void anOverlongLineKeepsACharacterThatJustFits() {
    feed("x".repeat(LineSplitter.LIMIT - 3) + "✓✓\n");
    assertEquals("x".repeat(LineSplitter.LIMIT - 3) + "✓... [truncated]", texts().getFirst());
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    splitter.accept(bytes, bytes.length);
  }

  private List<String> texts() {
    return lines.stream().map(OutputLine::text).toList();
  }
}
