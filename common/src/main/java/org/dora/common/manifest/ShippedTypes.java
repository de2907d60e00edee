package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.types.TypeDefinition;
import org.dora.common.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The types that manifests bring along: each under its package's namespace, and only such that an
 * Arrow type can be made of.
 */
final class ShippedTypes {
  private ShippedTypes() {}

  /** Returns what is wrong with the types of one manifest, which may name each other. */
  static List<ManifestIssue> issues(NodeManifest manifest, TypeLibrary library) {
    SortedMap<String, TypeDefinition> types = manifest.contract().types();
    TypeLibrary own = library.with(types);
    List<ManifestIssue> issues = new ArrayList<>();
    for (Map.Entry<String, TypeDefinition> type : types.entrySet()) {
      String path = "types." + type.getKey();
      String problem = nameProblem(type.getKey(), manifest.namespace());
      if (problem == null) {
        body(path, type.getValue(), own, issues);
      } else {
        issues.add(ManifestIssue.of(path, problem));
      }
    }
    return issues;
  }

  private static void body(
      String path, TypeDefinition type, TypeLibrary library, List<ManifestIssue> issues) {
    if (!type.hasKnownArrowType()) {
      issues.add(ManifestIssue.of(path + ".arrow", "unknown arrow type `" + type.arrow() + "`"));
    }
    for (int i = 0; i < type.fields().size(); i++) {
      TypeDefinition.Field field = type.fields().get(i);
      if (!library.knowsFieldType(field.type())) {
        issues.add(
            new ManifestIssue(
                path + ".fields." + field.name(),
                "unknown field type `" + field.type() + "`",
                path + ".fields[" + i + "].type"));
      }
    }
  }

  private static @Nullable String nameProblem(String urn, String namespace) {
    if (!Names.hasOnly(urn, true, "_-./")) {
      return "type URN `" + urn + "` may only contain alphanumerics and `_ - . /`";
    }
    String bounded = "/" + urn + "/";
    if (bounded.contains("//") || bounded.contains("/./") || bounded.contains("/../")) {
      return "type URN `" + urn + "` must not contain empty or `.`/`..` path segments";
    }
    if (urn.equals("std") || urn.startsWith("std/")) {
      return "shipped types cannot use the `std/` prefix";
    }
    return urn.startsWith(namespace + "/")
        ? null
        : "shipped types must live under this package's namespace (`" + namespace + "/…`)";
  }

  /**
   * Returns a library with the good types of all manifests. A type is taken once those that its
   * fields name are, so that none comes in by way of one that does not; types that the library has
   * stay as they are, and of several of one name the first good one counts.
   */
  static TypeLibrary admit(List<NodeManifest> manifests, TypeLibrary library) {
    TypeLibrary admitted = library;
    for (boolean more = true; more; ) {
      SortedMap<String, TypeDefinition> next = new TreeMap<>();
      for (NodeManifest manifest : manifests) {
        for (Map.Entry<String, TypeDefinition> type : manifest.contract().types().entrySet()) {
          if (!admitted.knows(type.getKey())
              && nameProblem(type.getKey(), manifest.namespace()) == null
              && isWhole(type.getValue(), admitted)) {
            next.putIfAbsent(type.getKey(), type.getValue());
          }
        }
      }
      more = !next.isEmpty();
      admitted = admitted.with(next);
    }
    return admitted;
  }

  private static boolean isWhole(TypeDefinition type, TypeLibrary library) {
    List<ManifestIssue> issues = new ArrayList<>();
    body("", type, library, issues);
    return issues.isEmpty();
  }
}
