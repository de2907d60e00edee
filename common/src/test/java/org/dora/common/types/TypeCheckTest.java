package org.dora.common.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.Finding;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.junit.jupiter.api.Test;

/** The texts and their order are those that the released program printed for the same files. */
class TypeCheckTest {
  private TypeLibrary library = TypeLibrary.standard();
  private boolean strict;

  private TypeCheck check(String yaml) {
    Descriptor descriptor = DescriptorParser.parse(yaml, "flow.yml", Map.of()).descriptor();
    return TypeCheck.of(
        PortOwner.of(descriptor, Map.of()), descriptor.typeRules(), library, strict);
  }

  private List<String> warnings(String yaml) {
    List<String> messages = new ArrayList<>();
    for (Finding finding : check(yaml).warnings()) {
      messages.add(finding.message());
    }
    return messages;
  }

  private void types(String yaml) {
    library = library.with(TypeDefinitionReader.readAll(YamlValue.root(YamlParser.parse(yaml))));
  }

  private static String edge(String from, String to) {
    return """
    nodes:
      - {id: s, path: s, outputs: [o], output_types: {o: "%s"}}
      - {id: d, path: d, inputs: {i: s/o}, input_types: {i: "%s"}}
    """
        .formatted(from, to);
  }

  private static String mismatch(String from, String to, String detail) {
    return "node \"d\": type mismatch on input \"i\": upstream s/o declares \""
        + from
        + "\", but expected \""
        + to
        + "\""
        + detail;
  }

  @Test
  void typesThatFitAreNotSpokenOf() {
    assertEquals(
        new TypeCheck(List.of(), List.of()), check(edge("std/core/v1/Bool", "std/core/v1/Bool")));
  }

  @Test
  void eachOwnerIsCheckedBeforeTheConnections() {
    assertEquals(
        List.of(
            "node \"s\": output_types key \"x\" not found in outputs list",
            "node \"s\": unknown type \"std/core/v1/Boo\" on output \"x\" (did you mean"
                + " \"std/core/v1/Bool\"?)",
            "node \"s\": input_types key \"q\" not found in inputs list",
            "node \"s\": output_metadata key \"m\" not found in outputs list",
            "node \"s\": unknown pattern \"service\", expected one of: service-server,"
                + " service-client, action-server, action-client",
            "node \"d\": unknown type \"what/ever\" on input \"i\"",
            mismatch("std/core/v1/Bool", "what/ever", "")),
        warnings(
            """
            nodes:
              - id: s
                path: s
                outputs: [o]
                output_types: {o: std/core/v1/Bool, x: std/core/v1/Boo}
                input_types: {q: std/core/v1/Bool}
                output_metadata: {m: [k], o: [k]}
                pattern: service
              - {id: d, path: d, inputs: {i: s/o}, input_types: {i: what/ever}}
            """));
  }

  @Test
  void warningsKnowTheirPlace() {
    List<String> paths = new ArrayList<>();
    for (Finding finding :
        check(
                """
                nodes:
                  - {id: s, path: s, outputs: [o], output_types: {o: x/Y}, pattern: z}
                  - id: rt
                    operators:
                      - {id: c, python: c.py, inputs: {i: dora/timer/secs/1}, input_types: {i: x/Z}}
                """)
            .warnings()) {
      paths.add(finding.path());
    }
    assertEquals(
        List.of(
            "nodes[0].output_types.o",
            "nodes[0].pattern",
            "nodes[1].operators[0].input_types.i",
            "nodes[1].operators[0].input_types.i"),
        paths);
  }

  @Test
  void anInputWithoutATypeTakesThatOfItsSource() {
    String flow =
        """
        nodes:
          - {id: s, path: s, outputs: [o, p], output_types: {o: std/media/v1/Image, p: un/known}}
          - {id: d, path: d, inputs: {i: s/o, j: s/p, t: dora/timer/secs/1, l: dora/logs}}
        """;
    assertEquals(
        List.of("inferred std/media/v1/Image on d/i (from s/o)"), check(flow).inferences());
    assertEquals(List.of("node \"s\": unknown type \"un/known\" on output \"p\""), warnings(flow));
  }

  @Test
  void structuresTellWhatIsMissingOrDifferent() {
    types(
        """
        a/A: {arrow: Struct, fields: [{name: x, type: Float32}, {name: v, type: "List<Vector3>"}]}
        a/B: {arrow: Struct, fields: [{name: v, type: "List<Utf8>"}]}
        a/C: {arrow: Struct, fields: [{name: x, type: Utf8}]}
        a/D: {arrow: Struct, fields: [{name: x, type: Float32}]}
        a/E: {arrow: Struct, fields: [{name: x, type: nowhere}]}
        a/F: {arrow: Struct, fields: [{name: d, type: D}]}
        a/G: {arrow: Struct, fields: [{name: d, type: H}]}
        a/H: {arrow: Struct, fields: [{name: x, type: Float32, nullable: false}]}
        a/Self: {arrow: Struct, fields: [{name: x, type: Self}]}
        """);
    Map<String, String> details =
        Map.of(
            "a/B",
            " (field \"v\" type mismatch: expected List<Utf8>, got List<Struct{x: Float64, y:"
                + " Float64, z: Float64}>)",
            "a/C",
            " (field \"x\" type mismatch: expected Utf8, got Float32)",
            "a/D",
            "",
            "a/E",
            "",
            "a/F",
            " (missing field \"d\")",
            "a/Self",
            "",
            "std/core/v1/Bool",
            "");
    details.forEach((to, detail) ->
        assertEquals(List.of(mismatch("a/A", to, detail)), warnings(edge("a/A", to))));
    assertEquals(
        List.of(
            mismatch(
                "a/F",
                "a/G",
                " (field \"d\" type mismatch: expected Struct{x: Float32 not null}, got"
                    + " Struct{x: Float32})")),
        warnings(edge("a/F", "a/G")));
  }

  @Test
  void aStructureWrittenToExplodeIsNotWorkedOut() {
    StringBuilder yaml =
        new StringBuilder("a/T0: {arrow: Struct, fields: [{name: x, type: Utf8}]}\n");
    for (int level = 1; level <= 8; level++) {
      yaml.append("a/T").append(level).append(": {arrow: Struct, fields: [");
      for (int field = 0; field < 20; field++) {
        yaml.append("{name: f").append(field).append(", type: T").append(level - 1).append("}, ");
      }
      yaml.append("]}\n");
    }
    types(yaml.toString());
    assertEquals(List.of(mismatch("a/T8", "a/T0", "")), warnings(edge("a/T8", "a/T0")));
  }

  @Test
  void strictnessWantsATypeWhereOneIsExpected() {
    String flow =
        """
        nodes:
          - {id: s, path: s, outputs: [o, p], output_types: {p: std/core/v1/Bol}}
          - {id: d, path: d, inputs: {i: s/o, j: s/p}, input_types: {i: std/core/v1/Bool, j: std/core/v1/Bool}}
        """;
    String typo =
        "node \"s\": unknown type \"std/core/v1/Bol\" on output \"p\" (did you mean"
            + " \"std/core/v1/Bool\"?)";
    assertEquals(List.of(typo), warnings(flow));
    strict = true;
    assertEquals(
        List.of(
            typo,
            "node \"d\": input \"i\" expects type \"std/core/v1/Bool\" but upstream s/o has no type"
                + " annotation"),
        warnings(flow));
  }

  @Test
  void timersSendNumbersAndLogsAreNotLookedAt() {
    assertEquals(
        List.of(
            "node \"a\": type mismatch on input \"t\": timer provides \"std/core/v1/UInt64\", but"
                + " expected \"std/core/v1/Bool\""),
        warnings(
            """
            nodes:
              - id: a
                path: a
                inputs: {t: dora/timer/secs/1, u: dora/timer/secs/2, l: dora/logs}
                input_types: {t: std/core/v1/Bool, u: std/core/v1/UInt64, l: std/core/v1/Bool}
            """));
  }

  @Test
  void rulesOfTheDataflowCount() {
    types("{a/A: {arrow: Utf8}, a/B: {arrow: Utf8}}");
    assertEquals(List.of(mismatch("a/A", "a/B", "")), warnings(edge("a/A", "a/B")));
    assertEquals(List.of(), warnings("type_rules: [{from: a/A, to: a/B}]\n" + edge("a/A", "a/B")));
  }

  @Test
  void anOperatorIsCalledByItsNodeUnlessThereMayBeSeveral() {
    String flow =
        """
        nodes:
          - id: p
            operator: {id: only, python: p.py, outputs: [o], output_types: {o: std/core/v1/String}}
          - id: rt
            operators:
              - {id: a, python: a.py, inputs: {i: p/o}, input_types: {i: std/core/v1/Bool}, outputs: [x], output_types: {x: std/core/v1/Int8}}
              - {id: b, python: b.py, inputs: {i: rt/a/x, j: p/only/o}}
        """;
    assertEquals(
        List.of(
            "node \"rt/a\": type mismatch on input \"i\": upstream p/o declares"
                + " \"std/core/v1/String\", but expected \"std/core/v1/Bool\""),
        warnings(flow));
    assertEquals(
        List.of(
            "inferred std/core/v1/Int8 on rt/b/i (from rt/a/x)",
            "inferred std/core/v1/String on rt/b/j (from p/only/o)"),
        check(flow).inferences());
  }
}
