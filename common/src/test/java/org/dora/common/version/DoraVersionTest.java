package org.dora.common.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DoraVersionTest {
  @Test
  void releasedPeersAcceptWhatWeAnnounce() {
    assertTrue(PeerCheck.isCompatible(DoraVersion.announced()));
  }

  @Test
  void ourVersionIsBuildMetadataOfTheReleaseThatWeAreCompatibleWith() {
    assertEquals("1.1.0+jvm." + DoraVersion.ours(), DoraVersion.announced());
  }
}
