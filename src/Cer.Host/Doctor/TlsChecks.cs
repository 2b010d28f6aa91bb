using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cer.Host.Data;
using NodaTime;
using NodaTime.Extensions;

namespace Cer.Host.Doctor;

/// <summary>The checks of the files by which the connection to a broker is encrypted.</summary>
internal static class TlsChecks
{
    private static readonly Duration Early = Duration.FromDays(30);

    public static IEnumerable<Finding> Of(MqttSettings broker, Instant now)
    {
        var tls = broker.Tls!.In(broker.Folder);
        if (tls.AuthorityFile is { } authority) yield return Certificate("authority", authority, now);
        if (tls.CertificateFile is { } certificate) yield return Certificate("certificate", certificate, now);
        if ((tls.KeyFile ?? tls.CertificateFile) is { } key && File.Exists(key) && IsForOthers(key))
            yield return new($"the key {key} can be read by others", $"chmod 600 {key}");
    }

    private static Finding Certificate(string what, string file, Instant now)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            var end = read.NotAfter.ToUniversalTime().ToInstant();
            var until = $"{end.InUtc().Date:uuuu-MM-dd}";
            return end - now > Early
                ? new($"the {what} of TLS is good until {until}")
                : new($"the {what} of TLS in {file} is good until {until} only", "renew it, and then start the server anew");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new(
                $"the {what} of TLS cannot be read: {failure.Message}",
                "name a PEM file under mqtt, tls in settings.json, as seen from the data folder");
        }
    }

    private static bool IsForOthers(string file) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead)) != UnixFileMode.None;
}
