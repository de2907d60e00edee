package org.dora.coordinator.daemons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.coordinator.daemons.Placement.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final Placement BY_LOAD = new Placement(true, false);
  private static final Placement FIRST = new Placement(false, false);
  private static final Placement ANYWHERE = new Placement(true, true);

  private static Candidate daemon(@Nullable String machine, int uuid, int nodes, String... labels) {
    return new Candidate(new DaemonId(machine, new UUID(0, uuid)), labels(labels), nodes);
  }

  private static SortedMap<String, String> labels(String... labels) {
    SortedMap<String, String> map = new TreeMap<>();
    for (String label : labels) {
      int sign = label.indexOf('=');
      map.put(label.substring(0, sign), label.substring(sign + 1));
    }
    return map;
  }

  /** Returns nodes called a, b and so on, each with one of the given {@code deploy}. */
  private static List<NodeDescriptor> nodes(String... deploys) {
    StringBuilder yaml = new StringBuilder("nodes:\n");
    for (int i = 0; i < deploys.length; i++) {
      yaml.append(
          "  - {id: %c, path: x.py%s}\n"
              .formatted('a' + i, deploys[i].isEmpty() ? "" : ", deploy: {" + deploys[i] + "}"));
    }
    return DescriptorParser.parse(yaml.toString(), "x.yml", Map.of()).descriptor().nodes();
  }

  /** Returns the UUIDs' numbers of the daemons of the nodes, in the order of their ids. */
  private static List<Long> placed(
      Placement placement, List<Candidate> candidates, String... deploys) {
    return placement.place(nodes(deploys), candidates).values().stream()
        .map(id -> id.uuid().getLeastSignificantBits())
        .toList();
  }

  private static void assertRefused(
      String message, Placement placement, List<Candidate> candidates, String... deploys) {
    PlacementException refusal =
        assertThrows(PlacementException.class, () -> placement.place(nodes(deploys), candidates));
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void aMachineBeatsLabels() {
    List<Candidate> daemons =
        List.of(
            daemon(null, 1, 0, "gpu=true"), daemon("arm", 2, 9), daemon("base", 3, 0, "gpu=true"));
    assertEquals(List.of(2L), placed(BY_LOAD, daemons, "machine: arm, labels: {gpu: 'true'}"));
    assertRefused(
        "no matching daemon for machine id \"robot\"",
        ANYWHERE,
        daemons,
        "machine: robot, labels: {gpu: 'true'}");
  }

  @Test
  void aDaemonHasAllLabelsThatAreAskedForAndPerhapsMore() {
    List<Candidate> daemons =
        List.of(
            daemon(null, 1, 0, "gpu=true"),
            daemon("arm", 2, 0, "arch=arm64", "gpu=false"),
            daemon("base", 3, 9, "arch=arm64", "gpu=true", "zone=a"));
    assertEquals(List.of(3L), placed(BY_LOAD, daemons, "labels: {gpu: 'true', arch: arm64}"));
    assertRefused(
        "no daemon matches labels {\"arch\": \"arm64\", \"gpu\": \"big\"}",
        ANYWHERE,
        daemons,
        "labels: {gpu: big, arch: arm64}");
    assertRefused(
        "no daemon matches labels {\"gpu\": \"true\"}",
        BY_LOAD,
        List.of(daemon(null, 1, 0)),
        "labels: {gpu: 'true'}");
  }

  @Test
  void whatAsksForNothingGoesToADaemonWithoutAName() {
    List<Candidate> daemons = List.of(daemon("arm", 1, 0), daemon(null, 2, 9));
    assertEquals(List.of(2L, 2L), placed(ANYWHERE, daemons, "", "working_dir: elsewhere"));
    List<Candidate> named = List.of(daemon("base", 1, 0), daemon("arm", 2, 0));
    assertRefused("no unnamed daemon connections", BY_LOAD, named, "machine: arm", "");
    assertRefused("no unnamed daemon connections", ANYWHERE, List.of(), "");
    assertEquals(List.of(2L, 1L), placed(ANYWHERE, named, "", ""));
  }

  @Test
  void loadIsWhatRunsAndWhatIsPlacedAlready() {
    List<Candidate> daemons =
        List.of(daemon(null, 2, 1), daemon(null, 1, 3), daemon("arm", 3, 0, "any=1"));
    assertEquals(List.of(2L, 2L, 1L, 2L), placed(BY_LOAD, daemons, "", "", "", ""));
    assertEquals(List.of(1L, 1L, 1L, 1L), placed(FIRST, daemons, "", "", "", ""));
  }

  @Test
  void ofEquallyLoadedOnesTheFirstInOrderIsTaken() {
    List<Candidate> daemons =
        List.of(daemon("b", 1, 0, "x=1"), daemon("a", 2, 0, "x=1"), daemon(null, 3, 0, "x=1"));
    assertEquals(
        List.of(3L, 2L, 1L, 3L),
        placed(BY_LOAD, daemons, "labels: {x: '1'}", "labels: {x: '1'}", "labels: {x: '1'}", ""));
  }

  @Test
  void theFirstNodeThatFitsNowhereIsTheReason() {
    assertRefused(
        "no daemon matches labels {\"x\": \"1\"}",
        BY_LOAD,
        List.of(daemon(null, 1, 0)),
        "",
        "labels: {x: '1'}",
        "machine: arm");
  }

  /** Against the rules written down anew, over all that differs. */
  @Test
  void everyPlaceFollowsTheRules() {
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      List<Candidate> daemons = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        daemons.add(
            daemon(
                Arrays.asList(null, "arm", "base").get(random.nextInt(3)),
                i,
                random.nextInt(4),
                "x=" + random.nextInt(2),
                (random.nextBoolean() ? "y=" : "z=") + random.nextInt(2)));
      }
      Collections.shuffle(daemons, random);
      List<String> kinds =
          List.of(
              "",
              "machine: arm",
              "labels: {x: '1'}",
              "labels: {x: '0', y: '1'}",
              "machine: base, labels: {z: '0'}");
      String[] deploys = new String[1 + random.nextInt(6)];
      Arrays.setAll(deploys, _ -> kinds.get(random.nextInt(kinds.size())));
      Placement placement = new Placement(random.nextBoolean(), random.nextBoolean());
      check(placement, daemons, nodes(deploys), "seed " + seed);
    }
  }

  private static void check(
      Placement placement, List<Candidate> daemons, List<NodeDescriptor> nodes, String name) {
    Map<NodeId, DaemonId> expected = new TreeMap<>();
    Map<DaemonId, Integer> load = new HashMap<>();
    daemons.forEach(it -> load.put(it.id(), it.nodes()));
    for (NodeDescriptor node : nodes) {
      Comparator<Candidate> order = Comparator.comparing(it -> String.valueOf(key(it)));
      List<Candidate> fit = new ArrayList<>(daemons);
      fit.removeIf(fits(node.deploy(), placement.autoPlace(), daemons).negate());
      fit.sort(
          placement.spread()
              ? Comparator.<Candidate>comparingInt(it -> load.get(it.id())).thenComparing(order)
              : order);
      if (fit.isEmpty()) {
        assertThrows(PlacementException.class, () -> placement.place(nodes, daemons), name);
        return;
      }
      DaemonId chosen = fit.getFirst().id();
      expected.put(node.id(), chosen);
      load.merge(chosen, 1, Integer::sum);
    }
    assertEquals(expected, placement.place(nodes, daemons), name);
  }

  /** No name before any name; the numbers have one digit. */
  private static String key(Candidate candidate) {
    String machine = candidate.id().machineId();
    return (machine == null ? " " : machine) + " " + candidate.id().uuid();
  }

  private static Predicate<Candidate> fits(
      @Nullable Deploy deploy, boolean autoPlace, List<Candidate> all) {
    String machine = deploy == null ? null : deploy.machine();
    if (machine != null) {
      return it -> machine.equals(it.id().machineId());
    }
    if (deploy != null && !deploy.labels().isEmpty()) {
      return it ->
          deploy.labels().keySet().stream()
              .allMatch(key -> Objects.equals(deploy.labels().get(key), it.labels().get(key)));
    }
    boolean allHaveNames = all.stream().allMatch(it -> it.id().machineId() != null);
    return it -> it.id().machineId() == null || autoPlace && allHaveNames;
  }
}
