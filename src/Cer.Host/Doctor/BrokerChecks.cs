using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Cer.Host.Data;
using Cer.Host.Devices;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Doctor;

/// <summary>The checks of the MQTT broker, as it answers and, of the private one, as its files stand.</summary>
internal static class BrokerChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Of one of the town's own: long enough for a node that was put out by this look to come back to its session.
    private static readonly TimeSpan Session = TimeSpan.FromMinutes(1);

    public static async IAsyncEnumerable<Finding> RunAsync(
        string folder,
        MqttSettings? broker,
        IMqttAccountStore accounts,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (broker is null)
        {
            yield return new("no broker is in the settings: readings come by REST and file alone");
            yield break;
        }

        if (broker.Tls is not null)
            foreach (var finding in TlsChecks.Of(broker, Instant.FromDateTimeOffset(time.GetUtcNow()))) yield return finding;
        else if (!IsHere(broker.Host))
            yield return InTheClear(broker);

        var reached = await ReachAsync(folder, broker, cancellation);
        yield return reached;
        if (reached.Mend is null) yield return await AnonymousAsync(broker, cancellation);
        if (!broker.IsPrivate) yield break;
        foreach (var finding in await PrivateBrokerChecks.RunAsync(folder, broker, accounts, cancellation))
            yield return finding;
    }

    private static async Task<Finding> ReachAsync(string folder, MqttSettings broker, CancellationToken cancellation)
    {
        try
        {
            await using var client = await MqttClient.ConnectAsync(AsExaminer(broker), TimeProvider.System, cancellation);
            return new($"the broker answers on {Address(broker)} and takes the program's account");
        }
        catch (MqttRefused refusal)
        {
            return new(
                $"the broker on {Address(broker)} refuses the program's account: {refusal.Reason}",
                broker.IsPrivate
                    ? "cer device write; if it stays so, ./install.sh starts the broker anew"
                    : "put the name and password that the broker knows under mqtt in settings.json");
        }
        catch (Exception failure) when (IsUnreached(failure))
        {
            return new(
                $"the broker on {Address(broker)} cannot be used: {failure.Message}",
                broker.IsPrivate
                    ? $"ops/broker.sh start {folder}; log/broker.log there says why it stopped"
                    : "start it, or correct host, port and tls under mqtt in settings.json");
        }
    }

    /// <summary>Whoever comes without an account must be refused.</summary>
    private static async Task<Finding> AnonymousAsync(MqttSettings broker, CancellationToken cancellation)
    {
        try
        {
            var nobody = AsExaminer(broker) with
            {
                ClientId = "",
                UserName = null,
                Password = null,
                CleanStart = true,
                SessionExpiry = default
            };
            await using var client = await MqttClient.ConnectAsync(nobody, TimeProvider.System, cancellation);
            return new(
                "the broker lets in whoever comes without an account",
                broker.IsPrivate ? "./install.sh writes its configuration anew" : "allow_anonymous false in its configuration");
        }
        catch (Exception failure) when (IsUnreached(failure))
        {
            return new("the broker lets nobody in without an account");
        }
    }

    private static MqttOptions AsExaminer(MqttSettings broker) => new()
    {
        Host = broker.Host,
        Port = broker.Port,
        ClientId = BrokerFiles.Examiner,
        // The private broker calls a client by its account, and has one for this look. Another may do so too: there a
        // session that is found is kept.
        UserName = broker.IsPrivate ? BrokerFiles.Examiner : broker.Username,
        Password = broker.Password,
        CleanStart = broker.IsPrivate,
        SessionExpiry = broker.IsPrivate ? default : Session,
        Tls = broker.Tls?.In(broker.Folder),
        Patience = Patience,
    };

    private static bool IsUnreached(Exception failure) =>
        failure is IOException or ArgumentException or CryptographicException or UnauthorizedAccessException;

    private static Finding InTheClear(MqttSettings broker) => new(
        $"passwords and readings go in the clear to {Address(broker)}",
        "put tls with its authority under mqtt in settings.json, and the port where the broker speaks TLS");

    private static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string Address(MqttSettings broker) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}");
}
