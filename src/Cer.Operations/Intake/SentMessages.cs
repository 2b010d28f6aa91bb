using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Gives an account its own messages back, and takes out those it deletes.</summary>
/// <remarks>A list is bounded by number and bytes: of more than that the newest are told, and that there are more.</remarks>
public sealed class SentMessages(ISentStore store, TimeProvider time)
{
    public const int MostMessages = 1000;
    public const int MostBytes = 8 * 1024 * 1024;

    private const long MostRead = 64 * 1024 * 1024;

    // Of a message whose bytes are not kept nobody knows the offset any more: senders write one of these.
    private static readonly Offset[] Usual = [Offset.FromHours(1), Offset.FromHours(2), Offset.Zero];

    /// <summary>The dataset with the latest time; null when there is none.</summary>
    public async Task<byte[]?> LastAsync(Account account, string resource, CancellationToken cancellation)
    {
        var span = DatasetFilter.Everything.Span;
        await foreach (var message in store.NewestFirstAsync(account, resource, span.Start, span.End, cancellation))
        {
            using var dataset = PushedDataset.TryOpen(message.Raw!.Value);
            if (dataset is not null) return dataset.Utf8.ToArray();
        }

        return null;
    }

    /// <summary>The dataset of one time; null when there is none, or only its readings are kept.</summary>
    public async Task<byte[]?> OneAsync(
        Account account, string resource, DatasetTime at, CancellationToken cancellation)
    {
        foreach (var message in await store.AtAsync(account, resource, at.Possible(), cancellation))
        {
            if (message.Raw is not { } raw) continue;
            using var dataset = PushedDataset.TryOpen(raw);
            if (dataset is not null && at.For(dataset.Offset) == message.At) return dataset.Utf8.ToArray();
        }

        return null;
    }

    /// <summary>The datasets that fit, the oldest first, and whether there are more than are told.</summary>
    public async Task<(IReadOnlyList<byte[]> Datasets, bool More)> ListAsync(
        Account account, string resource, DatasetFilter filter, CancellationToken cancellation)
    {
        var found = new List<byte[]>();
        var (bytes, read) = (0L, 0L);
        var span = filter.Span;
        await foreach (var message in store.NewestFirstAsync(account, resource, span.Start, span.End, cancellation))
        {
            // A search that finds little reads no more of the store than one that finds much.
            if ((read += message.Raw!.Value.Length) > MostRead) return (Oldest(found), true);
            using var dataset = PushedDataset.TryOpen(message.Raw.Value);
            if (dataset is null || !dataset.Fits(filter)) continue;
            bytes += dataset.Utf8.Length;
            if (found.Count == MostMessages || bytes > MostBytes) return (Oldest(found), true);
            found.Add(dataset.Utf8.ToArray());
        }

        return (Oldest(found), false);
    }

    /// <summary>Takes the message of one time out; false when there is none.</summary>
    public async Task<bool> DeleteAsync(
        Account account, string resource, DatasetTime at, CancellationToken cancellation)
    {
        foreach (var message in await store.AtAsync(account, resource, at.Possible(), cancellation))
        {
            if (!IsAt(message, at)) continue;
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            return await store.DeleteAsync(account, message.Ingest, now, cancellation);
        }

        return false;
    }

    private static List<byte[]> Oldest(List<byte[]> found)
    {
        found.Reverse();
        return found;
    }

    private static bool IsAt(SentMessage message, DatasetTime at)
    {
        if (message.Raw is not { } raw) return Usual.Any(offset => at.For(offset) == message.At);
        using var dataset = PushedDataset.TryOpen(raw);
        return dataset is not null && at.For(dataset.Offset) == message.At;
    }
}
