package org.dora.cli.daemon;

import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads labels: {@code gpu=true,arch=arm64}; blanks around both halves do not count. */
final class LabelsArgument implements ITypeConverter<SortedMap<String, String>> {
  @Override
  public SortedMap<String, String> convert(String value) {
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
    return labels;
  }
}
