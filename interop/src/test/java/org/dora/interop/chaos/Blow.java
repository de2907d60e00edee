package org.dora.interop.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens in one round of the campaign. */
sealed interface Blow {
  /** How often a daemon dies in a row. */
  int DEATHS = 4;

  /**
   * The coordinator is killed.
   *
   * @param count at which commit or piece of an answer, or after how many milliseconds
   */
  record CoordinatorDies(Moment moment, int count) implements Blow {}

  /**
   * The link between coordinator and daemon is cut.
   *
   * @param after how many milliseconds
   * @param outage how long nobody can connect, in milliseconds
   */
  record LinkIsCut(Relay.Cut cut, int after, int outage) implements Blow {}

  /**
   * The daemon is killed several times in a row, so that not every time its nodes come back at
   * once.
   *
   * @param after how many milliseconds, each time
   */
  record DaemonDies(List<Integer> after) implements Blow {}

  /** Returns a campaign, or a part of one. */
  static List<Blow> campaign(double scale, Random random) {
    List<Blow> blows = new ArrayList<>();
    Moment[] moments = Moment.values();
    for (int i = 0; i < (int) (50 * scale); i++) {
      Moment moment = moments[i % moments.length];
      int count =
          switch (moment) {
            case BEFORE_COMMIT, AFTER_COMMIT -> 1 + random.nextInt(12);
            case BEFORE_REPLY, AFTER_REPLY -> 1 + random.nextInt(30);
            case AT_RANDOM -> random.nextInt(800);
          };
      blows.add(new CoordinatorDies(moment, count));
    }
    for (int i = 0; i < (int) (50 * scale); i++) {
      // What a daemon has to find out by itself takes it 20 s.
      Relay.Cut cut =
          switch (i % 12) {
            case 10 -> Relay.Cut.SERVER_SIDE;
            case 11 -> Relay.Cut.STALLED;
            default -> List.of(Relay.Cut.CLIENT_SIDE, Relay.Cut.RESET, Relay.Cut.CLOSED).get(i % 3);
          };
      blows.add(new LinkIsCut(cut, random.nextInt(300), random.nextInt(3) * random.nextInt(1000)));
    }
    for (int left = (int) (20 * scale); left > 0; left -= DEATHS) {
      blows.add(new DaemonDies(random.ints(Math.min(left, DEATHS), 0, 500).boxed().toList()));
    }
    Collections.shuffle(blows, random);
    return blows;
  }
}
