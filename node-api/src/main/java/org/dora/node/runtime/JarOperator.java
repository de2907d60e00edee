package org.dora.node.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.dora.node.Event;
import org.dora.node.Operator;
import org.dora.node.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * Loads an operator from a JAR: the class that the descriptor names, else the one in the JAR's
 * {@code META-INF/services/org.dora.node.Operator}. Each load has a class loader of its own, below
 * that of the node API.
 *
 * @param jar relative to the working directory
 * @param className fully qualified, or null
 */
record JarOperator(Path jar, @Nullable String className) implements OperatorLoader {
  private static final String SERVICE = "META-INF/services/" + Operator.class.getName();

  @Override
  public boolean canReload() {
    return true;
  }

  @Override
  public Operator load() {
    if (!Files.isRegularFile(jar)) {
      throw new OperatorException("no Java library at `" + jar + "`");
    }
    try {
      String name = className == null ? OperatorClass.only(jar, providers(), advice()) : className;
      URLClassLoader loader =
          new URLClassLoader(new URL[] {url()}, OperatorRuntime.class.getClassLoader());
      try {
        return new Loaded(OperatorClass.instance(jar, loader, name), loader);
      } catch (OperatorException e) {
        loader.close();
        throw e;
      }
    } catch (IOException e) {
      throw new OperatorException("cannot read `" + jar + "` as a JAR", e);
    }
  }

  private static String advice() {
    return "in "
        + SERVICE
        + ": write the name of its class there, or after the file, as in"
        + " `shared-library: ops.jar#org.example.MyOperator`";
  }

  private URL url() throws IOException {
    URI uri = jar.toUri();
    return uri.toURL();
  }

  private List<String> providers() throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      JarEntry entry = opened.getJarEntry(SERVICE);
      if (entry == null) {
        return List.of();
      }
      String text = new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      List<String> names = new ArrayList<>();
      for (String line : text.lines().toList()) {
        String name = line.replaceFirst("#.*", "").strip();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      return names;
    }
  }

  /** An operator that lets go of its JAR when it is closed. */
  private record Loaded(Operator operator, URLClassLoader loader) implements Operator {
    @Override
    public Status onEvent(Event event, Outputs outputs) throws Exception {
      return operator.onEvent(event, outputs);
    }

    @Override
    public void close() throws Exception {
      try (loader) {
        operator.close();
      }
    }
  }
}
