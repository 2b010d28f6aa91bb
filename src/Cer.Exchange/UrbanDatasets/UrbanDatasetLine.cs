namespace Cer.Exchange.UrbanDatasets;

/// <summary>One line of a message, in the sender's own words.</summary>
public sealed record UrbanDatasetLine
{
    /// <summary>Place in the message, from 1: the name by which answers call it.</summary>
    public required int Number { get; init; }

    public string? Timestamp { get; init; }

    /// <summary>period.start_ts; null when the line has no period.</summary>
    public string? Start { get; init; }

    /// <summary>period.end_ts; null when the line has no period.</summary>
    public string? End { get; init; }

    /// <summary>Name and value of each property, in order; the value of one that has parts is null.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Properties { get; init; }
}
