package org.dora.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static Keys typed(String bytes) {
    return new Keys(new ByteArrayInputStream(bytes.getBytes(US_ASCII)));
  }

  @Test
  void sequencesAreKeysAndTheRestAreCharacters() throws IOException {
    Keys keys = typed("q\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[H\u001b[4~\u001b[15~\u001b[1;5Cn");
    for (String expected :
        new String[] {"q", "up", "down", "page up", "page down", "home", "end", "", "", "n"}) {
      assertEquals(expected, keys.next());
    }
  }

  @Test
  void anEscapeAloneIsAKeyAndTheEndIsTold() throws IOException {
    Keys keys = typed("\u001b");
    assertEquals("escape", keys.next());
    assertThrows(IOException.class, keys::next);
  }
}
