using Cer.Addon.Tests.Running;
using Cer.Apps;
using Cer.Host;
using Cer.Host.Ingress;
using Cer.HomeAssistant.Peer;
using Town = Cer.Addon.Tests.Apps.Town;

namespace Cer.Addon.Tests.Ingress;

/// <summary>The door for other houses is encrypted with the certificate of Home Assistant, also after it was renewed.</summary>
public sealed class DoorCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-tls-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Another_house_comes_in_over_TLS_with_the_account_that_was_made_for_it()
    {
        await using var box = new Box();
        box.Say(Box.Options.Replace("\"mqtt\"", "\"devices\": {\"open\": true}, \"mqtt\"", StringComparison.Ordinal));
        var refused = await box.StartAsync();
        Assert.NotEqual(0, refused.Status);
        Assert.Contains("Option devices.certfile: found no file fullchain.pem", refused.Output, StringComparison.Ordinal);

        var print = Certificates.Write(box.Certificates, "fullchain.pem", "privkey.pem");
        (await box.StartAsync()).Succeeded();
        await box.HealthyAsync();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(box.Own, "tls", "key.pem")));
        var definition = Path.Combine(box.Data, "community.yaml");
        await File.WriteAllTextAsync(definition, Town.Definition, Cancellation);
        (await box.CerAsync("import", "--community", "prova", "--data", box.Own, definition)).Succeeded();
        var account = (await box.CerAsync(
            "account", "--community", "prova", "--username", "casa", "--pod", Town.Pod, "--data", box.Own)).Succeeded();
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, account.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], Cancellation);

        using var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == print;
        using var door = new PlatformDoor(
            new() { Url = $"https://127.0.0.1:{box.Door}", Username = "casa", PasswordFile = password }, handler);
        var row = new EnergyRow(Town.Pod, null, Quantity.Produced, Town.Quarter.ToUnixTimeSeconds(), 750_000, false);
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync([row], Cancellation));
        Assert.NotNull(await door.ReadAsync(CommunityApp.SharePath, Cancellation));
    }

    [Fact]
    public void A_renewed_certificate_is_shown_a_minute_later_and_a_broken_one_never()
    {
        var (certificate, key) = (Path.Combine(_folder, "certificate.pem"), Path.Combine(_folder, "key.pem"));
        var first = Certificates.Write(_folder, "certificate.pem", "key.pem");
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var door = new DoorCertificate(certificate, key, time);
        Assert.Equal(first, door.Present().TargetCertificate.Thumbprint);
        var second = Certificates.Write(_folder, "certificate.pem", "key.pem");
        File.SetLastWriteTimeUtc(certificate, File.GetLastWriteTimeUtc(certificate).AddHours(1));
        Assert.Equal(first, door.Present().TargetCertificate.Thumbprint);
        time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(second, door.Present().TargetCertificate.Thumbprint);
        File.WriteAllText(certificate, "half of it");
        time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(second, door.Present().TargetCertificate.Thumbprint);
        var fault = Assert.Throws<UserFault>(() => new DoorCertificate(certificate, key, time));
        Assert.StartsWith(
            $"Found no certificate in {certificate} whose key is in {key}, expected both as PEM", fault.Message, StringComparison.Ordinal);
    }
}
