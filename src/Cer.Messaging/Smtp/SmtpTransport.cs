using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Messaging.Smtp;

/// <summary>Opens the connection to a mail server, and encrypts it.</summary>
internal static class SmtpTransport
{
    /// <exception cref="SmtpFault">Nobody is there.</exception>
    public static async Task<Socket> ConnectAsync(SmtpOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is SocketException
                ? new SmtpFault(
                    SmtpFaultKind.Unreachable,
                    $"Found nobody at {options}, expected a mail server: {failure.Message}.",
                    null,
                    failure)
                : failure;
        }
    }

    /// <exception cref="SmtpFault">The server does not prove who it is, or does not speak TLS.</exception>
    public static async Task<Stream> EncryptAsync(Stream stream, SmtpOptions options, CancellationToken cancellation)
    {
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsClientAsync(Authentication(options), cancellation);
            return encrypted;
        }
        catch (Exception failure)
        {
            await encrypted.DisposeAsync();
            throw failure switch
            {
                AuthenticationException => new SmtpFault(
                    SmtpFaultKind.Untrusted,
                    $"Found that {options} does not prove to be {options.ServerName ?? options.Host},"
                    + " expected a certificate that is trusted:"
                    + $" {failure.Message}{(failure.InnerException is { } inner ? $" {inner.Message}" : "")}",
                    null,
                    failure),
                IOException => new SmtpFault(
                    SmtpFaultKind.Unreachable, $"Found no TLS at {options}, expected it: {failure.Message}", null, failure),
                _ => failure,
            };
        }
    }

    private static SslClientAuthenticationOptions Authentication(SmtpOptions options) => new()
    {
        TargetHost = options.ServerName ?? options.Host,
        CertificateChainPolicy = options.AuthorityFile is null ? null : TrustOnly(options.AuthorityFile),
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
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SmtpFault(
                SmtpFaultKind.Untrusted,
                $"Found no certificates in the file of authorities ({failure.Message}), expected PEM.",
                null,
                failure);
        }

        return policy;
    }
}
