using System.Security.Cryptography.X509Certificates;

namespace Cer.Messaging.Submitting;

/// <summary>How the connection is encrypted, and what is shown; PEM files.</summary>
public sealed record PortalTls
{
    /// <summary>The authority that is trusted in place of those of the system.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The certificate that the program shows (mutual TLS).</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its key; null where it stands in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>
    /// A client that follows nothing, keeps nothing and sends nothing of itself again; who uses it measures its own patience.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is not what it is said to be.</exception>
    public HttpClient Client()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        };
        if (AuthorityFile is not null) handler.SslOptions.CertificateChainPolicy = TrustOnly(AuthorityFile);
        if (CertificateFile is not null)
        {
            var shown = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(CertificateFile);
            handler.SslOptions.ClientCertificateContext =
                System.Net.Security.SslStreamCertificateContext.Create(shown, chain, offline: true);
        }

        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // An authority of one's own seldom publishes what it has revoked.
    private static X509ChainPolicy TrustOnly(string authorityFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
