package org.dora.interop.peers;

import java.util.Random;

/** The seed of a test's random descriptors: always the same in {@code verify}, new in campaigns. */
public final class Seed {
  private static final long OF_VERIFY = 1;

  private Seed() {}

  /** Returns {@code -Ddora.seed} if it is given. */
  public static long ofThisRun() {
    boolean campaign = System.getProperty("dora.campaign.scale", "0.05").startsWith("1");
    return Long.getLong("dora.seed", campaign ? new Random().nextLong() : OF_VERIFY);
  }
}
