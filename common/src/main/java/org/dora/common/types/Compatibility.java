package org.dora.common.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.dora.common.descriptor.TypeRule;

/** Tells whether data of one type may flow into an input of another (dataflow.md section 10). */
final class Compatibility {
  /** More conversions in a row than this would surprise. */
  private static final int MOST_HOPS = 3;

  private final Map<String, List<String>> conversions = new HashMap<>();

  /**
   * @param rules of the dataflow, beside the lossless conversions of numbers
   */
  Compatibility(List<TypeRule> rules) {
    allow("std/core/v1/UInt8", "std/core/v1/UInt32");
    allow("std/core/v1/UInt32", "std/core/v1/UInt64");
    allow("std/core/v1/Int32", "std/core/v1/Int64");
    allow("std/core/v1/Float32", "std/core/v1/Float64");
    for (TypeRule rule : rules) {
      allow(rule.from(), rule.to());
    }
  }

  private void allow(String from, String to) {
    conversions.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
  }

  /**
   * @param from the type of the output
   * @param to the type of the input
   */
  boolean allows(String from, String to) {
    if (to.equals(StandardTypes.BYTES)) {
      return true;
    }
    Optional<TypeUrn> source = TypeUrn.parse(from);
    Optional<TypeUrn> target = TypeUrn.parse(to);
    String sourceBase = source.map(TypeUrn::base).orElse(from);
    String targetBase = target.map(TypeUrn::base).orElse(to);
    if (sourceBase.equals(targetBase)) {
      return source.isEmpty() || target.isEmpty() || source.get().agreesWith(target.get());
    }
    return isReachable(sourceBase, targetBase);
  }

  private boolean isReachable(String from, String to) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Queue<String> reached = new ArrayDeque<>(List.of(from));
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      Queue<String> next = new ArrayDeque<>();
      for (String type : reached) {
        for (String target : conversions.getOrDefault(type, List.of())) {
          if (target.equals(to)) {
            return true;
          }
          if (seen.add(target)) {
            next.add(target);
          }
        }
      }
      reached = next;
    }
    return false;
  }
}
