package org.dora.cli.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ParsedDescriptor;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page is parsed as XML, which forgives nothing. */
class GraphPageTest {
  /** What an attacker, or an unlucky author, may write. */
  private static final String EVIL =
      "</script></style>]]><img src=x onerror=alert(1)>\"'&amp;${style}";

  private static String page(String yaml, String... modules) {
    ParsedDescriptor flat = Flows.parse(yaml);
    return GraphPage.of(Path.of("flow.yml"), flat, Flows.graph(flat, modules));
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
  }

  private static List<Element> all(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Element byId(Document document, String id) {
    return all(document, "*").stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Element details(Document document, String node) {
    return all(document, "section").stream()
        .filter(section -> section.getElementsByTagName("h2").item(0).getTextContent().equals(node))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePageIsWellFormedAndItsReferencesLeadSomewhere() throws Exception {
    Document document = parsed(page(Flows.ONE_OF_EACH, "amp"));
    Set<String> ids = new HashSet<>();
    for (Element element : all(document, "*")) {
      String id = element.getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
    }
    int references = 0;
    for (Element element : all(document, "*")) {
      for (String name : List.of("data-from", "data-to", "data-edge", "href", "for")) {
        String target = element.getAttribute(name);
        if (!target.isEmpty()) {
          assertTrue(ids.contains(target.replaceFirst("^#", "")), name + "=" + target);
          references++;
        }
      }
    }
    assertTrue(references > 40, references + " references");
  }

  @Test
  void nothingIsFetchedFromAnywhere() throws Exception {
    String page = page(Flows.ONE_OF_EACH.replace("https://example.org", "https-example.org"));
    Matcher address = Pattern.compile("(\\w+)=\"https?://").matcher(page);
    while (address.find()) {
      assertEquals("xmlns", address.group(1));
    }
    assertFalse(page.replaceAll("xmlns=\"[^\"]*\"", "").matches("(?s).*https?://.*"));
    for (String loading :
        List.of("@import", "url(", " src=", "<link", "<iframe", "fetch(", "XMLHttp")) {
      assertFalse(page.contains(loading), loading);
    }
    String policy =
        all(parsed(page), "meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .findFirst()
            .orElseThrow()
            .getAttribute("content");
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  @Test
  void thePolicyAllowsExactlyTheScriptAndTheStyleOfThePage() {
    String page = page("nodes: []");
    for (String element : List.of("script", "style")) {
      int start = page.indexOf("<" + element + ">") + element.length() + 2;
      String content = page.substring(start, page.indexOf("</" + element + ">"));
      assertTrue(page.contains(element + "-src '" + PageTemplate.hash(content) + "'"), element);
    }
  }

  @Test
  void noInlineStyleOrHandlerThatThePolicyWouldForbid() throws Exception {
    for (Element element : all(parsed(page(Flows.ONE_OF_EACH)), "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        Node attribute = element.getAttributes().item(i);
        assertFalse(attribute.getNodeName().equals("style"), element.getTagName());
        assertFalse(attribute.getNodeName().startsWith("on"), attribute.toString());
      }
    }
  }

  @Test
  void whatADescriptorSaysNeverBecomesMarkup() throws Exception {
    String quoted = "'" + EVIL.replace("'", "''") + "'";
    String yaml =
        """
        env: {EVIL: EVIL}
        nodes:
          - {id: a, path: EVIL, args: EVIL, name: EVIL, description: EVIL, build: EVIL, git: EVIL, branch: EVIL,
             outputs: [o], output_types: {o: EVIL}, output_metadata: {o: [EVIL]}, pattern: EVIL,
             send_stdout_as: EVIL, min_log_level: EVIL, max_log_size: EVIL, env: {EVIL: EVIL},
             deploy: {machine: EVIL, working_dir: EVIL, labels: {EVIL: EVIL}}}
          - {id: b, path: shell, args: EVIL, inputs: {i: a/o}, input_types: {i: EVIL}, deploy: {labels: {EVIL: EVIL}}}
          - {id: c, description: EVIL, operators: [{id: EVIL, name: EVIL, description: EVIL, python: {source: EVIL, conda_env: EVIL}, build: EVIL}, {id: d, wasm: EVIL}]}
          - {id: e, ros2: {topic: EVIL, message_type: EVIL, namespace: EVIL, node_name: EVIL, transport: {kind: zenoh, compatibility: humble, config_uri: EVIL}}}
          - {id: f, ros2: {service: EVIL, service_type: EVIL, role: server}}
        """
            .replace("EVIL", quoted);
    ParsedDescriptor flat = DescriptorParser.parse(yaml, "flow.yml", Map.of("style", "${style}"));
    String page = GraphPage.of(Path.of("<b>" + EVIL.replace('/', '|')), flat, Flows.graph(flat));
    assertFalse(page.contains("<img"));
    assertEquals(1, page.split("<script", -1).length - 1);
    assertEquals(1, page.split("</script", -1).length - 1);
    assertEquals(1, page.split("</style", -1).length - 1);
    Document document = parsed(page);
    assertEquals(0, all(document, "img").size() + all(document, "b").size());
    String shown = details(document, "a").getTextContent();
    assertEquals(19, shown.split(Pattern.quote(EVIL), -1).length - 1, shown);
    assertTrue(byId(document, "source").getTextContent().contains("#lt;/script#gt;"));
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() throws Exception {
    Document document =
        parsed(page("nodes: [{id: a, path: x, description: \"bell\\a nul\\0 end\"}]"));
    assertTrue(details(document, "a").getTextContent().contains("bell\ufffd nul\ufffd end"));
  }

  @Test
  void theDetailsOfANodeSayWhatItsDescriptorSays() throws Exception {
    String shown =
        details(parsed(page(Flows.ONE_OF_EACH)), "camera").getTextContent().replaceAll("\\s+", " ");
    for (String fact :
        List.of(
            "Mast camera",
            "publishes the left image",
            "from dora/timer/nanos/33333333",
            "queue of 10, drops the oldest",
            "image std/media/v1/Imageto amp.slam/odometry",
            "infonobody reads it",
            "--device 0",
            "restart_policyon-failure",
            "machinejetson",
            "FLEETnorth of the dataflow",
            "GAIN1.5",
            "YAML flow.yml:4",
            "- id: camera name: Mast camera")) {
      assertTrue(shown.contains(fact), fact + " in " + shown);
    }
  }

  @Test
  void theDetailsOfAnOperatorSayHowItsInputsWait() throws Exception {
    Document document = parsed(page(Flows.ONE_OF_EACH));
    String odometry = details(document, "amp.slam/odometry").getTextContent();
    assertTrue(odometry.contains("queue of 1000, the sender waits"), odometry);
    assertTrue(odometry.contains("Python operator in the runtime amp.slam"), odometry);
    String mapper = details(document, "amp.slam/mapper").getTextContent();
    assertTrue(mapper.contains(", closed after 2 s of silence"), mapper);
    assertNotNull(details(document, "planner"));
  }

  @Test
  void inputsStandInTheirOrderWhateverFeedsThem() throws Exception {
    NodeList ports =
        details(parsed(page(Flows.ONE_OF_EACH)), "recorder").getElementsByTagName("li");
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inputs.add(((Element) ports.item(i)).getElementsByTagName("code").item(0).getTextContent());
    }
    assertEquals(List.of("gone", "itself", "wrong"), inputs);
  }

  @Test
  void sourcesThatDoNotExistAreCountedAndMarked() throws Exception {
    Document document = parsed(page(Flows.ONE_OF_EACH));
    assertEquals("2 inputs have no source", byId(document, "alarm").getTextContent());
    assertEquals(
        List.of("ghost/nothing", "camera/nothing"),
        all(document, "g").stream()
            .filter(g -> g.getAttribute("class").equals("pill missing"))
            .map(g -> g.getAttribute("data-mapping"))
            .toList());
    assertFalse(page("nodes: []").contains("id=\"alarm\""));
  }

  @Test
  void thePageHoldsTheMermaidText() throws Exception {
    ParsedDescriptor flat = Flows.parse(Flows.ONE_OF_EACH);
    assertEquals(
        MermaidText.of(Flows.graph(flat)),
        byId(parsed(page(Flows.ONE_OF_EACH)), "source").getTextContent());
  }

  @Test
  void whoDoesNotSeeTheDrawingIsTold() throws Exception {
    Document document = parsed(page(Flows.ONE_OF_EACH, "amp"));
    assertEquals("Dataflow flow.yml", byId(document, "graph-title").getTextContent());
    assertEquals(
        "7 nodes · 3 operators · 10 connections · 1 module",
        byId(document, "graph-summary").getTextContent());
    List<String> spoken =
        all(document, "g").stream()
            .filter(g -> g.getAttribute("tabindex").equals("0"))
            .map(g -> g.getAttribute("aria-label"))
            .toList();
    assertTrue(spoken.contains("camera, program, inputs: 1, outputs: 2"), spoken.toString());
    assertTrue(spoken.contains("runtime amp.slam"), spoken.toString());
  }

  @Test
  void threeHundredNodesAreDrawn() throws Exception {
    StringBuilder yaml = new StringBuilder("nodes:\n");
    for (int i = 0; i < 300; i++) {
      yaml.append("- {id: m%d.n%d, path: x, outputs: [o, p]".formatted(i / 25, i));
      yaml.append(", inputs: {t: dora/timer/secs/1");
      for (int j = 1; j <= 3 && i - 7 * j >= 0; j++) {
        int source = i - 7 * j;
        yaml.append(", i%d: m%d.n%d/%s".formatted(j, source / 25, source, j == 2 ? "o" : "p"));
      }
      yaml.append("}}\n");
    }
    String[] modules = new String[12];
    for (int i = 0; i < modules.length; i++) {
      modules[i] = "m" + i;
    }
    String page = page(yaml.toString(), modules);
    assertEquals(300, all(parsed(page), "section").size());
    assertTrue(page.length() < 1_500_000, page.length() + " characters");
  }
}
