using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Host.Ingress;

/// <summary>A certificate of PEM files, read again when it was renewed.</summary>
internal sealed class DoorCertificate
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly string _certificate;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _present;
    private DateTime _writtenAt;
    private long _lookedAt;

    /// <exception cref="UserFault">The files are none of a certificate and its key.</exception>
    public DoorCertificate(string certificate, string key, TimeProvider time)
    {
        (_certificate, _key, _time) = (certificate, key, time);
        try
        {
            (_present, First) = Read();
            (_writtenAt, _lookedAt) = (File.GetLastWriteTimeUtc(certificate), time.GetTimestamp());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UserFault(
                $"Found no certificate in {certificate} whose key is in {key}, expected both as PEM: {failure.Message}");
        }
    }

    /// <summary>The certificate as it was at the start.</summary>
    public X509Certificate2 First { get; }

    /// <summary>The certificate with its chain, as it is now; one that cannot be read changes nothing.</summary>
    public SslStreamCertificateContext Present()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) < Between) return _present;
            _lookedAt = _time.GetTimestamp();
            try
            {
                var writtenAt = File.GetLastWriteTimeUtc(_certificate);
                if (writtenAt == _writtenAt) return _present;
                (_present, _) = Read();
                _writtenAt = writtenAt;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Half written, perhaps: looked at again in a minute.
            }

            return _present;
        }
    }

    private (SslStreamCertificateContext Context, X509Certificate2 Leaf) Read()
    {
        var leaf = X509Certificate2.CreateFromPemFile(_certificate, _key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificate);
        return (SslStreamCertificateContext.Create(leaf, [.. chain.Skip(1)], offline: true), leaf);
    }
}
