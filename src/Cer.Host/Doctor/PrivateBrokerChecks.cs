using System.Globalization;
using Cer.Host.Data;
using Cer.Host.Devices;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>The checks of the private broker's files: its limits, and who may do what there.</summary>
internal static class PrivateBrokerChecks
{
    private const string Anew = "./install.sh writes its configuration anew and starts it with that";
    private const string Write = "cer device write writes the broker's lists anew from the store";

    // As ops/broker.sh writes them: what does not fit is refused or told, and never dropped in silence.
    private static readonly string[] Limits =
    [
        "use_username_as_clientid true",
        "allow_anonymous false",
        "max_queued_messages 0",
        "max_queued_bytes 536870912",
        "max_inflight_messages 1000",
        "persistent_client_expiration 14d",
        "max_packet_size 6291456",
        "persistence true",
    ];

    public static async Task<IReadOnlyList<Finding>> RunAsync(
        string folder, MqttSettings broker, IMqttAccountStore store, CancellationToken cancellation)
    {
        var files = new BrokerFolder(folder);
        try
        {
            List<Finding> findings = [Configuration(files, broker), Process(files)];
            findings.AddRange(Accounts(files, broker, await store.ListAsync(cancellation)));
            return findings;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [new($"the broker's files cannot be read: {failure.Message}", "./install.sh, as the user who installed it")];
        }
        catch (NpgsqlException)
        {
            return [new("who may publish is not compared: the database does not say it")];
        }
    }

    private static Finding Configuration(BrokerFolder files, MqttSettings broker)
    {
        string[] wanted = [string.Create(CultureInfo.InvariantCulture, $"listener {broker.Port} 127.0.0.1"), .. Limits];
        string[] found = [.. File.ReadLines(files.Configuration).Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..]))];
        // A setting that stands twice is one too many; message_size_limit drops what is too large, unheard.
        var keys = wanted.Select(Key).Append("message_size_limit").ToHashSet(StringComparer.Ordinal);
        string[] other = [.. found.Where(line => keys.Contains(Key(line)) && !wanted.Contains(line))];
        string[] missing = [.. wanted.Except(found)];
        return (other, missing) switch
        {
            ([], []) => new("the broker's limits are such that nothing is dropped in silence"),
            ([var line, ..], _) => new($"Found '{line}' in {files.Configuration}, expected {Expected(line, wanted)}", Anew),
            (_, [var line, ..]) => new($"Found no '{line}' in {files.Configuration}, expected it", Anew),
        };
    }

    private static Finding Process(BrokerFolder files) => files.RunningBroker() switch
    {
        null => new("the broker of this data folder does not run", Anew),
        _ when files.IsConfiguredSince => new("the broker runs with an older configuration", Anew),
        _ => new("the broker runs with this configuration"),
    };

    private static IEnumerable<Finding> Accounts(
        BrokerFolder files, MqttSettings broker, IReadOnlyList<MqttAccount> accounts)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(files.Passwords))
            if (line.Split(':') is [var name, var hash]) hashes[name] = hash;
        var access = File.ReadAllText(files.Access);
        string[] own = [.. BrokerFiles.NodeNames, BrokerFiles.Examiner];
        var known = accounts.Select(account => account.Username).Concat(own).ToHashSet(StringComparer.Ordinal);
        string[] late = [.. hashes.Keys.Concat(Users(access)).Distinct().Where(name => !known.Contains(name))];
        string[] lacking =
        [
            .. accounts.Where(account => hashes.GetValueOrDefault(account.Username) != account.Hash)
                .Select(account => account.Username),
        ];
        if (!own.All(name => hashes.TryGetValue(name, out var hash) && BrokerPassword.Matches(broker.Password, hash)))
            yield return new("the broker's list does not have the program's own accounts with their password", Write);
        if (late.Length > 0)
            yield return new(Counted(late, "may not publish any more and still are in the broker's lists"), Write);
        if (lacking.Length > 0)
            yield return new(Counted(lacking, "may publish and are not in the broker's list as they should"), Write);
        if (late.Length + lacking.Length > 0) yield break;
        yield return access == BrokerFiles.Access(accounts)
            ? new(string.Create(CultureInfo.InvariantCulture,
                $"{accounts.Count} accounts of devices may publish, each on its own topic, and no retired one"))
            : new("the broker's list of topics is not what the rights of the devices say", Write);
    }

    private static IEnumerable<string> Users(string access) => access.Split('\n')
        .Where(line => line.StartsWith("user ", StringComparison.Ordinal)).Select(line => line["user ".Length..].Trim());

    private static string Counted(string[] names, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{names.Length} accounts {what}, one of them {names[0]}");

    private static string Key(string line) => line.Split(' ', 2)[0];

    private static string Expected(string line, string[] wanted) =>
        wanted.FirstOrDefault(other => Key(other) == Key(line)) is { } right ? $"'{right}'" : "no such line";
}
