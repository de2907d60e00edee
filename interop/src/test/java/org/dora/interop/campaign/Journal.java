package org.dora.interop.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one life of a node did and saw, in its own words.
 *
 * @param life counted from 0
 */
record Journal(String node, int life, List<Entry> entries) {

  /**
   * One line.
   *
   * @param time by a clock that is the same for all nodes
   * @param kind what happened
   * @param about the rest
   */
  record Entry(long time, String kind, List<String> about) {
    static Entry parse(String line) {
      List<String> words = List.of(line.split(" ", -1));
      return new Entry(Long.parseLong(words.get(0)), words.get(1), words.subList(2, words.size()));
    }

    int number(int place) {
      return Integer.parseInt(about.get(place));
    }
  }

  /** Returns the journals of a node's lives, in order. */
  static List<Journal> of(Path folder, String node) {
    List<Journal> lives = new ArrayList<>();
    for (int life = 0; Files.exists(folder.resolve(node + "." + life)); life++) {
      try (Stream<String> lines = Files.lines(folder.resolve(node + "." + life))) {
        lives.add(new Journal(node, life, lines.map(Entry::parse).toList()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lives;
  }

  List<Entry> of(String kind) {
    return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  boolean has(String kind) {
    return entries.stream().anyMatch(entry -> entry.kind().equals(kind));
  }

  /** Returns its last lines, for a report. */
  String end() {
    List<Entry> end = entries.subList(Math.max(0, entries.size() - 3), entries.size());
    return "%s.%d, %d lines: %s".formatted(node, life, entries.size(), end);
  }

  Entry last() {
    return entries.getLast();
  }

  /** Returns whether this life ended by a fault. */
  boolean failed() {
    return last().kind().equals("fault");
  }

  /** Returns when it could miss nothing any more; the first lives wait for each other. */
  long upSince() {
    return life == 0 || !has("subscribed") ? 0 : of("subscribed").getFirst().time();
  }
}
