namespace Cer.Domain.Metering;

/// <summary>Finds what stands of the hour of a point, of which several classes have told.</summary>
/// <remarks>
/// Each quantity is that of the best class that tells it; a row that stands on several has the worst of their qualities. Of
/// an hour told whole and by quarters the quarters stand when all four are there and none is of a lower class than the
/// whole hour; else the whole hour stands. Then quantities that quarters tell in full are summed up into it.
/// </remarks>
public static class EffectiveHour
{
    private const int Quantities = 6;
    private const int Energies = 3;

    /// <summary>What stands, by start, then in the order of the words.</summary>
    /// <param name="words">The words of one point in one hour, at most one of each class, series, start and length.</param>
    public static IEnumerable<EffectiveReading> Of(IReadOnlyList<ReadingWord> words) => words
        .GroupBy(word => (word.Reading.Unit, word.Reading.Meter))
        .SelectMany((series, place) => OfSeries(series).Select(standing => (Standing: standing, Place: place)))
        .OrderBy(one => one.Standing.Reading.Start)
        .ThenBy(one => one.Place)
        .Select(one => one.Standing);

    /// <summary>Whether every word stands as it is.</summary>
    public static bool IsPlain(IReadOnlyList<ReadingWord> words)
    {
        if (words.Count == 1) return true;
        for (var i = 1; i < words.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (words[i].Reading, words[j].Reading);
                if (one.Meter == other.Meter && one.Unit == other.Unit
                    && (one.Start == other.Start || one.Minutes != other.Minutes)) return false;
            }
        }

        return true;
    }

    private static IEnumerable<EffectiveReading> OfSeries(IEnumerable<ReadingWord> series)
    {
        var rows = series.GroupBy(word => (word.Reading.Start, word.Reading.Minutes)).Select(Best).ToList();
        var whole = rows.Find(row => First(row).Minutes == 60);
        if (whole is null || rows.Count == 1) return rows.Select(Merged);
        rows.Remove(whole);
        var lengths = Enumerable.Range(0, Energies).Where(i => whole[i] is not null).ToList();
        return lengths.TrueForAll(i => AreStanding(rows, whole, i)) ? rows.Select(Merged) : [Summed(whole, rows)];
    }

    /// <summary>Whether the quarters tell a quantity in full, none of them by a lower class than the whole hour.</summary>
    private static bool AreStanding(List<ReadingWord?[]> quarters, ReadingWord?[] whole, int quantity) =>
        quarters.Count == 4 && quarters.TrueForAll(row => row[quantity] is { } word && word.Rank >= (whole[quantity]?.Rank ?? 0));

    private static ReadingWord?[] Best(IEnumerable<ReadingWord> words)
    {
        var best = new ReadingWord?[Quantities];
        foreach (var word in words)
        {
            for (var i = 0; i < Quantities; i++)
                if (Of(word.Reading, i) is not null && (best[i] is not { } known || known.Rank < word.Rank)) best[i] = word;
        }

        return best;
    }

    private static EffectiveReading Merged(ReadingWord?[] row) => Standing(row, new Energy?[Quantities], []);

    private static EffectiveReading Summed(ReadingWord?[] whole, List<ReadingWord?[]> quarters)
    {
        var sums = new Energy?[Quantities];
        var used = new List<ReadingWord>();
        for (var i = 0; i < Energies; i++)
        {
            if (!AreStanding(quarters, whole, i)) continue;
            sums[i] = Energy.FromMicroKilowattHours(quarters.Sum(row => Of(row[i]!.Value.Reading, i)!.Value.MicroKilowattHours));
            used.AddRange(quarters.Select(row => row[i]!.Value));
        }

        return Standing(whole, sums, used);
    }

    private static EffectiveReading Standing(ReadingWord?[] row, Energy?[] sums, List<ReadingWord> used)
    {
        var values = new Energy?[Quantities];
        var totals = new List<ReadingWord>();
        for (var i = 0; i < Quantities; i++)
        {
            values[i] = sums[i] ?? (row[i] is { } word ? Of(word.Reading, i) : null);
            if (sums[i] is null && row[i] is { } its) (i < Energies ? used : totals).Add(its);
        }

        // A total says nothing of how the energy came to be known.
        var quality = (used.Count > 0 ? used : totals).Max(word => word.Reading.Quality);
        var reading = First(row) with
        {
            Injected = values[0],
            Withdrawn = values[1],
            Produced = values[2],
            InjectedTotal = values[3],
            WithdrawnTotal = values[4],
            ProducedTotal = values[5],
            Quality = quality,
        };
        return new(reading, [.. used.Concat(totals).Distinct()]);
    }

    private static Reading First(ReadingWord?[] row) => Array.Find(row, word => word is not null)!.Value.Reading;

    private static Energy? Of(Reading reading, int quantity) => quantity switch
    {
        0 => reading.Injected,
        1 => reading.Withdrawn,
        2 => reading.Produced,
        3 => reading.InjectedTotal,
        4 => reading.WithdrawnTotal,
        _ => reading.ProducedTotal,
    };
}
