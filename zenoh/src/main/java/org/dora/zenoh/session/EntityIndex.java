package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.zenoh.KeyExpr;

/** Entities by key, so that a key without wildcards is found without looking at the others. */
final class EntityIndex {
  private final Map<KeyExpr, List<Entity>> exact = new HashMap<>();
  private final List<Entity> wild = new ArrayList<>();

  void add(Entity entity) {
    if (entity.key().isWild()) {
      wild.add(entity);
    } else {
      exact.computeIfAbsent(entity.key(), _ -> new ArrayList<>(1)).add(entity);
    }
  }

  void remove(Entity entity) {
    if (entity.key().isWild()) {
      wild.remove(entity);
      return;
    }
    List<Entity> same = exact.get(entity.key());
    if (same != null && same.remove(entity) && same.isEmpty()) {
      exact.remove(entity.key());
    }
  }

  void forEach(Consumer<Entity> action) {
    exact.values().forEach(same -> same.forEach(action));
    wild.forEach(action);
  }

  /** Calls back with all whose key intersects {@code key}. */
  void forMatching(KeyExpr key, Consumer<Entity> action) {
    if (key.isWild()) {
      forEach(entity -> ifMatching(entity, key, action));
      return;
    }
    exact.getOrDefault(key, List.of()).forEach(action);
    wild.forEach(entity -> ifMatching(entity, key, action));
  }

  private static void ifMatching(Entity entity, KeyExpr key, Consumer<Entity> action) {
    if (entity.key().intersects(key)) {
      action.accept(entity);
    }
  }
}
