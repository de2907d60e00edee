import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds: live heap, resident memory and mapped memory in KiB, open files. */
class Footprint {
  static void print() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
    IO.println(
        "footprint heap=%d rss=%d mapped=%d files=%d"
            .formatted(heap, status("VmRSS"), status("VmSize"), new File("/proc/self/fd").list().length));
  }

  private static long status(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
