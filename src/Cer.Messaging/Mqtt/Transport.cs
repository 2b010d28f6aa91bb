using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Messaging.Mqtt;

/// <summary>Opens the stream to a broker, encrypted when asked.</summary>
internal static class Transport
{
    /// <exception cref="MqttConnectionLost">Nobody answers there, or not the one expected.</exception>
    public static async Task<Stream> OpenAsync(MqttOptions options, CancellationToken cancellation)
    {
        var tls = options.Tls is null ? null : Authentication(options, options.Tls);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (tls is null) return stream;
            var encrypted = new SslStream(stream);
            stream = encrypted;
            await encrypted.AuthenticateAsClientAsync(tls, cancellation);
            return encrypted;
        }
        catch (Exception failure)
        {
            if (stream is not null) await stream.DisposeAsync();
            socket.Dispose();
            throw failure switch
            {
                AuthenticationException => Lost(options, "does not prove to be the one expected", failure),
                SocketException or IOException => Lost(options, "cannot be reached", failure),
                _ => failure,
            };
        }
    }

    private static SslClientAuthenticationOptions Authentication(MqttOptions options, MqttTls tls) => new()
    {
        TargetHost = tls.ServerName ?? options.Host,
        CertificateChainPolicy = tls.AuthorityFile is null ? null : TrustOnly(tls.AuthorityFile),
        ClientCertificateContext = tls.CertificateFile is null ? null : Shown(tls.CertificateFile, tls.KeyFile),
    };

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

    private static SslStreamCertificateContext Shown(string certificateFile, string? keyFile)
    {
        var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private static MqttConnectionLost Lost(MqttOptions options, string what, Exception inner) =>
        new($"The broker at {options.Host}:{options.Port} {what}: {inner.Message}", null, inner);
}
