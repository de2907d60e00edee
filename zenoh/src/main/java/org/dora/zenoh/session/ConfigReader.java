package org.dora.zenoh.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dora.zenoh.Config;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.transport.Locator;
import org.jspecify.annotations.Nullable;

/** Takes values out of a configuration by their paths, and remembers which ones were taken. */
final class ConfigReader {
  private final Map<String, @Nullable Object> tree;
  private final Set<String> taken = new HashSet<>();
  private WhatAmI mode = WhatAmI.PEER;

  ConfigReader(Config config) {
    tree = config.tree();
  }

  /** Values that differ by mode are taken for this one from now on. */
  void mode(WhatAmI newMode) {
    mode = newMode;
  }

  private @Nullable Object find(String path) {
    taken.add(path);
    Object value = tree;
    for (String name : path.split("/")) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return value;
  }

  /** Returns a value, which may be given for each mode apart. */
  private @Nullable Object ofMode(String path) {
    Object value = find(path);
    return value instanceof Map<?, ?> modes ? modes.get(name(mode)) : value;
  }

  private static String name(WhatAmI mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private <T> T take(String path, T absent, String expected, Function<Object, @Nullable T> read) {
    Object value = ofMode(path);
    if (value == null) {
      return absent;
    }
    T result = read.apply(value);
    if (result == null) {
      throw bad(path, value, expected);
    }
    return result;
  }

  private static ZenohException bad(String path, Object value, String expected) {
    return new ZenohException(
        "the configuration key `%s` is `%s`; expected %s".formatted(path, value, expected));
  }

  boolean bool(String path, boolean absent) {
    return take(
        path, absent, "true or false", value -> value instanceof Boolean flag ? flag : null);
  }

  long number(String path, long absent, long smallest, long largest) {
    return take(
        path,
        absent,
        "a whole number from %d to %d".formatted(smallest, largest),
        value -> {
          boolean whole = value instanceof Integer || value instanceof Long;
          long number = whole ? ((Number) value).longValue() : Long.MIN_VALUE;
          return whole && number >= smallest && number <= largest ? number : null;
        });
  }

  double decimal(String path, double absent) {
    return take(
        path,
        absent,
        "a number from 1 on",
        value -> value instanceof Number it && it.doubleValue() >= 1 ? it.doubleValue() : null);
  }

  Duration millis(String path, long absent) {
    return Duration.ofMillis(number(path, absent, 0, Integer.MAX_VALUE));
  }

  Duration micros(String path, long absent) {
    return Duration.ofNanos(1000 * number(path, absent, 0, Integer.MAX_VALUE));
  }

  Optional<String> text(String path) {
    Optional<String> none = Optional.empty();
    return take(
        path, none, "a text", value -> value instanceof String text ? Optional.of(text) : null);
  }

  Optional<Path> file(String path) {
    return text(path).map(Path::of);
  }

  /** Returns a list of locators; each may also be a list, of which the first is taken. */
  List<Locator> locators(String path, List<String> absent) {
    Object value = ofMode(path);
    List<Locator> locators = new ArrayList<>();
    for (Object element : value == null ? absent : list(path, value)) {
      Object locator =
          element instanceof List<?> choice && !choice.isEmpty() ? choice.getFirst() : element;
      if (!(locator instanceof String text)) {
        throw bad(path, value == null ? absent : value, "a list of locators");
      }
      try {
        locators.add(Locator.parse(text));
      } catch (ZenohException e) {
        throw new ZenohException("the configuration key `%s`: %s".formatted(path, e.getMessage()));
      }
    }
    return locators;
  }

  private static List<?> list(String path, Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw bad(path, value, "a list");
  }

  /** Returns a set of kinds of sessions: a list of their names, or one text with bars. */
  Set<WhatAmI> kinds(String path, Set<WhatAmI> absent) {
    Object value = ofMode(path);
    if (value == null) {
      return absent;
    }
    Set<WhatAmI> kinds = new TreeSet<>();
    for (Object name :
        value instanceof String text ? List.of(text.split("\\|")) : list(path, value)) {
      kinds.add(kind(path, name));
    }
    return kinds;
  }

  private static WhatAmI kind(String path, Object name) {
    for (WhatAmI kind : WhatAmI.values()) {
      if (name(kind).equals(name)) {
        return kind;
      }
    }
    throw bad(path, name, "router, peer or client");
  }

  WhatAmI kind(String path, WhatAmI absent) {
    Object value = find(path);
    return value == null ? absent : kind(path, value);
  }

  /** Returns the paths that nobody has asked for and that have a value. */
  List<String> untaken() {
    List<String> paths = new ArrayList<>();
    gather("", tree, paths);
    return paths;
  }

  private void gather(String prefix, Map<?, ?> object, List<String> paths) {
    object.forEach((name, value) -> {
      String path = prefix + name;
      if (value == null || taken.contains(path)) {
        return;
      }
      if (value instanceof Map<?, ?> inner) {
        gather(path + "/", inner, paths);
      } else {
        paths.add(path);
      }
    });
  }
}
