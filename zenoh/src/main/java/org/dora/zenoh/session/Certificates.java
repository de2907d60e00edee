package org.dora.zenoh.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.session.Settings.TlsFiles;
import org.dora.zenoh.transport.Tls;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts of PEM files. */
final class Certificates {
  private static final char[] NO_PASSWORD = {};
  private static final List<String> KEY_KINDS = List.of("EC", "RSA", "EdDSA");

  private Certificates() {}

  static Tls tls(TlsFiles files) {
    try {
      TrustManager[] trust = files.trusted().isPresent() ? trust(files.trusted().get()) : null;
      KeyManager[] listening = keys(files.listenCertificate(), files.listenKey());
      KeyManager[] connecting =
          files.mutual() ? keys(files.connectCertificate(), files.connectKey()) : null;
      return new Tls(
          trust == null && connecting == null
              ? Optional.empty()
              : Optional.of(context(connecting, trust)),
          listening == null ? Optional.empty() : Optional.of(context(listening, trust)),
          files.verifiesName(),
          files.mutual());
    } catch (GeneralSecurityException | IOException e) {
      throw new ZenohException(
          "the files of the configuration keys under `transport/link/tls` cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static TrustManager[] trust(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int index = 0;
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("trusted" + index++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(Optional<Path> certificate, Optional<Path> key)
      throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    Certificate[] chain = certificates(certificate.get()).toArray(new Certificate[0]);
    store.setKeyEntry("own", privateKey(key.get()), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(input);
    }
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    String pem = Files.readString(file);
    int begin = pem.indexOf("-----BEGIN PRIVATE KEY-----");
    int end = pem.indexOf("-----END PRIVATE KEY-----");
    if (begin < 0 || end < begin) {
      throw new InvalidKeySpecException(
          "%s is no PEM file with a PKCS #8 private key".formatted(file));
    }
    String body = pem.substring(pem.indexOf('\n', begin), end);
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
    for (String kind : KEY_KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // The file does not say which kind it is; the next one is tried.
      }
    }
    throw new InvalidKeySpecException("%s has a key of an unknown kind".formatted(file));
  }
}
