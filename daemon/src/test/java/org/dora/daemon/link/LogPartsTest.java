package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogPartsTest extends WithLogFiles {
  /** The smallest parts that are given. */
  private static final int PART = 4096;

  private LogPart read(@Nullable Long tail, @Nullable String from) throws IOException {
    LogPart part = LogParts.read(names, tail, new LogSection(from, PART));
    assertTrue(part.lines().size() <= PART, "a part of " + part.lines().size() + " bytes");
    return part;
  }

  private String all(@Nullable Long tail) throws IOException {
    return behind(read(tail, null));
  }

  /** Returns a part and all that follows it. */
  private String behind(LogPart first) throws IOException {
    StringBuilder text = new StringBuilder(first.lines().utf8());
    LogPart part = first;
    while (!part.isLast()) {
      part = read(null, part.next());
      text.append(part.lines().utf8());
    }
    return text.toString();
  }

  private static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines
          .append("{\"ts\":\"2026-01-01T00:00:00.000Z\",\"msg\":\"line ")
          .append(i)
          .append("\"}\n");
    }
    return lines.toString();
  }

  private void rotate() throws IOException {
    if (Files.exists(names.rotated(1))) {
      Files.move(names.rotated(1), names.rotated(2), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(names.current(), names.rotated(1));
  }

  @Test
  void partsMakeUpTheWholeLog() throws Exception {
    Files.writeString(names.rotated(2), lines(0, 500));
    Files.writeString(names.rotated(1), lines(500, 600));
    Files.writeString(names.current(), lines(600, 1000) + "unfinished");
    assertEquals(lines(0, 1000) + "unfinished", all(null));
    assertEquals(lines(0, 1000) + "unfinished", all(0L));
  }

  @Test
  void theTailIsFoundInWhicheverFileItBegins() throws Exception {
    Files.writeString(names.rotated(1), lines(0, 3000));
    Files.writeString(names.current(), lines(3000, 3010));
    assertEquals(lines(3009, 3010), all(1L));
    assertEquals(lines(3000, 3010), all(10L));
    assertEquals(lines(2999, 3010), all(11L));
    assertEquals(lines(10, 3010), all(3000L));
    assertEquals(lines(0, 3010), all(3010L));
    assertEquals(lines(0, 3010), all(5000L));
  }

  @Test
  void whatIsWrittenMeanwhileIsNotRead() throws Exception {
    Files.writeString(names.current(), lines(0, 200));
    LogPart first = read(null, null);
    Files.writeString(names.current(), lines(200, 300), StandardOpenOption.APPEND);
    assertEquals(lines(0, 200), behind(first));
  }

  @Test
  void aFileIsFoundAgainWhenItHasBeenRotated() throws Exception {
    Files.writeString(names.current(), lines(0, 200));
    rotate();
    Files.writeString(names.current(), lines(200, 400));
    LogPart first = read(null, null);
    rotate();
    Files.writeString(names.current(), lines(400, 500));
    assertEquals(lines(0, 400), behind(first));
  }

  @Test
  void linesThatAreLostMeanwhileAreSaidToBeMissing() throws Exception {
    Files.writeString(names.rotated(1), lines(0, 200));
    Files.writeString(names.current(), lines(200, 400));
    LogPart first = read(null, null);
    Files.delete(names.rotated(1));
    String read = behind(first);
    assertTrue(read.startsWith(first.lines().utf8() + "\n{\"ts\":"), read);
    assertTrue(read.contains("lines are missing here"), read);
    assertTrue(read.endsWith("}\n" + lines(200, 400)), read);
  }

  @Test
  void whenAllIsLostNothingNewerIsRead() throws Exception {
    Files.writeString(names.current(), lines(0, 200));
    LogPart first = read(null, null);
    Files.delete(names.current());
    Files.writeString(names.current(), lines(900, 901));
    String read = behind(first);
    assertTrue(read.contains("lines are missing here"), read);
    assertTrue(!read.contains("line 900"), read);
  }

  @Test
  void anEmptyLogIsEmptyAndNoLogIsRefused() throws Exception {
    Files.createFile(names.current());
    assertEquals("", all(null));
    Files.delete(names.current());
    var refused = assertThrows(OrderRefusedException.class, () -> all(null));
    assertTrue(refused.getMessage().contains(names.current().toString()), refused.getMessage());
  }

  @Test
  void aPlaceThatIsNoneIsRefused() throws Exception {
    Files.writeString(names.current(), "a\n");
    assertThrows(OrderRefusedException.class, () -> read(null, "nowhere"));
    assertThrows(OrderRefusedException.class, () -> read(null, "a|-1|b|2"));
  }
}
