using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Judges messages in their order and stores them in one commit.</summary>
internal sealed class MessageBatch(
    ICommunityStore communities, IReadingStore readings, IIntakeStore intake, Instant now)
{
    /// <param name="messages">The messages in their order.</param>
    /// <param name="early">Those that were read already; null for one that was not.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<IntakeAnswer>> TakeAsync(
        IReadOnlyList<IncomingMessage> messages, IReadOnlyList<ReadMessage?> early, CancellationToken cancellation)
    {
        // Reading needs nothing but the bytes, and takes as long as the store: on all processors, kept in order.
        ReadMessage[] read = early.All(message => message is not null)
            ? [.. early.OfType<ReadMessage>()]
            : [.. Enumerable.Range(0, messages.Count).AsParallel().AsOrdered()
                .Select(i => early[i] ?? ReadMessage.Of(messages[i], now))];
        var verdicts = new IReadOnlyList<LineVerdict>[messages.Count];
        var serials = new IReadOnlyList<SerialSeen>?[messages.Count];
        foreach (var places in Enumerable.Range(0, messages.Count).GroupBy(i => messages[i].Community))
        {
            int[] open = [.. places.Where(i => read[i].Open is not null)];
            if (open.Length == 0) continue;
            var known = await KnownMeters.LoadAsync(
                communities, readings, places.Key, open.Select(i => read[i].Open!), cancellation);
            foreach (var i in open)
            {
                verdicts[i] = Doubted(messages[i], read[i].Open!.Judge(known.For(read[i].Open!)));
                serials[i] = known.NoteSerials(verdicts[i]);
                known.KeepApart(verdicts[i].Where(line => line.Fate == LineFate.Quarantined).Select(line => line.Reading!));
                known.Accept(verdicts[i].Where(line => line.Fate == LineFate.Stored).Select(line => line.Reading!));
            }
        }

        IntakeRecord[] records =
            [.. Enumerable.Range(0, messages.Count).Select(i => Record(messages[i], read[i], verdicts[i], serials[i] ?? []))];
        var receipts = await intake.StoreAsync(records, cancellation);
        return [.. receipts.Select((receipt, i) => Answer(read[i], records[i], verdicts[i], receipt))];
    }

    private const string LeftOut = "found more messages with faults of one sender on one day than are kept, "
        + "expected fewer: nothing of it is taken, send it again tomorrow, mended";

    private static IReadOnlyList<LineVerdict> Doubted(IncomingMessage message, IReadOnlyList<LineVerdict> lines) =>
        message.Doubt is not { } doubt ? lines : [.. lines.Select(line => line.Fate != LineFate.Stored
            ? line
            : line with { Fate = LineFate.Quarantined, Reason = doubt })];

    private static IntakeAnswer Answer(
        ReadMessage read, IntakeRecord record, IReadOnlyList<LineVerdict> lines, IntakeReceipt receipt)
    {
        if (record.Refusal is { } refusal)
            return read.IsForeign ? new IntakeAnswer.Foreign(refusal) : new IntakeAnswer.Refused(refusal);
        if (receipt.IsLeftOut) return new IntakeAnswer.Refused(LeftOut);
        return receipt.AlreadyExists ? new IntakeAnswer.AlreadyExists() : new IntakeAnswer.Taken(lines, receipt);
    }

    private IntakeRecord Record(
        IncomingMessage message, ReadMessage read, IReadOnlyList<LineVerdict>? lines, IReadOnlyList<SerialSeen> serials)
    {
        // A message of which no line can be used is refused whole, so that a mended one may come under its name.
        var refusal = read.Refusal ?? (lines!.All(line => line.Fate == LineFate.Refused)
            ? VerdictSentences.Of(lines!)
            : null);
        return new()
        {
            Community = message.Community,
            Source = message.Source,
            Account = message.Sender?.Username,
            Device = message.Origin ?? OnlyDevice(lines),
            ResourceId = read.ResourceId,
            MessageTimestamp = read.Message?.GeneratedAt,
            Raw = message.Raw,
            Refusal = refusal,
            Lines = refusal is null ? [.. lines!.Select(Finding)] : [],
            Serials = refusal is null ? serials : [],
            ReceivedAt = now,
        };
    }

    private static string? OnlyDevice(IReadOnlyList<LineVerdict>? lines)
    {
        string?[] devices = [.. (lines ?? []).Select(line => line.Device).Distinct().Take(2)];
        return devices is [var only] ? only : null;
    }

    private static LineFinding Finding(LineVerdict line) => new(
        line.Line,
        line.Fate switch
        {
            LineFate.Stored => LineOutcome.Stored,
            LineFate.Repeated => LineOutcome.Repeated,
            LineFate.Refused => LineOutcome.Refused,
            _ => LineOutcome.Quarantined,
        },
        VerdictSentences.Reason(line),
        line.Reading,
        line.Fate == LineFate.Stored && line.Warnings.Count > 0)
    {
        Sides = line.Fate == LineFate.Stored ? line.Sides : null,
    };
}
