package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.PATH;
import static org.dora.daemon.process.Recording.command;
import static org.dora.daemon.process.Recording.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that cannot be started is refused with the reason. */
@Timeout(60)
final class SpawnRefusalTest {
  private static final int E2BIG = 7;
  private static final int ARGUMENT_LIMIT = 128 << 10;

  private final Processes processes = new Processes();
  private final Recording recording = new Recording();

  @TempDir Path folder;

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void aMissingFileIsNamedWithTheFolder() {
    SpawnException refused = refusal(in(folder, "./node"));
    assertEquals("cannot start `./node` in `" + folder + "`: no such file", messageOf(refused));
    assertEquals("./node", refused.program());
    assertEquals(folder, refused.directory());
    assertEquals(NativePosix.ENOENT, refused.errno());
  }

  @Test
  void aProgramThatIsNowhereInThePathIsRefusedWithThatPath() {
    SpawnException refused =
        refusal(
            ProcessSpec.of(List.of("no-such-program"), Map.of("PATH", "/bin:/nowhere"), folder));
    assertTrue(
        messageOf(refused).endsWith("no such program in PATH `/bin:/nowhere`"), messageOf(refused));
  }

  @Test
  void aMissingWorkingDirectoryIsNotTakenForAMissingProgram() {
    SpawnException refused = refusal(in(folder.resolve("gone"), "/bin/true"));
    assertTrue(
        messageOf(refused).endsWith("/gone`: the working directory does not exist"),
        messageOf(refused));
  }

  @Test
  void aFileIsNoWorkingDirectory() throws IOException {
    SpawnException refused = refusal(in(Files.createFile(folder.resolve("file")), "/bin/true"));
    assertEquals(NativePosix.ENOTDIR, refused.errno());
  }

  @Test
  void aFileThatMayNotBeExecutedIsRefused() throws IOException {
    Files.createFile(folder.resolve("data"));
    SpawnException refused = refusal(in(folder, "./data"));
    assertEquals(NativePosix.EACCES, refused.errno());
    assertTrue(messageOf(refused).endsWith("not executable for this user"));
  }

  @Test
  void aFolderIsNoProgram() {
    SpawnException refused = refusal(command(folder.toString()));
    assertTrue(messageOf(refused).endsWith("this is a directory, expected a program"));
  }

  @Test
  void aScriptWithAMissingInterpreterIsRefusedForThatReason() throws IOException {
    script("#!/no/such/interpreter\n");
    SpawnException refused = refusal(in(folder, "./script"));
    assertTrue(
        messageOf(refused).endsWith("interpreter or loader that the file names is missing"),
        messageOf(refused));
  }

  @Test
  void aScriptWithoutInterpreterLineRunsInTheShell() throws Exception {
    script("echo $0 $1\n");
    processes.spawn(in(folder, "./script", "argument"), recording);
    assertEquals(List.of(folder.resolve("./script") + " argument"), recording.awaitTexts());
  }

  @Test
  void anArgumentThatTheKernelCannotTakeIsRefusedInItsWords() {
    SpawnException refused = refusal(command("true", "x".repeat(ARGUMENT_LIMIT)));
    assertEquals(E2BIG, refused.errno());
    assertTrue(messageOf(refused).endsWith("Argument list too long (errno 7)"));
  }

  @Test
  void aNulIsRefusedBecauseItWouldCutTheTextOff() {
    assertTrue(messageOf(refusal(command("echo", "a\0b"))).endsWith("contains a NUL character"));
    ProcessSpec spec = ProcessSpec.of(List.of("/bin/true"), Map.of("A", "b\0c"), folder);
    assertTrue(messageOf(refusal(spec)).endsWith("variable `A` contains a NUL character"));
  }

  @Test
  void aVariableNameWithAnEqualsSignIsRefused() {
    ProcessSpec spec = ProcessSpec.of(List.of("/bin/true"), Map.of("A=B", "c"), folder);
    assertTrue(messageOf(refusal(spec)).contains("`A=B` is not a name"));
  }

  @Test
  void aRefusedProcessThatShouldDieWithItsParentIsRefusedAsAnyOther() {
    SpawnException refused = refusal(in(folder, "./node").withDieWithParent(true));
    assertTrue(messageOf(refused).endsWith("no such file"), messageOf(refused));
  }

  private SpawnException refusal(ProcessSpec spec) {
    return assertThrows(SpawnException.class, () -> processes.spawn(spec, recording));
  }

  private static ProcessSpec in(Path directory, String... argv) {
    return ProcessSpec.of(List.of(argv), PATH, directory);
  }

  private void script(String text) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
