package org.dora.cli;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What picocli found wrong with a command line, in the words of cli.md 1.2.
 *
 * @param message what is wrong
 * @param tip what may have been meant, or empty
 * @param synopsis how the command is called, or empty when only a value is wrong
 */
record UsageError(String message, String tip, String synopsis) {
  private static final Pattern PICOCLIS_INTRODUCTION =
      Pattern.compile("^Invalid value for [^:]*: ");

  /** The one to tell the user: a word that is not known explains more than what is missing. */
  static UsageError ofFirst(List<Exception> failures) {
    return failures.stream()
        .filter(UnmatchedArgumentException.class::isInstance)
        .findFirst()
        .or(() -> failures.stream().findFirst())
        .filter(ParameterException.class::isInstance)
        .map(failure -> of((ParameterException) failure))
        .orElseThrow();
  }

  private static UsageError of(ParameterException failure) {
    return switch (failure) {
      case UnmatchedArgumentException unmatched -> unexpected(unmatched);
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice -> repeated(twice);
      case ParameterException other when other.getArgSpec() != null ->
          invalidValue(
              Objects.requireNonNullElse(other.getValue(), ""),
              other.getArgSpec(),
              reasonOf(other));
      case ParameterException other -> new UsageError(reasonOf(other), "", synopsis(other));
    };
  }

  void report(ErrorReport report) {
    report.usage(message, tip, synopsis);
  }

  private static UsageError unexpected(UnmatchedArgumentException failure) {
    String argument = failure.getUnmatched().getFirst();
    for (PositionalParamSpec positional : specOf(failure).positionalParameters()) {
      // Picocli lets an optional argument pass a word that it cannot convert.
      if (!argument.startsWith("-")
          && positional.stringValues().isEmpty()
          && !ValueSet.of(positional).isEmpty()) {
        return invalidValue(argument, positional, "");
      }
    }
    List<String> known =
        specOf(failure).optionsMap().keySet().stream().filter(o -> o.startsWith("--")).toList();
    return new UsageError(
        "unexpected argument '" + argument + "' found",
        argument.startsWith("--") ? SimilarNames.tip("argument", argument, known) : "",
        synopsis(failure));
  }

  private static UsageError missing(MissingParameterException failure) {
    List<ArgSpec> missing = failure.getMissing();
    if (missing.size() == 1
        && missing.getFirst() instanceof OptionSpec option
        && !option.required()) {
      return new UsageError(
          "a value is required for '" + nameOf(option) + "' but none was supplied", "", "");
    }
    return new UsageError(
        "the following required arguments were not provided:"
            + missing.stream().map(arg -> "\n  " + nameOf(arg)).collect(Collectors.joining()),
        "",
        synopsis(failure));
  }

  private static UsageError repeated(OverwrittenOptionException failure) {
    return new UsageError(
        "the argument '" + nameOf(failure.getOverwritten()) + "' cannot be used multiple times",
        "",
        synopsis(failure));
  }

  private static UsageError invalidValue(String value, ArgSpec argument, String reason) {
    String message = "invalid value '%s' for '%s'".formatted(value, nameOf(argument));
    List<String> possible = ValueSet.of(argument);
    if (possible.isEmpty()) {
      return new UsageError(message + ": " + reason, "", "");
    }
    return new UsageError(
        message + "\n  [possible values: " + String.join(", ", possible) + "]",
        SimilarNames.tip("value", value, possible),
        "");
  }

  /** What our own converters say stands behind picocli's introduction of the option. */
  private static String reasonOf(ParameterException failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "wrong command line");
    return PICOCLIS_INTRODUCTION.matcher(message).replaceFirst("");
  }

  private static String nameOf(@Nullable ArgSpec argument) {
    return switch (argument) {
      case OptionSpec option when option.arity().max() == 0 -> option.longestName();
      case OptionSpec option -> option.longestName() + " " + option.paramLabel();
      case PositionalParamSpec positional when positional.required() -> positional.paramLabel();
      case PositionalParamSpec positional ->
          "[" + positional.paramLabel().replaceAll("[<>]", "") + "]";
      case null, default -> "?";
    };
  }

  private static String synopsis(ParameterException failure) {
    CommandSpec spec = specOf(failure);
    return Stream.concat(
            Stream.of(spec.qualifiedName(" ") + (spec.options().size() > 1 ? " [OPTIONS]" : "")),
            spec.positionalParameters().stream()
                .filter(PositionalParamSpec::required)
                .map(PositionalParamSpec::paramLabel))
        .collect(Collectors.joining(" "));
  }

  private static CommandSpec specOf(ParameterException failure) {
    return failure.getCommandLine().getCommandSpec();
  }
}
