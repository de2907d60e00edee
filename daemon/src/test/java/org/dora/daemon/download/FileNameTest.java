package org.dora.daemon.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class FileNameTest {
  @Test
  void theLastSegmentOfTheAddressNamesTheFile() {
    assertEquals("model.bin", FileName.of(null, "/a/b/model.bin"));
    assertEquals("dir", FileName.of(null, "/dir/"));
    assertEquals("a%20b", FileName.of(null, "/a%20b"));
    assertNull(FileName.of(null, "/"));
    assertNull(FileName.of(null, null));
  }

  @Test
  void theServersNameIsPreferred() {
    assertEquals("m.bin", FileName.of("attachment; filename=\"m.bin\"; size=10", "/x"));
    assertEquals("m.bin", FileName.of("attachment; FileName=m.bin", "/x"));
    assertEquals("a;b.bin", FileName.of("attachment; filename=\"a;b.bin\"", "/x"));
    assertEquals("my \"w\" n", FileName.of("x; filename=\"my \\\"w\\\" n\"; size=1", "/x"));
    assertEquals("d.bin", FileName.of("x; title=\"a \\\"b\"; filename=\"d.bin\"", "/x"));
    assertEquals("x", FileName.of("attachment; filename*=UTF-8''m.bin", "/x"));
    assertEquals("x", FileName.of("attachment; xfilename=evil", "/x"));
    assertEquals("x", FileName.of("attachment; filename=\"\"", "/x"));
  }

  @Test
  void noNameLeadsOutOfTheFolderOrIsADevice() {
    assertEquals("passwd", FileName.of("x; filename=../../etc/passwd", "/x"));
    assertEquals("x", FileName.of("x; filename=..", "/x"));
    assertEquals("x", FileName.of("x; filename=\"a\u0000b\"", "/x"));
    assertEquals("evil", FileName.of("x; filename=\"evil. .\"", "/x"));
    assertEquals("x", FileName.of("x; filename=nul.txt", "/x"));
    assertEquals("x", FileName.of("x; filename=COM1", "/x"));
    assertEquals("COMA", FileName.of("x; filename=COMA", "/x"));
    assertEquals("x", FileName.of("x; filename=" + "n".repeat(256), "/x"));
  }
}
