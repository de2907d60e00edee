package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypefaceTest {
  @Test
  void whatFitsStaysWhole() {
    assertEquals("camera", Typeface.CODE.fitted("camera", 10, 37));
  }

  @Test
  void whatDoesNotFitIsCutToTheRoomThatThereIs() {
    String cut = Typeface.BOLD.fitted("a rather long name of a node", 12, 90);
    assertTrue(cut.endsWith("…"), cut);
    assertTrue(Typeface.BOLD.width(cut, 12) <= 90, cut);
    assertTrue(cut.startsWith("a rath"), cut);
  }

  @Test
  void ofAPathTheEndIsKept() {
    assertEquals("…/camera.py", Typeface.CODE.fittedEnd("drivers/front/camera.py", 10, 68));
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertEquals("…", Typeface.TEXT.fitted("🤖🤖", 10, 14));
    assertEquals("🤖…", Typeface.TEXT.fitted("🤖🤖🤖", 10, 22));
    assertEquals("…🤖", Typeface.TEXT.fittedEnd("🤖🤖🤖", 10, 22));
  }

  @Test
  void textIsBrokenAtBlanks() {
    assertEquals(
        List.of("aaaa bbbb", "cccc"), Typeface.CODE.wrapped(" aaaa bbbb\n cccc ", 10, 60, 3));
  }

  @Test
  void theLastLineSaysThatThereIsMore() {
    List<String> lines = Typeface.CODE.wrapped("aaaa bbbb cccc dddd", 10, 60, 1);
    assertEquals(List.of("aaaa bbb…"), lines);
  }

  @Test
  void aWordLongerThanALineIsCut() {
    assertEquals(List.of("aaaaaaaa…", "b"), Typeface.CODE.wrapped("aaaaaaaaaaaaaaa b", 10, 60, 3));
  }
}
