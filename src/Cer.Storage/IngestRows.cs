using System.Text.Json;
using Cer.Operations.Intake;

namespace Cer.Storage;

/// <summary>Messages on their way into the ingest log, column by column.</summary>
internal sealed class IngestRows(int community, IReadOnlyList<(IntakeRecord Record, byte[] Hash)> messages)
{
    /// <summary>The community, and what tells a message and its verdict from another.</summary>
    public object?[] Verdicts { get; } =
    [
        community,
        messages.Select(message => message.Hash).ToArray(),
        messages.Select(message => Words.Of(message.Record.Source)).ToArray(),
        messages.Select(message => message.Record.ResourceId?.Storable()).ToArray(),
        messages.Select(message => message.Record.MessageTimestamp?.ToUtc()).ToArray(),
        messages.Select(message => message.Record.Refusal?.Storable()).ToArray(),
        // A table of texts cannot be a column of an array: they may be of different lengths.
        messages.Select(message => WarningsOf(message.Record)).ToArray(),
        messages.Select(message => FindingsJson.Of(message.Record)).ToArray(),
    ];

    /// <summary>The other columns, and of the bytes that are evidence at most so many.</summary>
    public object?[] Rest(int longestRaw) =>
    [
        messages.Select(message => message.Record.Account?.Storable()).ToArray(),
        messages.Select(message => message.Record.Device?.Storable()).ToArray(),
        messages.Select(message => message.Record.ReceivedAt.ToUtc()).ToArray(),
        messages.Select(message => Count(message.Record, LineOutcome.Stored)).ToArray(),
        messages.Select(message => Count(message.Record, LineOutcome.Refused)).ToArray(),
        messages.Select(message => Count(message.Record, LineOutcome.Quarantined)).ToArray(),
        messages.Select(message => (long)message.Record.Raw.Length).ToArray(),
        messages.Select(message => message.Record is { KeepsBytes: true, Raw: var raw }
            ? raw[..Math.Min(raw.Length, longestRaw)].ToArray()
            : null).ToArray(),
    ];

    private static string WarningsOf(IntakeRecord record) => record.Warnings.Count == 0
        ? "[]"
        : JsonSerializer.Serialize(record.Warnings.Select(warning => warning.Storable()));

    private static int Count(IntakeRecord record, LineOutcome outcome) =>
        record.Refusal is null ? record.Lines.Count(line => line.Outcome == outcome) : 0;
}
