package org.dora.common.schema;

/** The schemas that are published, each for one kind of file that users write. */
public enum PublishedSchema {
  DESCRIPTOR("descriptor"),
  CLUSTER("cluster");

  private final String text;

  PublishedSchema(String text) {
    this.text = text;
  }

  /** The name in commands and of the file. */
  public String text() {
    return text;
  }

  /** Returns the schema as JSON in lines. */
  public String json() {
    return SchemaText.of(
        switch (this) {
          case DESCRIPTOR -> DescriptorSchema.document();
          case CLUSTER -> ClusterSchema.document();
        });
  }

  static Schema headed(String title, String description) {
    return Schema.NOTHING_SAID
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", title)
        .with("description", description);
  }
}
