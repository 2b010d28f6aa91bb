namespace Cer.Messaging.Influx;

/// <summary>How a server that takes line protocol is reached.</summary>
public sealed record InfluxOptions
{
    public required Uri Url { get; init; }

    /// <summary>1 for <c>/write</c>, 2 for <c>/api/v2/write</c>.</summary>
    public required int Version { get; init; }

    /// <summary>The database (version 1) or the bucket (version 2).</summary>
    public required string Store { get; init; }

    /// <summary>The organisation, of version 2.</summary>
    public string? Organisation { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>The token, of version 2.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the server keeps points of one time side by side, and the latest of each second counts.</summary>
    public bool Dedupes { get; init; }

    /// <summary>How long a request may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where to, without a secret.</summary>
    public string Target => $"v{Version} {Url.AbsoluteUri.TrimEnd('/')} {Organisation}/{Store}{(Dedupes ? " deduped" : "")}";

    public override string ToString() => Target;
}
