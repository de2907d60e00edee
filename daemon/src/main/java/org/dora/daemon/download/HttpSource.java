package org.dora.daemon.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Set;
import org.dora.common.version.DoraVersion;
import org.jspecify.annotations.Nullable;

/** An answer of an HTTP server, redirections followed, whose body is yet to be read. */
final class HttpSource implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  /** Without a byte. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(60);

  private static final int MOST_REDIRECTIONS = 10;
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

  private final URI address;
  private final HttpURLConnection connection;

  private HttpSource(URI address, HttpURLConnection connection) {
    this.address = address;
    this.connection = connection;
  }

  /**
   * Asks for a file; blocks until the server answers.
   *
   * @throws DownloadException if it does not, or has no such file
   */
  static HttpSource open(String url) {
    URI address = parse(url);
    for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
      HttpSource source = connect(url, address);
      URI next = source.redirection(url);
      if (next == null) {
        return source.requireSuccess(url);
      }
      source.close();
      address = next;
    }
    throw new DownloadException(
        "`" + url + "` redirects more than " + MOST_REDIRECTIONS + " times");
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new DownloadException("`" + url + "` is no URL: " + e.getReason());
    }
  }

  private static HttpSource connect(String url, URI address) {
    try {
      URLConnection opened = address.toURL().openConnection(EnvironmentProxy.forAddress(address));
      if (!(opened instanceof HttpURLConnection connection)) {
        throw new DownloadException("`" + address + "` is neither http:// nor https://");
      }
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
      connection.setReadTimeout((int) READ_LIMIT.toMillis());
      connection.setRequestProperty("User-Agent", "dora/" + DoraVersion.ours());
      connection.setRequestProperty("Accept", "*/*");
      connection.connect();
      int _ = connection.getResponseCode();
      return new HttpSource(address, connection);
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new DownloadException("`" + address + "` is no URL: " + e.getMessage());
    } catch (IOException e) {
      throw new DownloadException("failed to request `" + url + "`", e);
    }
  }

  /** Returns where the file is instead, or null if it is here. */
  private @Nullable URI redirection(String url) {
    String location = connection.getHeaderField("Location");
    if (!REDIRECTIONS.contains(status()) || location == null) {
      return null;
    }
    URI next = address.resolve(parse(location));
    if ("https".equals(address.getScheme()) && !"https".equals(next.getScheme())) {
      throw new DownloadException(
          "`" + url + "` redirects to `" + next + "`, which is not encrypted");
    }
    return next;
  }

  private HttpSource requireSuccess(String url) {
    if (status() >= 200 && status() < 300) {
      return this;
    }
    String reason = status() + " " + reason();
    close();
    throw new DownloadException(
        "server returned an error status for `" + url + "`: " + reason.strip());
  }

  private int status() {
    try {
      return connection.getResponseCode(); // known since connect
    } catch (IOException e) {
      throw new DownloadException("failed to request `" + address + "`", e);
    }
  }

  private String reason() {
    try {
      String reason = connection.getResponseMessage();
      return reason == null ? "" : reason;
    } catch (IOException _) {
      return "";
    }
  }

  /** Returns the length of the body, or -1 if the server does not say. */
  long length() {
    return connection.getContentLengthLong();
  }

  /** Returns the name that the server or the address gives the file, or null. */
  @Nullable String fileName() {
    return FileName.of(connection.getHeaderField("Content-Disposition"), address.getRawPath());
  }

  InputStream body() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
