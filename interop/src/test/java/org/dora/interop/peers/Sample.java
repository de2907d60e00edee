package org.dora.interop.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A part of a recorded corpus, for {@code verify}, which has twelve minutes for everything, chosen
 * by the seed. The campaign has all.
 */
public final class Sample {
  /** Half of the cases in {@code verify}. */
  private static final int HALF = 10;

  /** A twentieth. */
  private static final int FEW = 1;

  private Sample() {}

  /** Returns half of {@code all} in their order, or all of them in a campaign. */
  public static List<String> of(List<String> all) {
    return of(all, HALF);
  }

  /** Returns a twentieth of {@code all}, of which each takes its time, or all in a campaign. */
  public static List<String> fewOf(List<String> all) {
    return of(all, FEW);
  }

  private static List<String> of(List<String> all, int share) {
    double scale = Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
    int size = (int) Math.ceil(all.size() * Math.min(1, share * scale));
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
