using Cer.Operations.Intake;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>How much of a sender's bad messages of a day is kept, inside a transaction that holds the community's lock.</summary>
/// <remarks>
/// Who sends more of them is only counted: a flood must not fill the disk. Files that a person imports are not bounded.
/// </remarks>
internal sealed class Evidence(NpgsqlConnection connection, int community, SenderBounds bounds)
{
    private const string KeptSql = """
        select kept.messages, kept.bytes from core.sender_day as kept
        where community_id = $1 and day = ($2::timestamptz at time zone 'UTC')::date and source = $3 and sender = $4
          and kind = 'kept'
        """;

    private readonly Dictionary<(string Source, string Sender, string Kind), (long Messages, long Bytes)> _counts = [];
    private readonly Dictionary<(string Source, string Sender), (long Messages, long Bytes)> _kept = [];
    private Instant _now;

    /// <summary>Whether there is room to keep a message that needs it; counts it one way or the other.</summary>
    public async Task<bool> KeepAsync(IntakeRecord record, CancellationToken cancellation)
    {
        if (!record.NeedsEvidence || SenderOf(record) is not { } sender) return true;
        if (!_kept.TryGetValue(sender, out var kept))
        {
            kept = (await connection.ListAsync(
                KeptSql, row => (row.GetInt64(0), row.GetInt64(1)), cancellation,
                community, record.ReceivedAt.ToUtc(), sender.Source, sender.Sender)).SingleOrDefault();
        }

        var after = (kept.Messages + 1, kept.Bytes + record.Raw.Length);
        var isRoom = after.Item1 <= bounds.EvidenceMessages && after.Item2 <= bounds.EvidenceBytes;
        _kept[sender] = isRoom ? after : kept;
        Count(record, sender, isRoom ? "kept" : "left_out");
        return isRoom;
    }

    /// <summary>Counts a message that was there already.</summary>
    public void Repeat(IntakeRecord record)
    {
        if (SenderOf(record) is { } sender) Count(record, sender, "repeated");
    }

    /// <summary>Writes the counts: a row for each sender, however many messages there were.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (_counts.Count == 0) return;
        var counts = _counts.ToArray();
        await connection.RunAsync(
            SenderStore.AddSql,
            cancellation,
            _now.ToUtc(),
            counts.Select(_ => community).ToArray(),
            counts.Select(count => count.Key.Source).ToArray(),
            counts.Select(count => count.Key.Sender).ToArray(),
            counts.Select(count => count.Key.Kind).ToArray(),
            counts.Select(count => count.Value.Messages).ToArray(),
            counts.Select(count => count.Value.Bytes).ToArray());
        _counts.Clear();
    }

    private static (string Source, string Sender)? SenderOf(IntakeRecord record) => record switch
    {
        { Account: { } account } => (Words.Of(record.Source), account.Storable()),
        { Source: IntakeSource.Mqtt, Device: { } topic } => (Words.Of(record.Source), topic.Storable()),
        _ => null,
    };

    private void Count(IntakeRecord record, (string Source, string Sender) sender, string kind)
    {
        _now = record.ReceivedAt;
        var key = (sender.Source, sender.Sender, kind);
        var (messages, bytes) = _counts.GetValueOrDefault(key);
        _counts[key] = (messages + 1, bytes + record.Raw.Length);
    }
}
