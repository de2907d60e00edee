package org.dora.cli.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.FormatOption;
import org.dora.cli.PrettyJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora doctor}: what on this machine may keep dora from working (cli.md section 8). */
@Command(
    description = {
      "Look for what may keep dora from working on this machine.",
      "",
      "PASS is fine, WARN matters to some dataflows only, FAIL makes the exit code 1.",
      ""
    })
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--dataflow",
      paramLabel = "<PATH>",
      description = "A dataflow's YAML file, checked too")
  private @Nullable Path dataflow;

  @Mixin private final FormatOption format = new FormatOption();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print warnings and failures only")
  private boolean quiet;

  @Mixin private final CoordinatorOptions coordinator = new CoordinatorOptions();

  private final Console console;
  private final Machine machine;

  /** Makes the command for this machine. */
  public DoctorCommand(Console console) {
    this(console, Machine.ofThisProcess());
  }

  DoctorCommand(Console console, Machine machine) {
    this.console = console;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    format.checkNot(quiet);
    List<Diagnosis> found = new ArrayList<>();
    for (Check check : checks(coordinator.address(machine.environment()))) {
      for (Diagnosis diagnosis : check.diagnose()) {
        found.add(diagnosis);
        // At once, since some checks start programs or wait.
        if (!format.isJson() && !(quiet && diagnosis.verdict() == Diagnosis.Verdict.PASS)) {
          print(diagnosis);
        }
      }
    }
    int failed = count(found, Diagnosis.Verdict.FAIL);
    int warned = count(found, Diagnosis.Verdict.WARN);
    if (format.isJson()) {
      console.out().println(PrettyJson.of(json(found, failed, warned)));
    } else if (!quiet) {
      conclude(failed, warned);
    }
    if (failed > 0) {
      throw CliException.failure(failed + " check(s) failed");
    }
    return 0;
  }

  private List<Check> checks(CoordinatorAddress address) {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new VersionCheck(),
                new SharedMemoryCheck(machine),
                new UvCheck(machine),
                new PythonCheck(machine),
                new ResourceCheck(machine),
                new ClockCheck(machine),
                new ClusterToolsCheck(machine),
                new EnvironmentCheck(machine.environment()),
                new PortCheck(machine, address),
                new CoordinatorCheck(address, machine.environment())));
    if (dataflow != null) {
      checks.add(new DataflowCheck(dataflow, machine.environment()));
    }
    return checks;
  }

  private void print(Diagnosis diagnosis) {
    String indent = "        ";
    console
        .out()
        .println(
            "  "
                + word(diagnosis.verdict())
                + "  "
                + diagnosis.subject()
                + ": "
                + diagnosis.detail().replace("\n", "\n" + indent));
    if (!diagnosis.advice().isEmpty()) {
      console.out().println(indent + diagnosis.advice());
    }
  }

  private void conclude(int failed, int warned) {
    console.out().println();
    if (failed == 0) {
      String warnings = warned == 0 ? "" : " (" + warned + " warning(s))";
      console.out().println("  " + word(Diagnosis.Verdict.PASS) + "  All checks passed" + warnings);
    }
  }

  private String word(Diagnosis.Verdict verdict) {
    if (!console.outColours()) {
      return verdict.name();
    }
    String colour =
        switch (verdict) {
          case PASS -> "\u001b[32m";
          case WARN -> "\u001b[33m";
          case FAIL -> "\u001b[31m";
        };
    return colour + verdict + "\u001b[0m";
  }

  private static int count(List<Diagnosis> found, Diagnosis.Verdict verdict) {
    return (int) found.stream().filter(diagnosis -> diagnosis.verdict() == verdict).count();
  }

  private static Map<String, Object> json(List<Diagnosis> found, int failed, int warned) {
    List<Object> checks = new ArrayList<>();
    for (Diagnosis diagnosis : found) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("name", diagnosis.subject());
      check.put("result", diagnosis.verdict().name().toLowerCase(Locale.ROOT));
      check.put("detail", diagnosis.detail());
      check.put("advice", diagnosis.advice());
      checks.add(check);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("checks", checks);
    document.put("failed", failed);
    document.put("warnings", warned);
    return document;
  }
}
