package org.dora.zenoh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session is set up, by Zenoh's own keys; each {@code with…} returns another one.
 *
 * <p>Which keys are known is said in {@code docs/zenoh.md}. {@link Session#open} refuses bad values
 * with the path of their key, and warns about keys that it does not know.
 */
public final class Config {
  private final Map<String, @Nullable Object> tree;

  private Config(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /** Returns the configuration of a peer that finds others by multicast. */
  public static Config loadDefault() {
    return new Config(Map.of());
  }

  /**
   * Reads a configuration.
   *
   * @throws ZenohException if it is no JSON5 object
   */
  public static Config fromJson5(String text) {
    if (Json5.read(text) instanceof Map<?, ?> object) {
      return new Config(Json5.object(object));
    }
    throw new ZenohException("the configuration is not an object: `%s`".formatted(text));
  }

  /**
   * Reads a configuration from a file.
   *
   * @throws ZenohException if the file cannot be read or is no JSON5 object
   */
  public static Config fromFile(Path file) {
    try {
      return fromJson5(Files.readString(file));
    } catch (IOException e) {
      throw new ZenohException("the configuration %s cannot be read".formatted(file), e);
    }
  }

  /**
   * Sets one key.
   *
   * @param key its path, such as {@code transport/link/tx/lease}
   * @param json5 its value, such as {@code 10000} or {@code ["tcp/127.0.0.1:7447"]}
   * @throws ZenohException if the value is no JSON5
   */
  public Config insertJson5(String key, String json5) {
    return with(key, Json5.read(json5));
  }

  private Config with(String key, @Nullable Object value) {
    return new Config(inserted(tree, List.of(key.split("/")), value));
  }

  private static Map<String, @Nullable Object> inserted(
      Map<String, @Nullable Object> object, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(object);
    String name = path.getFirst();
    if (path.size() == 1) {
      copy.put(name, value);
    } else {
      Map<String, @Nullable Object> inner =
          object.get(name) instanceof Map<?, ?> present ? Json5.object(present) : Map.of();
      copy.put(name, inserted(inner, path.subList(1, path.size()), value));
    }
    return copy;
  }

  /** Returns this for a peer, a client or a router; a session cannot be the last. */
  public Config withMode(WhatAmI mode) {
    return with("mode", mode.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** Returns this with other endpoints to dial. */
  public Config withConnect(String... locators) {
    return with("connect/endpoints", List.of(locators));
  }

  /** Returns this with other endpoints to listen at. */
  public Config withListen(String... locators) {
    return with("listen/endpoints", List.of(locators));
  }

  /** Returns this with or without finding others by multicast. */
  public Config withMulticast(boolean enabled) {
    return with("scouting/multicast/enabled", enabled);
  }

  /** Returns the keys and values as maps, lists, strings, numbers, booleans and nulls. */
  public Map<String, @Nullable Object> tree() {
    return tree;
  }
}
