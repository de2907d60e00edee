package org.dora.interop.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A part of a recorded corpus, for {@code verify}, which has twelve minutes for everything: half of
 * it, by the seed. The campaign has all.
 */
public final class Sample {
  private static final int SHARE = 10;

  private Sample() {}

  /** Returns some of {@code all} in their order, or all of them in a campaign. */
  public static List<String> of(List<String> all) {
    double scale = Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
    int size = (int) Math.ceil(all.size() * Math.min(1, SHARE * scale));
    if (size == all.size()) {
      return all;
    }
    long seed = Seed.ofThisRun();
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    List<String> chosen = new ArrayList<>(all);
    chosen.retainAll(shuffled.subList(0, size));
    System.out.printf("%d of %d cases, seed %d (-Ddora.seed)%n", size, all.size(), seed);
    return List.copyOf(chosen);
  }
}
