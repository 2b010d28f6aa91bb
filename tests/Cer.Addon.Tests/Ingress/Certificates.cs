using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Addon.Tests.Ingress;

/// <summary>Makes certificates of nobody, as files.</summary>
internal static class Certificates
{
    /// <returns>The thumbprint.</returns>
    public static string Write(string folder, string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=casa.example", pair, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, certificate), made.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, key), pair.ExportPkcs8PrivateKeyPem() + "\n");
        return made.Thumbprint;
    }
}
