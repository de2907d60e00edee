package org.dora.common.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dora.common.yaml.YamlNode.Entry;
import org.dora.common.yaml.YamlNode.Scalar;
import org.dora.common.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the tree of one document from parser events, resolving aliases within bounds. */
final class YamlComposer {
  /** Deepest nesting, that of the released reader. */
  static final int MAX_DEPTH = 128;

  /** Most nodes that aliases may add: enough for any hand-written file, too few to fill a heap. */
  static final int MAX_ALIASED_NODES = 100_000;

  private final Iterator<Event> events;
  private final @Nullable YamlProblems problems;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final IdentityHashMap<YamlNode, Integer> sizes = new IdentityHashMap<>();
  private int depth;
  private int aliasedNodes;

  /**
   * @param problems where duplicate keys are noted; null to stop at the first
   */
  YamlComposer(Iterator<Event> events, @Nullable YamlProblems problems) {
    this.events = events;
    this.problems = problems;
  }

  YamlNode document() {
    next(); // start of stream
    Event first = next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      return new Scalar("", Style.PLAIN, null, Position.START);
    }
    YamlNode root = node(next(), "");
    next(); // end of document
    Event last = next();
    if (last.getEventId() != Event.ID.StreamEnd) {
      throw new YamlException(
          "",
          position(last),
          "deserializing from YAML containing more than one document is not supported");
    }
    return root;
  }

  private YamlNode node(Event event, String path) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias, path);
    }
    if (++depth > MAX_DEPTH) {
      throw new YamlException(
          path, position(event), "recursion limit exceeded: nested deeper than " + MAX_DEPTH);
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start, path);
          case MappingStartEvent start -> mapping(start, path);
          default -> throw new IllegalStateException("no node starts with " + event);
        };
    depth--;
    anchorOf(event).ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    return node;
  }

  private YamlNode aliased(AliasEvent alias, String path) {
    String name = alias.getAlias().getValue();
    YamlNode target = anchors.get(name);
    if (target == null) {
      throw new YamlException(path, position(alias), "unknown anchor `" + name + "`");
    }
    aliasedNodes = Math.addExact(aliasedNodes, size(target));
    if (aliasedNodes > MAX_ALIASED_NODES) {
      throw new YamlException(
          path,
          position(alias),
          "repetition limit exceeded: aliases add more than " + MAX_ALIASED_NODES + " nodes");
    }
    return target.at(position(alias));
  }

  private static Scalar scalar(ScalarEvent event) {
    Style style =
        switch (event.getScalarStyle()) {
          case PLAIN -> Style.PLAIN;
          case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.DOUBLE_QUOTED;
          case LITERAL, FOLDED -> Style.BLOCK;
        };
    return new Scalar(event.getValue(), style, event.getTag().orElse(null), position(event));
  }

  private YamlNode.Sequence sequence(SequenceStartEvent start, String path) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, path + "[" + items.size() + "]"));
    }
    return new YamlNode.Sequence(items, start.getTag().orElse(null), position(start));
  }

  private YamlNode.Mapping mapping(MappingStartEvent start, String path) {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      if (!(node(event, path) instanceof Scalar key)) {
        throw new YamlException(path, position(event), "a key must be a scalar");
      }
      YamlNode value = node(next(), YamlValue.keyPath(path, key.text()));
      if (keys.add(key.text())) {
        entries.add(new Entry(key, value));
      } else {
        refuse(new YamlException(path, position(event), "duplicate field `" + key.text() + "`"));
      }
    }
    return new YamlNode.Mapping(entries, start.getTag().orElse(null), position(start));
  }

  private void refuse(YamlException duplicate) {
    if (problems == null) {
      throw duplicate;
    }
    problems.add(duplicate);
  }

  private int size(YamlNode node) {
    Integer known = sizes.get(node);
    if (known != null) {
      return known;
    }
    int size = 1;
    switch (node) {
      case Scalar _ -> {}
      case YamlNode.Sequence sequence -> {
        for (YamlNode item : sequence.items()) {
          size = Math.addExact(size, size(item));
        }
      }
      case YamlNode.Mapping mapping -> {
        for (Entry entry : mapping.entries()) {
          size = Math.addExact(size, 1 + size(entry.value()));
        }
      }
    }
    sizes.put(node, size);
    return size;
  }

  private static Optional<Anchor> anchorOf(Event event) {
    return event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
  }

  private Event next() {
    return events.next();
  }

  private static Position position(Event event) {
    return YamlEngine.position(event.getStartMark());
  }
}
