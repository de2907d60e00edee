package org.dora.common.manifest;

/**
 * Something that {@link ManifestCheck} has to say about a manifest that could be read.
 *
 * @param field the key in question, as the released program names it: {@code outputs.size.type}
 * @param message what is wrong with it
 * @param path the keys that lead to the place
 */
public record ManifestIssue(String field, String message, String path) {
  /** An issue whose place is that of the field. */
  static ManifestIssue of(String field, String message) {
    return new ManifestIssue(field, message, field);
  }

  /** Both come from somebody's file: nothing in them may move the terminal's cursor. */
  @Override
  public String toString() {
    return withoutControls(field + ": " + message);
  }

  static String withoutControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isISOControl(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
