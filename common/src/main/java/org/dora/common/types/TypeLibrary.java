package org.dora.common.types;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.yaml.SimilarName;
import org.jspecify.annotations.Nullable;

/** All types that annotations may name; immutable. */
public final class TypeLibrary {
  private static final int MOST_EDITS = 2;
  private static final int OTHER_PACKAGE = 100;

  /** Longer names are not compared, since that takes the square of their length. */
  private static final int LONGEST_COMPARED = 256;

  private final SortedMap<String, TypeDefinition> types;

  private TypeLibrary(SortedMap<String, TypeDefinition> types) {
    this.types = types;
  }

  /** Returns the types that come with dora. */
  public static TypeLibrary standard() {
    return new TypeLibrary(StandardTypes.all());
  }

  /** Returns a library with further types, which replace those of the same name. */
  public TypeLibrary with(Map<String, TypeDefinition> further) {
    if (further.isEmpty()) {
      return this;
    }
    SortedMap<String, TypeDefinition> all = new TreeMap<>(types);
    all.putAll(further);
    return new TypeLibrary(Collections.unmodifiableSortedMap(all));
  }

  /** Returns the type of this name, whose parameters do not matter. */
  public Optional<TypeDefinition> resolve(String urn) {
    TypeDefinition exact = types.get(urn);
    if (exact != null) {
      return Optional.of(exact);
    }
    return TypeUrn.parse(urn).map(parsed -> types.get(parsed.base()));
  }

  /** Whether the name, parameters aside, is that of a type. */
  public boolean knows(String urn) {
    return resolve(urn).isPresent();
  }

  /** Returns the type of this name, or the only one whose last segments it is. */
  Optional<TypeDefinition> resolveAnywhere(String name) {
    Optional<TypeDefinition> named = resolve(name);
    if (named.isPresent()) {
      return named;
    }
    TypeDefinition found = null;
    for (Map.Entry<String, TypeDefinition> type : types.entrySet()) {
      if (type.getKey().endsWith("/" + name)) {
        if (found != null) {
          return Optional.empty();
        }
        found = type.getValue();
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * Whether a field of a structure can have this type: an Arrow type without parts, a list of such
   * a type, a type of this library by its name or last segment.
   */
  public boolean knowsFieldType(String type) {
    String inner = type.strip();
    for (int depth = 0; depth <= ShapeResolver.MAX_DEPTH; depth++) {
      String item = itemOf(inner);
      if (item == null) {
        return ArrowShape.isPlain(inner) || resolveAnywhere(inner).isPresent();
      }
      inner = item;
    }
    return false;
  }

  /** Returns what stands between the brackets of {@code List<T>}, or null if this is no list. */
  static @Nullable String itemOf(String type) {
    return type.startsWith("List<") && type.endsWith(">")
        ? type.substring("List<".length(), type.length() - 1).strip()
        : null;
  }

  /**
   * Returns the type that an unknown name is most likely meant to be: at most two edits in the last
   * segment, one of the same package before all others.
   */
  public Optional<String> suggestion(String urn) {
    String wanted = TypeUrn.shortName(urn).toLowerCase(Locale.ROOT);
    String wantedPackage = TypeUrn.packageOf(urn);
    String best = null;
    int bestScore = Integer.MAX_VALUE;
    if (wanted.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    for (String known : types.keySet()) {
      String name = TypeUrn.shortName(known).toLowerCase(Locale.ROOT);
      if (Math.abs(name.length() - wanted.length()) > MOST_EDITS) {
        continue;
      }
      int edits = SimilarName.edits(wanted, name);
      int score = edits + (TypeUrn.packageOf(known).equals(wantedPackage) ? 0 : OTHER_PACKAGE);
      if (edits <= MOST_EDITS && score < bestScore) {
        best = known;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }
}
