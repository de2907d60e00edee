package org.dora.daemon.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RepositoryUrlTest {
  private static String folder(String address) {
    return RepositoryUrl.parse(address).cloneOf("c0ffee", Path.of("git")).toString();
  }

  @Test
  void clonesLieBelowHostAndPath() {
    assertEquals("git/github.com/a/b.git/c0ffee", folder("https://github.com/a/b.git"));
    assertEquals("git/github.com/a/b.git/c0ffee", folder("ssh://git@github.com:22/a/b.git"));
    assertEquals("git/localhost/srv/repo/c0ffee", folder("file:///srv/repo/"));
    assertEquals("git/localhost/srv/repo/c0ffee", folder("file://localhost/srv/repo"));
    assertEquals("git/host.org/a/c0ffee", folder("HTTPS://user:pw@HOST.org//a?q=1#f"));
  }

  @Test
  void noAddressLeadsOutOfTheFolder() {
    assertEquals("git/h/etc/c0ffee", folder("https://h/a/../../../etc"));
    assertEquals("git/h/a_b/c0ffee", folder("https://h/a:b"));
    assertEquals("git/[__1]/a/c0ffee", folder("http://[::1]:80/a"));
    assertEquals("git/h/a%20b/%C3%A9/c0ffee", folder("https://h/a b/é"));
  }

  @Test
  void otherFormsOfAnAddressAreRefusedWithTheUrlToWrite() {
    String scp =
        BuildBench.causes(
            assertThrows(BuildException.class, () -> RepositoryUrl.parse("git@host.org:a/b.git")));
    assertTrue(scp.contains("`ssh://git@host.org/a/b.git`"), scp);
    String path =
        BuildBench.causes(
            assertThrows(BuildException.class, () -> RepositoryUrl.parse("/srv/repo")));
    assertTrue(path.contains("`file://`"), path);
  }
}
