using Cer.Host.Data;
using Cer.Host.Market;
using Cer.Messaging.Influx;

namespace Cer.Host.Series;

/// <summary>Reads and checks the section influx of the settings.</summary>
internal static class InfluxWay
{
    /// <exception cref="UserFault">A word of the section is wrong, or a file that it names.</exception>
    public static InfluxOptions Of(InfluxSettings influx, string folder)
    {
        var version = influx.Version ?? (influx.Bucket is null ? 1 : 2);
        if (version is not (1 or 2)) throw Fault("version", $"{version}", "1 or 2");
        var (store, name) = version == 1 ? (influx.Database, "database") : (influx.Bucket, "bucket");
        if (string.IsNullOrWhiteSpace(store)) throw Fault(name, "nothing", $"the name of a {name}");
        if (influx.Username is null != influx.PasswordFile is null)
            throw Fault("username", "one of username and password_file", "both, or neither for a server that asks for none");
        if (influx.Username is not null && influx.TokenFile is not null)
            throw Fault("token_file", "both a token and a username", "one of them");
        if (influx.Corrections is not (null or "overwrite" or "dedupe"))
            throw Fault("corrections", $"'{influx.Corrections}'", "overwrite or dedupe");
        return new()
        {
            Url = GmeWay.Address("influx", "url", influx.Url),
            Version = version,
            Store = store,
            Dedupes = influx.Corrections == "dedupe",
            Organisation = influx.Org,
            Username = influx.Username,
            Password = Secret("password_file", influx.PasswordFile),
            Token = Secret("token_file", influx.TokenFile),
        };

        string? Secret(string word, string? file) =>
            file is null ? null : SecretFile.Read("influx", word, Path.Combine(folder, file));
    }

    private static UserFault Fault(string name, string found, string expected) =>
        new($"Found {found} as {name} in the section influx of {Settings.FileName}, expected {expected}.");
}
