using System.Net;
using System.Security.Authentication;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Encryption with an authority of one's own, with the distribution's Mosquitto.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Settings = """
        allow_anonymous true
        cafile $files/own-ca.pem
        certfile $files/own-server.pem
        keyfile $files/own-server.key
        require_certificate true
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cer-tls-").FullName;
    private readonly Certificates _files;

    public TlsTests() => _files = new(_folder);

    private MqttTls Tls => new()
    {
        AuthorityFile = _files.FileOf("own-ca.pem"),
        CertificateFile = _files.FileOf("own-client.pem"),
        KeyFile = _files.FileOf("own-client.key"),
    };

    public static TheoryData<MqttVersion> Versions => Clients.Versions;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Versions))]
    public async Task Both_sides_prove_who_they_are_and_messages_go_through(MqttVersion version)
    {
        await using var broker = await StartAsync(IPAddress.Loopback);
        await using var client = await (broker.Options(version, "c") with { Tls = Tls }).ConnectAsync();
        await client.SubscribeAsync("t");
        await client.SendManyAsync("t", 0, 500);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), (await client.TakeAsync(500)).Texts());
    }

    [Fact]
    public async Task A_server_signed_by_another_authority_is_not_believed()
    {
        await using var broker = await StartAsync(IPAddress.Loopback);
        await _files.MakeAsync("other", null);
        foreach (var authority in new[] { _files.FileOf("other-ca.pem"), null })
            await NotBelieved(broker, Tls with { AuthorityFile = authority });
    }

    [Fact]
    public async Task A_server_of_another_name_is_not_believed()
    {
        await using var broker = await StartAsync(address: null);
        await NotBelieved(broker, Tls);
        var options = broker.Options(MqttVersion.V5, "c") with { Tls = Tls with { ServerName = "own-server" } };
        await using var client = await options.ConnectAsync();
        await client.SendAsync("t", "the name that was expected");
    }

    [Fact]
    public async Task A_client_without_a_certificate_or_with_one_of_another_authority_is_not_let_in()
    {
        await using var broker = await StartAsync(IPAddress.Loopback);
        await _files.MakeAsync("other", null);
        var without = Tls with { CertificateFile = null, KeyFile = null };
        var other = Tls with { CertificateFile = _files.FileOf("other-client.pem"), KeyFile = _files.FileOf("other-client.key") };
        foreach (var tls in new[] { without, other })
            await Assert.ThrowsAsync<MqttConnectionLost>(() => (broker.Options(MqttVersion.V5, "c") with { Tls = tls }).ConnectAsync());
    }

    private static async Task NotBelieved(Mosquitto broker, MqttTls tls)
    {
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(
            () => (broker.Options(MqttVersion.V5, "c") with { Tls = tls }).ConnectAsync());
        Assert.IsType<AuthenticationException>(lost.InnerException);
    }

    private async Task<Mosquitto> StartAsync(IPAddress? address)
    {
        await _files.MakeAsync("own", address);
        return await Mosquitto.StartAsync(Settings.Replace("$files", _folder, StringComparison.Ordinal));
    }
}
