package org.dora.zenoh;

import java.util.List;

/**
 * Relations between patterns, in time proportional to the product of their lengths: patterns come
 * from peers, so a search that tries all ways to spread wildcards would be theirs to exploit.
 */
final class Wildcards {
  /** Stands for {@code $*} among the characters of a chunk. */
  private static final int ANY = -1;

  /** Two rows of elements, of which some stand for any number of the other's. */
  private interface Rows {
    int leftSize();

    int rightSize();

    boolean leftIsWild(int left);

    boolean rightIsWild(int right);

    /** Whether a wildcard on the right may stand for this element. */
    boolean leftMayBeSkipped(int left);

    /** Whether a wildcard on the left may stand for this element. */
    boolean rightMayBeSkipped(int right);

    /** Whether the elements, neither of which is such a wildcard, are related. */
    boolean related(int left, int right);
  }

  private Wildcards() {}

  static boolean chunksIntersect(List<String> left, List<String> right) {
    return related(new Chunks(left, right, true), true);
  }

  static boolean chunksInclude(List<String> left, List<String> right) {
    return related(new Chunks(left, right, false), false);
  }

  /**
   * Fills a table from its end: {@code here[right]} says whether the rows from {@code left} and
   * {@code right} on are related, {@code below} the same for {@code left + 1}.
   *
   * @param both whether wildcards on the right stand for elements on the left, too
   */
  private static boolean related(Rows rows, boolean both) {
    int width = rows.rightSize();
    boolean[] below = new boolean[width + 1];
    boolean[] here = new boolean[width + 1];
    for (int left = rows.leftSize(); left >= 0; left--) {
      boolean hasLeft = left < rows.leftSize();
      for (int right = width; right >= 0; right--) {
        boolean hasRight = right < width;
        if (hasLeft && rows.leftIsWild(left)) {
          here[right] =
              below[right] || hasRight && rows.rightMayBeSkipped(right) && here[right + 1];
        } else if (hasRight && rows.rightIsWild(right)) {
          here[right] =
              both && (here[right + 1] || hasLeft && rows.leftMayBeSkipped(left) && below[right]);
        } else if (hasLeft && hasRight) {
          here[right] = below[right + 1] && rows.related(left, right);
        } else {
          here[right] = !hasLeft && !hasRight;
        }
      }
      boolean[] spare = below;
      below = here;
      here = spare;
    }
    return below[0];
  }

  private record Chunks(List<String> left, List<String> right, boolean both) implements Rows {
    @Override
    public int leftSize() {
      return left.size();
    }

    @Override
    public int rightSize() {
      return right.size();
    }

    @Override
    public boolean leftIsWild(int index) {
      return left.get(index).equals("**");
    }

    @Override
    public boolean rightIsWild(int index) {
      return right.get(index).equals("**");
    }

    @Override
    public boolean leftMayBeSkipped(int index) {
      return left.get(index).charAt(0) != '@';
    }

    @Override
    public boolean rightMayBeSkipped(int index) {
      return right.get(index).charAt(0) != '@';
    }

    @Override
    public boolean related(int leftIndex, int rightIndex) {
      String a = left.get(leftIndex);
      String b = right.get(rightIndex);
      if (a.equals(b)) {
        return true;
      }
      if (a.charAt(0) == '@' || b.charAt(0) == '@') {
        return false;
      }
      if (a.equals("*") || both && b.equals("*")) {
        return true;
      }
      if (a.indexOf('$') < 0 && (!both || b.indexOf('$') < 0)) {
        return false;
      }
      return Wildcards.related(new Characters(elements(a), elements(b)), both);
    }

    private static int[] elements(String chunk) {
      return chunk.equals("*")
          ? new int[] {ANY}
          : chunk.replace("$*", "$").chars().map(next -> next == '$' ? ANY : next).toArray();
    }
  }

  private record Characters(int[] left, int[] right) implements Rows {
    @Override
    public int leftSize() {
      return left.length;
    }

    @Override
    public int rightSize() {
      return right.length;
    }

    @Override
    public boolean leftIsWild(int index) {
      return left[index] == ANY;
    }

    @Override
    public boolean rightIsWild(int index) {
      return right[index] == ANY;
    }

    @Override
    public boolean leftMayBeSkipped(int index) {
      return true;
    }

    @Override
    public boolean rightMayBeSkipped(int index) {
      return true;
    }

    @Override
    public boolean related(int leftIndex, int rightIndex) {
      return left[leftIndex] == right[rightIndex];
    }
  }
}
