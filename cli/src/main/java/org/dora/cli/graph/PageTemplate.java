package org.dora.cli.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Puts the parts of a page where its template names them: {@code ${drawing}}. */
final class PageTemplate {
  private PageTemplate() {}

  /** Reads one of our own files, with line feeds whatever the checkout made of them. */
  static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills a template in one pass: what is filled in is never looked at again. */
  static String filled(String template, Map<String, String> parts) {
    StringBuilder page = new StringBuilder(64 * 1024);
    int done = 0;
    for (int start = template.indexOf("${"); start >= 0; start = template.indexOf("${", done)) {
      int end = template.indexOf('}', start);
      String name = template.substring(start + 2, end);
      String part = parts.get(name);
      if (part == null) {
        throw new IllegalStateException("the page has no part called " + name);
      }
      page.append(template, done, start).append(part);
      done = end + 1;
    }
    return page.append(template, done, template.length()).toString();
  }

  /** Returns what a content security policy knows an inline script or style by. */
  static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
