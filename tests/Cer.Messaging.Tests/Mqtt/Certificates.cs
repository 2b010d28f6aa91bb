using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>An authority of a test's own, and what it signs, as PEM files.</summary>
internal sealed class Certificates(string folder)
{
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddHours(-1);
    private readonly DateTimeOffset _to = TimeProvider.System.GetUtcNow().AddHours(1);

    /// <summary>Makes an authority with certificates for a server, at the address given, and a client.</summary>
    public async Task MakeAsync(string name, IPAddress? address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name} authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(_from, _to);
        await File.WriteAllTextAsync(FileOf($"{name}-ca.pem"), authority.ExportCertificatePem());
        await SignAsync(authority, $"{name}-server", "1.3.6.1.5.5.7.3.1", address);
        await SignAsync(authority, $"{name}-client", "1.3.6.1.5.5.7.3.2", null);
    }

    public string FileOf(string file) => Path.Combine(folder, file);

    private async Task SignAsync(X509Certificate2 authority, string name, string usage, IPAddress? address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, _from, _to.AddMinutes(-1), RandomNumberGenerator.GetBytes(8));
        await File.WriteAllTextAsync(FileOf($"{name}.pem"), signed.ExportCertificatePem());
        await File.WriteAllTextAsync(FileOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
