package org.dora.common.hub;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.types.TypeDefinition;
import org.dora.common.types.TypeLibrary;
import org.dora.common.types.UserTypes;

/**
 * A dataflow whose packages of the hub have been replaced by what they stand for (dataflow.md
 * section 5.5), and what is to be remembered of that.
 *
 * @param dataflow without any {@code hub:}
 * @param notes for people
 * @param warnings also for people, and errors where types are strict
 * @param sources commits of nodes that are built; their programs are looked for in the package only
 * @param binaries ready-made programs of nodes
 * @param overrides folders that nodes are built and run in, instead of a package
 * @param types that the packages bring along
 */
public record HubResolution(
    ParsedDescriptor dataflow,
    List<String> notes,
    List<String> warnings,
    SortedMap<NodeId, GitSource> sources,
    SortedMap<NodeId, BinaryPin> binaries,
    SortedMap<NodeId, Path> overrides,
    SortedMap<String, TypeDefinition> types) {
  public HubResolution {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    binaries = Collections.unmodifiableSortedMap(new TreeMap<>(binaries));
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * Replaces all packages.
   *
   * @param flat a dataflow without modules
   * @param userTypes of the dataflow, asked for if there are packages
   * @param environment where the configuration is looked for
   * @throws HubException if a package cannot be had; tells of all of them at once
   */
  public static HubResolution resolve(
      ParsedDescriptor flat,
      HubOptions options,
      Supplier<UserTypes> userTypes,
      Map<String, String> environment) {
    if (!anyPackage(flat)) {
      return ofNone(flat, options);
    }
    TypeLibrary library = TypeLibrary.standard().with(userTypes.get().types());
    return new HubResolver(flat, options, library, environment).resolve();
  }

  private static boolean anyPackage(ParsedDescriptor flat) {
    for (NodeDescriptor node : flat.descriptor().nodes()) {
      if (node.source().hub() != null) {
        return true;
      }
    }
    return false;
  }

  private static HubResolution ofNone(ParsedDescriptor flat, HubOptions options) {
    List<String> warnings =
        options.overrides().isEmpty()
            ? List.of()
            : options.overrides().keySet().stream().sorted().map(HubResolution::unused).toList();
    return new HubResolution(
        flat,
        List.of(),
        warnings,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  static String unused(String override) {
    return "--hub-override `" + override + "` did not match any hub node in the dataflow";
  }

  /** Whether there was nothing to replace. */
  public boolean isEmpty() {
    return sources.isEmpty() && binaries.isEmpty() && overrides.isEmpty();
  }

  /** Returns the types of a dataflow together with those of its packages. */
  public UserTypes with(UserTypes userTypes) {
    if (types.isEmpty()) {
      return userTypes;
    }
    SortedMap<String, TypeDefinition> all = new TreeMap<>(types);
    all.putAll(userTypes.types());
    return new UserTypes(userTypes.count(), all);
  }
}
