package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {
  @Test
  void eachLevelIsIndentedByTwo() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("a", List.of(1, true, Map.of("b", "c")));
    document.put("none", null);
    document.put("empty", List.of());
    document.put("nothing", Map.of());
    assertEquals(
        """
        {
          "a": [
            1,
            true,
            {
              "b": "c"
            }
          ],
          "none": null,
          "empty": [],
          "nothing": {}
        }\
        """,
        PrettyJson.of(document));
  }

  @Test
  void textIsEscaped() {
    assertEquals("\"\\\"\\\\\\n\\r\\t\\u0001 ü/\"", PrettyJson.of("\"\\\n\r\t\u0001 ü/"));
  }

  @Test
  void nullsInListsStay() {
    assertEquals("[\n  null\n]", PrettyJson.of(Arrays.asList((Object) null)));
  }

  @Test
  void jsonOfOthersIsIndentedAsOurs() {
    String json = "{ \"a\" :[1,{\"b\":[]}, {}],\"c\\\"[\":\"x, {y\"}";
    assertEquals(
        """
        {
          "param": {
            "a": [
              1,
              {
                "b": []
              },
              {}
            ],
            "c\\"[": "x, {y"
          }
        }\
        """,
        PrettyJson.of(Map.of("param", RawJson.of(json))));
  }
}
