namespace Cer.Operations.Auditing;

/// <summary>Follows the entries of a chain and keeps the first that does not fit.</summary>
/// <param name="community">The community's code, which is in every hash.</param>
public sealed class ChainWalk(string community)
{
    private const string OfTables = "submission.";

    private ReadOnlyMemory<byte> _last = new byte[ChainBytes.HashLength];
    private ChainHead? _noted;

    public long Entries { get; private set; }

    public ChainBreak? Break { get; private set; }

    /// <summary>Where it stands: the number that was read last.</summary>
    private long Sequence { get; set; }

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="copy">What the tables say of the same now.</param>
    /// <param name="noted">A head that somebody kept elsewhere; null without one.</param>
    public void Look(ChainEntry entry, ChainCopy? copy, ChainHead? noted = null)
    {
        Entries++;
        if (Break is not null) return;
        Break = Problem(entry, copy, noted);
        (Sequence, _last) = (entry.Sequence, entry.Hash);
        if (noted is not null && entry.Sequence == noted.Sequence) _noted = noted;
    }

    /// <summary>Looks at what stands beside the entries, when all were read.</summary>
    public ChainReport End(ChainEnd end, ChainHead? noted = null)
    {
        Break ??= AtEnd(end, noted);
        return new(Entries, end.Head, Break);
    }

    private ChainBreak? Problem(ChainEntry entry, ChainCopy? copy, ChainHead? noted)
    {
        if (entry.Sequence != Sequence + 1)
            return new(Sequence + 1, FormattableString.Invariant($"entry {entry.Sequence}"), "no entry to be missing");
        if (!entry.Previous.Span.SequenceEqual(_last.Span))
            return new(entry.Sequence, $"the hash before it {Hex(entry.Previous)}", Hex(_last));
        var made = ChainBytes.HashOf(community, entry);
        if (!entry.Hash.Span.SequenceEqual(made)) return new(entry.Sequence, $"the hash {Hex(entry.Hash)}",
            $"that of its bytes {Hex(made)}");
        if (noted is not null && noted.Sequence == entry.Sequence && !noted.Hash.Span.SequenceEqual(made))
            return new(entry.Sequence, $"the hash {Hex(made)}", $"the one noted elsewhere {Hex(noted.Hash)}");
        if (!entry.What.StartsWith(OfTables, StringComparison.Ordinal) || copy?.Says(entry) == true) return null;
        return copy is null
            ? new(entry.Sequence, $"no row that {entry.What} of {entry.Subject} was kept in", "it to be there")
            : new(entry.Sequence, $"rows or a file of {entry.What} of {entry.Subject} that say something else", entry.Detail);
    }

    private ChainBreak? AtEnd(ChainEnd end, ChainHead? noted)
    {
        if (end.Head is null && Entries == 0 && end.Stray is null && noted is null) return null;
        if (end.Head is null && Entries > 0) return new(Sequence, "no head", "the head of the last entry");
        if (end.Head is { } head && !head.Is(new(Sequence, _last)))
            return new(
                Math.Min(head.Sequence, Sequence) + 1,
                FormattableString.Invariant($"{Sequence} entries, the last with the hash {Hex(_last)}"),
                $"the head {head}");
        if (noted is not null && _noted is null)
            return new(Sequence + 1, FormattableString.Invariant($"{Sequence} entries"), $"the head noted elsewhere {noted}");
        return end.Stray is { } stray ? new(stray, "a row that names an entry which is not there", "the entry") : null;
    }

    private static string Hex(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span);
}
