using System.Globalization;
using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>What is told of the registers of meters: none falls but where a person recorded that the meter was swapped.</summary>
/// <remarks>
/// Home Assistant takes a fall by a tenth and more for a new meter and counts all that it shows as used, and lets a smaller fall lower
/// its sum. Source: the developers' manual, sensor entities, state class total_increasing. So a lower figure without a swap, or of a
/// new meter that shows almost what the old one did, is not told: the last one stands until the register has passed it. What was told
/// is remembered in the database, over restarts.
/// </remarks>
public sealed class FollowRegisters(IHomeNotices notices, IHomeSwaps swaps)
{
    private const string Key = "registers";

    /// <summary>What may be told of each register, of those too that say nothing at the moment.</summary>
    /// <param name="community">The community.</param>
    /// <param name="shown">What they show, by the word that each is told as.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<IReadOnlyDictionary<string, Energy>> RunAsync(
        CommunityId community, IReadOnlyDictionary<string, MeterTotal> shown, CancellationToken cancellation)
    {
        var kept = await notices.ToldAsync(community, Key, cancellation) ?? [];
        var told = kept.Select(Read).ToDictionary(one => one.Word, one => (one.Total, one.Until), StringComparer.Ordinal);
        foreach (var (word, now) in shown)
        {
            if (!told.TryGetValue(word, out var last) || now.Total >= last.Total
                || await IsNewMeterAsync(community, now, last, cancellation))
                told[word] = (now.Total, now.Until);
        }

        string[] lines = [.. told.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => Write(one.Key, one.Value))];
        if (!lines.SequenceEqual(kept)) await notices.KeepAsync(community, Key, lines, cancellation);
        return told.ToDictionary(one => one.Key, one => one.Value.Total, StringComparer.Ordinal);
    }

    private async Task<bool> IsNewMeterAsync(
        CommunityId community, MeterTotal now, (Energy Total, Instant Until) last, CancellationToken cancellation) =>
        (decimal)now.Total.MicroKilowattHours * 10 < (decimal)last.Total.MicroKilowattHours * 9
        && await swaps.WasSwappedAsync(community, now.Pod, now.Meter, last.Until, now.Until, cancellation);

    private static string Write(string word, (Energy Total, Instant Until) told) => string.Create(
        CultureInfo.InvariantCulture, $"{word} {told.Total.MicroKilowattHours} {told.Until.ToUnixTimeSeconds()}");

    private static (string Word, Energy Total, Instant Until) Read(string line)
    {
        var parts = line.Split(' ');
        return (
            parts[0],
            Energy.FromMicroKilowattHours(long.Parse(parts[1], CultureInfo.InvariantCulture)),
            Instant.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
