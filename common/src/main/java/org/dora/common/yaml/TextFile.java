package org.dora.common.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Reads a file in UTF-8 up to a bound and says in the released program's words why it cannot. */
public final class TextFile {
  private TextFile() {}

  /**
   * Returns the text of a file.
   *
   * @param mostBytes how much is read; a longer file is refused
   * @throws UnreadableException if it cannot be opened, is no UTF-8 or too long
   */
  public static String read(Path file, int mostBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new UnreadableException("too large (more than " + mostBytes + " bytes)", null);
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new UnreadableException("No such file or directory (os error 2)", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableException("Permission denied (os error 13)", e);
    } catch (CharacterCodingException e) {
      throw new UnreadableException("stream did not contain valid UTF-8", e);
    } catch (FileSystemException e) {
      throw new UnreadableException(
          e.getReason() == null ? String.valueOf(e.getMessage()) : e.getReason(), e);
    } catch (IOException e) {
      throw new UnreadableException(
          Files.isDirectory(file) ? "Is a directory (os error 21)" : String.valueOf(e.getMessage()),
          e);
    }
  }

  /** A file that cannot be read; the message gives the reason without the file's name. */
  public static final class UnreadableException extends DoraException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }
}
