package org.dora.cli.daemon;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What nodes may ask of a machine (cli.md 4.5). A type of its own, since picocli would take an
 * option that is a map apart at each equals sign by itself.
 *
 * @param values by key
 */
record Labels(SortedMap<String, String> values) {
  /** Of a machine that has nothing to offer. */
  static final Labels NONE = new Labels(Collections.emptySortedMap());

  /** Reads {@code gpu=true,arch=arm64}; empty pairs are passed over. */
  static final class Argument implements ITypeConverter<Labels> {
    @Override
    public Labels convert(String value) {
      SortedMap<String, String> labels = new TreeMap<>();
      for (String pair : value.split(",")) {
        if (!pair.isBlank()) {
          int equals = pair.indexOf('=');
          if (equals < 0) {
            throw new TypeConversionException(
                "invalid label `" + pair.strip() + "`, expected key=value");
          }
          String key = pair.substring(0, equals).strip();
          if (key.isEmpty()) {
            throw new TypeConversionException(
                "invalid label `" + pair.strip() + "`, key must not be empty");
          }
          labels.put(key, pair.substring(equals + 1).strip());
        }
      }
      return new Labels(labels);
    }
  }
}
